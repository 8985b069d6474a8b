import { GatewayError } from '@/lib/chat/errors'
import { parseJson } from '@/lib/util/json'
import { own } from '@/lib/util/own'
import { kindOf, noWords } from '../failure'
import { record, text } from '../read'

/** What an exception in a stream would have had as its status: https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html */
const STATUS: Readonly<Record<string, number>> = {
  validationException: 400,
  serviceQuotaExceededException: 400,
  accessDeniedException: 403,
  resourceNotFoundException: 404,
  modelTimeoutException: 408,
  modelErrorException: 424,
  modelStreamErrorException: 424,
  throttlingException: 429,
  modelNotReadyException: 429,
  internalServerException: 500,
  serviceUnavailableException: 503,
}

/** `{message}`, and the type in the header `x-amzn-errortype`, cut after the colon. The message is Bedrock's own. */
export function errorOf(body: unknown, status: number, headers?: Headers): GatewayError {
  const { message, Message, __type } = record(body)
  const named = text(headers?.get('x-amzn-errortype')) ?? text(__type)
  return failure(text(message) ?? text(Message) ?? noWords('Bedrock', status, body), status, named?.replace(/:.*|^.*#/g, ''))
}

/** The same for an exception frame, which comes after a status of 200. */
export function streamErrorOf(exception: string, data: string): GatewayError {
  const parsed = parseJson(data)
  const { message, originalMessage } = record(parsed.ok ? parsed.value : undefined)
  const said = text(message) ?? text(originalMessage)
  return failure(said ?? 'Bedrock broke off without saying why.', own(STATUS, exception) ?? 502, exception)
}

function failure(message: string, status: number, type: string | undefined): GatewayError {
  // The model failed, not the request.
  const kind = status === 424 ? 'provider_error' : kindOf(status)
  return new GatewayError(kind, message, { status, type: type || kind, code: codeOf(type) })
}

/** Another place may still have room, where a 400 would say that nobody can help. */
const codeOf = (type: string | undefined) => (/^serviceQuotaExceeded/i.test(type ?? '') ? 'insufficient_quota' : null)

import { GatewayError } from '@/lib/chat/errors'
import { own } from '@/lib/util/own'
import { kindOf, noWords } from '../failure'
import { record, text } from '../read'

/** https://platform.claude.com/docs/en/api/errors: what an error in a stream would have had as its status. */
const STATUS: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  conflict_error: 409,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
}

/** `{type: "error", error: {type, message, details?}}`. The message is Anthropic's own. */
export function errorOf(body: unknown, status: number): GatewayError {
  const error = record(record(body).error)
  const kind = kindOf(status)
  return new GatewayError(kind, text(error.message) ?? noWords('Anthropic', status, body), {
    status,
    type: text(error.type) ?? kind,
    code: text(record(error.details).error_code) ?? null,
  })
}

/** The same for an `error` event, which comes after a status of 200. */
export function streamErrorOf(event: unknown): GatewayError {
  const type = text(record(record(event).error).type) ?? ''
  return errorOf(event, own(STATUS, type) ?? 502)
}

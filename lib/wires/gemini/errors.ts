import { GatewayError } from '@/lib/chat/errors'
import { own } from '@/lib/util/own'
import { kindOf, noWords } from '../failure'
import { count, list, record, text } from '../read'

/** Google's RPC status names, which errors inside a stream may have alone. https://cloud.google.com/apis/design/errors */
const STATUS: Readonly<Record<string, number>> = {
  CANCELLED: 499,
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  OUT_OF_RANGE: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  ABORTED: 409,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL: 500,
  UNKNOWN: 500,
  DATA_LOSS: 500,
  UNIMPLEMENTED: 501,
  UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
}

/** `{error: {code, message, status, details[]}}`, or a list of one where a stream was asked for. The message is Gemini's own. */
export function errorOf(body: unknown, status: number): GatewayError {
  const error = record(record(list(body)[0] ?? body).error)
  const reason = reasonOf(error.details)
  // A wrong key is a 400 at AI Studio; callers look for 401.
  const seen = reason === 'API_KEY_INVALID' ? 401 : status
  const kind = kindOf(seen)
  return new GatewayError(kind, text(error.message) ?? noWords('Gemini', status, body), {
    status: seen,
    type: text(error.status) ?? kind,
    code: reason ?? null,
  })
}

/** The same for an error inside an answer, after a status of 200. */
export function streamErrorOf(event: unknown): GatewayError {
  const { code, status } = record(record(event).error)
  const given = count(code)
  return errorOf(event, own(STATUS, text(status) ?? '') ?? (given && given >= 400 && given < 600 ? given : 502))
}

/** `{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}` */
function reasonOf(details: unknown): string | undefined {
  return list(details)
    .map(detail => text(record(detail).reason))
    .find(Boolean)
}

import { GatewayError } from '@/lib/chat/errors'
import { ascii, traceIdOf } from './headers'
import type { Services } from './services'

/** An error before there is a call: nothing was sent, and sending the same again would change nothing. */
export function refusal(cause: unknown, incoming: Request, { uuid }: Services): Response {
  const error = asError(cause)
  const headers = {
    'x-portkey-trace-id': ascii(traceIdOf(incoming.headers, uuid)),
    'x-request-id': uuid(),
    'x-should-retry': 'false',
  }
  return Response.json(error.toJSON(), { status: error.status, headers })
}

/** What is no GatewayError is a mistake of ours: the log gets it, the caller does not. */
export function asError(cause: unknown): GatewayError {
  if (cause instanceof GatewayError) return cause
  console.error('[refract] internal error:', cause instanceof Error ? cause.stack : cause)
  return new GatewayError('internal_error', 'Something went wrong in the gateway.', { cause })
}

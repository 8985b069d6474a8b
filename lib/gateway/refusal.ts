import { GatewayError } from '@/lib/chat/errors'
import { type Answer, json } from './answer'
import { ascii, traceIdOf } from './headers'
import type { Incoming } from './incoming'
import type { Services } from './services'

/** An error before there is a call: nothing was sent. */
export function refusal(cause: unknown, incoming: Incoming, { uuid }: Services): Answer {
  const error = asError(cause)
  const headers = {
    'x-portkey-trace-id': ascii(traceIdOf(incoming.headers, uuid)),
    'x-request-id': uuid(),
    ...hints(error),
  }
  return json(error.toJSON(), { status: error.status, headers })
}

/** Where we ask for patience, when to come back; else the same again would fail again. */
function hints({ details: { retryAfter } }: GatewayError): Record<string, string> {
  if (retryAfter === undefined) return { 'x-should-retry': 'false' }
  return { 'retry-after': String(Math.ceil(retryAfter / 1000)), 'retry-after-ms': String(Math.ceil(retryAfter)) }
}

/** What is no GatewayError is a mistake of ours: the log gets it, the caller does not. */
export function asError(cause: unknown): GatewayError {
  if (cause instanceof GatewayError) return cause
  console.error('[refract] internal error:', cause instanceof Error ? cause.stack : cause)
  return new GatewayError('internal_error', 'Something went wrong in the gateway.', { cause })
}

import { GatewayError } from '@/lib/chat/errors'
import type { Attempt, Call } from '@/lib/routing/types'
import { Controller, type Signal } from '@/lib/util/signal'

type End = NonNullable<Attempt['end']>

/** One sending under way: what is written down of it, its connection, and its one end. */
export interface Sending {
  attempt: Attempt
  /** Closes the connection to the provider when it aborts. */
  connection: Signal
  /** Milliseconds since the call began. */
  at(): number
  /** Ends it from our side, by a clock (a GatewayError) or because nobody waits any more. Whoever reads learns the reason. */
  stop(reason: unknown): void
  /** Ends it, unless it has ended. Every end but `done` closes the connection. */
  end(end: End, error?: GatewayError, body?: string): void
  /** Closes the connection of a sending that has ended. */
  hangUp(): void
}

/** Begins a sending, which ends with its call at the latest. */
export function begin(call: Call, attempt: Attempt, monotonic: () => number): Sending {
  const connection = new Controller()
  const at = () => monotonic() - call.startedAt
  const onAbort = () => stop(call.signal.reason)

  function stop(reason: unknown) {
    if (reason instanceof GatewayError) close('error', reason, reason)
    else close('aborted', reason)
  }

  function close(end: End, reason: unknown, error?: GatewayError, body?: string) {
    if (attempt.end) return
    attempt.end = end
    if (error) attempt.error = said(error, body)
    attempt.marks.end = at()
    attempt.ms = attempt.marks.end - attempt.marks.start
    call.signal.removeEventListener('abort', onAbort)
    if (end !== 'done') connection.abort(reason)
  }

  call.attempts.push(attempt)
  call.signal.addEventListener('abort', onAbort)
  if (call.signal.aborted) onAbort()
  return {
    attempt,
    connection: connection.signal,
    at,
    stop,
    end: (end, error, body) => close(end, error ?? end, error, body),
    hangUp: () => connection.abort('over'),
  }
}

const said = ({ message, kind, status, details: { type = kind, code = null } }: GatewayError, body?: string) => ({
  message,
  type,
  code,
  status,
  ...(body !== undefined && { body }),
})

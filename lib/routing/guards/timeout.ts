import { GatewayError } from '@/lib/chat/errors'
import { anySignal } from '@/lib/util/abort'
import type { Guard } from '../types'

/**
 * Gives up on a target that has not begun to answer within `request_timeout` milliseconds (streaming), or not answered
 * (otherwise). A stream that has begun is left to finish.
 */
export const timeout: Guard = send => async (target, call, path, options) => {
  const limit = target.request_timeout
  if (!limit) return send(target, call, path, options)
  const clock = new AbortController()
  const timer = setTimeout(() => clock.abort(), limit)
  try {
    return await send(target, { ...call, signal: anySignal(call.signal, clock.signal).signal }, path, options)
  } catch (cause) {
    if (!clock.signal.aborted || call.signal.aborted) throw cause
    const message = `${target.provider} did not ${call.request.stream ? 'begin to answer' : 'answer'} within the request timeout of ${limit} ms.`
    const error = new GatewayError('timeout_error', message, { code: 'request_timeout', provider: target.provider, cause })
    const attempt = call.attempts.at(-1)
    if (attempt) attempt.error = { message, type: error.kind, code: 'request_timeout', status: error.status }
    return { ok: false, status: error.status, headers: {}, error, attempt, again: 'yes', elsewhere: true }
  } finally {
    clearTimeout(timer)
  }
}

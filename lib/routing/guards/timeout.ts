import { GatewayError } from '@/lib/chat/errors'
import { anySignal } from '@/lib/util/abort'
import { Controller } from '@/lib/util/signal'
import type { Guard, Reply, Send } from '../types'

/**
 * Gives up on a target that has not begun to answer within `request_timeout` milliseconds (streaming), or not answered
 * (otherwise): 408. A stream that has begun is left to finish.
 */
export const timeout: Guard = send => (target, call, path, options) => {
  const limit = target.request_timeout
  return limit ? within(limit, send, target, call, path, options) : send(target, call, path, options)
}

async function within(limit: number, send: Send, ...[target, call, path, options]: Parameters<Send>): Promise<Reply> {
  const clock = new Controller()
  const { signal, release } = anySignal(call.signal, clock.signal)
  const timer = setTimeout(() => clock.abort(tooSlow(target.provider, limit, !!call.request.stream)), limit)
  let streams = false
  try {
    const reply = await send(target, { ...call, signal }, path, options)
    streams = 'chunks' in reply
    return reply
  } finally {
    clearTimeout(timer)
    // A stream goes on listening for its caller.
    if (!streams) release()
  }
}

function tooSlow(provider: string, limit: number, stream: boolean): GatewayError {
  const what = stream ? 'begin to answer' : 'answer'
  return new GatewayError('timeout_error', `${provider} did not ${what} within the request timeout of ${limit} ms.`, {
    code: 'request_timeout',
    provider,
  })
}

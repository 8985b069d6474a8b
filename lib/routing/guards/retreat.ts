import type { Abilities } from '@/lib/chat/abilities'
import type { Call, Failure, Guard, Target } from '../types'

/**
 * Sends once more, with less, what a place refused because its model cannot do what it was thought to do. `lessAfter` says what
 * a failure shows that it cannot, if anything.
 */
export function retreat(lessAfter: (failure: Failure, target: Target, call: Call) => Partial<Abilities> | undefined): Guard {
  return send => async (target, call, path, options) => {
    const reply = await send(target, call, path, options)
    if (reply.ok || reply.status !== 400) return reply
    const less = lessAfter(reply, target, call)
    if (!less) return reply
    if (reply.attempt?.error) reply.attempt.error.message += ' It was sent again without what was refused.'
    return send(target, { ...call, can: { ...call.can, ...less } }, path, options)
  }
}

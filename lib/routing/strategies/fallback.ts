import type { Failure, Group, Strategy } from '../types'

/** Tries targets in order until one gives an answer worth keeping. */
export const fallback: Strategy = async (group, call, visit) => {
  let reply = await visit(0)
  for (let index = 1; index < group.targets.length && !reply.ok && movesOn(group, reply); index++) {
    call.signal.throwIfAborted()
    reply = await visit(index)
  }
  return reply
}

function movesOn({ strategy }: Group, { final, status, elsewhere }: Failure): boolean {
  if (final) return false
  const codes = strategy.mode === 'fallback' ? strategy.on_status_codes : undefined
  return codes ? codes.includes(status) : elsewhere
}

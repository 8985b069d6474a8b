import { GatewayError } from '@/lib/chat/errors'
import { factsOf } from '../facts'
import type { Call, Group, Strategy } from '../types'

/** Asks the target of the first condition that holds, else the default. Throws 400 where there is none. */
export const conditional: Strategy = async (group, call, visit, { path }) => {
  const index = chosenBy(group, call)
  if (index >= 0) return visit(index)
  throw new GatewayError('invalid_request_error', `No condition of ${path}.strategy holds, and it has no default.`, {
    param: `${path}.strategy.default`,
    code: 'no_condition',
  })
}

/** The index of the target a request goes to; -1 where there is none. */
export function chosenBy({ strategy, targets }: Group, call: Pick<Call, 'metadata' | 'request' | 'pathname'>): number {
  if (strategy.mode !== 'conditional') return -1
  const facts = factsOf(call)
  const then = strategy.conditions.find(({ holds }) => holds(facts))?.then ?? strategy.default
  return then === undefined ? -1 : targets.findIndex(({ name }) => name === then)
}

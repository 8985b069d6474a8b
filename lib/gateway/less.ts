import type { Abilities } from '@/lib/chat/abilities'
import type { Call, Failure, Target } from '@/lib/routing/types'
import { placeOf } from './prepare'

/** What a failure shows that the model of a target cannot, as far as that is news. */
export function lessAfter({ error }: Failure, target: Target, call: Call): Partial<Abilities> | undefined {
  const { wire, ask } = placeOf(target, call)
  const less = wire.lessAfter?.(error, call.request)
  const news = less && (Object.keys(less) as (keyof Abilities)[]).some(ability => less[ability] !== ask.can[ability])
  return news ? less : undefined
}

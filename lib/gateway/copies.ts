import { fanOut } from '@/lib/params/fan-out'
import type { Call, Target } from '@/lib/routing/types'
import { placeOf } from './prepare'

/** How many sendings a call needs at a target: n where the place makes one choice at a time. */
export function copiesOf(target: Target, call: Call): number {
  if ((call.request.n ?? 1) <= 1) return 1
  const { wire, ask } = placeOf(target, call)
  return fanOut(call.request, wire.id, ask)
}

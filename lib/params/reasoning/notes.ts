import { AS_WRITTEN, type MappingContext, type Outcome, place } from '../param'
import type { Wish } from './wish'

/** What becomes of a wish where the model does not think. */
export function idle(wish: Wish, { can }: MappingContext): Outcome {
  if (wish.off) return { action: 'kept', why: `${can.name} does not think; nothing to send.` }
  return { action: 'dropped', why: `${can.name} does not think.` }
}

/** The caller's own `thinking` at the same place, or at another. */
export function asWritten(at: string, to: unknown): Outcome {
  return { action: 'kept', at, to, why: AS_WRITTEN }
}

/** An effort where the model has other rungs, a budget where it takes efforts. */
export function effortNote(wish: Wish, rung: string, at: string, context: MappingContext, source?: string): Outcome {
  const { name } = context.can
  const base = { at, to: rung, ...(source && { source }) }
  if (rung === wish.effort && at === context.param) return asWritten(at, rung)
  if (wish.off) return { ...base, action: rung === 'none' ? 'moved' : 'changed', why: offWhy(rung, context) }
  if (wish.budget !== undefined)
    return {
      ...base,
      action: 'changed',
      why: `${name} takes an effort in place of a budget; ${wish.budget} tokens are nearest to ${rung}.`,
    }
  if (wish.effort === undefined)
    return { ...base, action: 'changed', why: `${name} has no adaptive thinking; it gets ${rung} effort.` }
  if (wish.effort !== rung)
    return { ...base, action: 'changed', why: `${name} has no effort ${wish.effort} here; ${rung} is nearest.` }
  return { ...base, action: 'moved', why: `${place(context)} takes the effort there.` }
}

function offWhy(rung: string, { can }: MappingContext): string {
  return rung === 'none'
    ? `${can.name} is told so by an effort of none.`
    : `${can.name} cannot stop thinking; ${rung} effort is its least.`
}

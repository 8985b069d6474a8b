import { type MappingContext, type Outcome, setAt } from '../param'
import { EFFORT, EXTENDED, type Places } from './claude-places'
import { nearestRung } from './efforts'
import { asWritten, effortNote } from './notes'
import { limitIn, roomFor } from './room'
import type { Wish } from './wish'

/** What an answer is given on Bedrock, where the caller does not say and thinking has to be below a limit. */
const ANSWER = 4096

/** Claude up to 4.5, and 4.6 in its old form: `thinking {enabled, budget_tokens}`. */
export function byBudget<Body>(wish: Wish, places: Places<Body>, body: Body, context: MappingContext): Outcome[] {
  const { budget = 0 } = roomFor(context)
  const told = { type: 'enabled', budget_tokens: budget, ...(wish.display && { display: wish.display }) }
  setAt(body, places.thinking, told)
  return [...notes(wish, told, places, body, context), ...limitNotes(budget, places, body, context)]
}

function notes<Body>(
  wish: Wish,
  told: { budget_tokens: number },
  places: Places<Body>,
  body: Body,
  context: MappingContext,
): Outcome[] {
  const { name, thinking } = context.can
  const budget = told.budget_tokens
  const base = { at: places.thinking, to: told, source: EXTENDED }
  if (wish.budget === budget) return [asWritten(places.thinking, told)]
  if (wish.budget !== undefined)
    return [{ ...base, action: 'changed', why: `${name} can think with ${budget} tokens here, not ${wish.budget}.` }]
  if (!wish.effort)
    return [{ ...base, action: 'changed', why: `${name} has no adaptive thinking; it gets a budget of ${budget} tokens.` }]
  if (thinking.kind === 'budget' && thinking.rungs) {
    const rung = nearestRung(thinking.rungs, wish.effort)
    setAt(body, places.effort, rung)
    const why = `${name} needs a budget beside its effort; for ${wish.effort} that is ${budget} tokens here.`
    return [effortNote(wish, rung, places.effort, context, EFFORT), { ...base, param: 'thinking', action: 'added', why }]
  }
  const why = `${name} takes a budget in place of an effort; for ${wish.effort} that is ${budget} tokens here.`
  return [{ action: 'changed', at: `${places.thinking}.budget_tokens`, to: budget, why, source: EXTENDED }]
}

/** On Anthropic's wire a limit is always in place; Converse has none by itself. */
function limitNotes<Body>(budget: number, places: Places<Body>, body: Body, { request, can, wire }: MappingContext): Outcome[] {
  if (wire !== 'converse' || limitIn(request) !== undefined) return []
  const limit = Math.min(can.maxOutput ?? Infinity, budget + ANSWER)
  setAt(body, places.limit, limit)
  const why = `Thinking counts in the token limit; ${limit - budget} tokens are left for the answer.`
  return [{ param: 'max_tokens', action: 'added', at: places.limit, to: limit, why, source: EXTENDED }]
}

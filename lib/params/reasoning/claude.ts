import type { ThinkingAbility } from '@/lib/chat/abilities'
import type { ReasoningEffort } from '@/lib/chat/types'
import type { AnthropicBody } from '@/lib/wires/anthropic/types'
import type { ConverseBody } from '@/lib/wires/converse/types'
import { AS_WRITTEN, type MappingContext, type Outcome, type Path, setAt } from '../param'
import { effortOf, lower, nearestRung } from './efforts'
import { limitIn, roomFor } from './room'
import type { Teller, Wish } from './wish'

const EXTENDED = 'https://platform.claude.com/docs/en/build-with-claude/extended-thinking'
const EFFORT = 'https://platform.claude.com/docs/en/build-with-claude/effort'
/** What an answer is given where neither the caller nor the model's limits say. */
const ANSWER = 4096

/** Where a body holds what Claude is told. */
interface Places<Body> {
  thinking: Path<Body>
  effort: Path<Body>
  limit: Path<Body>
}

export const onAnthropic = claude<AnthropicBody>({ thinking: 'thinking', effort: 'output_config.effort', limit: 'max_tokens' })

export const onBedrock = claude<ConverseBody>({
  thinking: 'additionalModelRequestFields.thinking',
  effort: 'outputConfig.effort',
  limit: 'inferenceConfig.maxTokens',
})

/** Claude by families: VENDORS A5 and A6. */
function claude<Body>(places: Places<Body>): Teller<Body> {
  return (wish, body, context) => {
    const { thinking } = context.can
    if (thinking.kind === 'none') return idle(wish, context)
    if (wish.off) return off(wish, places, body, context)
    if (thinking.kind === 'adaptive') {
      const oldForm = thinking.budget && wish.budget !== undefined
      return oldForm ? byBudget(wish, places, body, context) : adaptive(thinking, wish, places, body, context)
    }
    if (thinking.kind === 'unknown' && wish.type && wish.type !== 'enabled') return written(wish, places, body, context)
    return byBudget(wish, places, body, context)
  }
}

/** What a model that does not think makes of a wish. */
export function idle(wish: Wish, { can }: MappingContext): Outcome {
  if (wish.off) return { action: 'kept', why: `${can.name} does not think; nothing to send.` }
  return { action: 'dropped', why: `${can.name} does not think.` }
}

function off<Body>(wish: Wish, places: Places<Body>, body: Body, context: MappingContext): Outcome {
  const { name, thinking } = context.can
  const stops = thinking.kind === 'unknown' || (thinking.kind !== 'none' && thinking.kind !== 'effort' && thinking.off)
  if (stops) {
    if (wish.type) return written(wish, places, body, context)
    if (thinking.kind !== 'unknown' && 'whenOmitted' in thinking && !thinking.whenOmitted)
      return { action: 'kept', why: `${name} does not think unless asked; nothing to send.` }
    setAt(body, places.thinking, { type: 'disabled' })
    return {
      action: 'moved',
      at: places.thinking,
      to: { type: 'disabled' },
      why: `${name} is told to stop thinking by thinking.`,
    }
  }
  if (thinking.kind === 'adaptive' && thinking.betweenTools) {
    setAt(body, places.thinking, { type: 'between_tools' })
    const why = `${name} cannot stop thinking; between tools only is its least.`
    return { action: 'changed', at: places.thinking, to: { type: 'between_tools' }, why, source: EXTENDED }
  }
  setAt(body, places.effort, 'low')
  return {
    action: 'changed',
    at: places.effort,
    to: 'low',
    why: `${name} cannot stop thinking; low effort is its least.`,
    source: EFFORT,
  }
}

function adaptive<Body>(
  thinking: Extract<ThinkingAbility, { kind: 'adaptive' }>,
  wish: Wish,
  places: Places<Body>,
  body: Body,
  context: MappingContext,
): Outcome[] {
  const { can } = context
  const outcomes: Outcome[] = []
  const betweenTools = wish.type === 'between_tools' && thinking.betweenTools
  const wanted = wish.effort ?? (wish.budget === undefined ? undefined : effortOf(wish.budget))
  if (wanted) {
    const ceiling = betweenTools ? thinking.highestWhenOff : undefined
    const near = nearestRung(thinking.rungs, wanted)
    const rung = ceiling ? lower(near, ceiling) : near
    setAt(body, places.effort, rung)
    outcomes.push(effortNote(wish, rung, places.effort, context))
  }
  // With `paired` the row of the other parameter says the rest.
  if (wish.effort && wish.paired) return outcomes

  const told = betweenTools ? { type: 'between_tools' } : { type: 'adaptive', display: wish.display ?? 'summarized' }
  setAt(body, places.thinking, told)
  if (!wish.type) {
    const why = `${can.name} thinks by itself with an effort; the summary of its thoughts is asked for.`
    return [...outcomes, { param: 'thinking', action: 'added', at: places.thinking, to: told, why }]
  }
  if (wish.type === told.type) {
    outcomes.push({ action: 'kept', at: places.thinking, to: told, why: AS_WRITTEN })
    if (!wish.display && 'display' in told) outcomes.push(displayed(places.thinking, context))
    return outcomes
  }
  const why =
    wish.budget === undefined ? `${can.name} knows adaptive thinking only.` : `${can.name} takes no budget; it thinks adaptively.`
  return [...outcomes, { action: 'changed', at: places.thinking, to: told, why, source: EXTENDED }]
}

function effortNote(wish: Wish, rung: ReasoningEffort, at: string, { can }: MappingContext): Outcome {
  if (wish.effort === undefined) {
    const why = `${can.name} takes an effort in place of a budget; ${wish.budget} tokens are nearest to ${rung}.`
    return { param: 'thinking.budget_tokens', action: 'changed', from: wish.budget, at, to: rung, why, source: EFFORT }
  }
  if (rung === wish.effort) return { action: 'moved', at, to: rung, why: `${can.name} is told its effort there.`, source: EFFORT }
  return {
    action: 'changed',
    at,
    to: rung,
    why: `${can.name} has no effort ${wish.effort} here; ${rung} is nearest.`,
    source: EFFORT,
  }
}

function displayed(at: string, { can }: MappingContext): Outcome {
  const why = `${can.name} may leave its thoughts out of the answer unless a summary is asked for.`
  return { param: 'thinking.display', action: 'added', at: `${at}.display`, to: 'summarized', why }
}

function byBudget<Body>(wish: Wish, places: Places<Body>, body: Body, context: MappingContext): Outcome[] {
  const { can, request, wire } = context
  const { budget = 0 } = roomFor(context)
  const told = { type: 'enabled', budget_tokens: budget, ...(wish.display && { display: wish.display }) }
  setAt(body, places.thinking, told)
  const outcomes = [...budgetNotes(wish, told, places, body, context)]
  // Elsewhere the limit is the caller's, or the wire's own default, which is what the model can.
  if (limitIn(request) === undefined && (wire === 'converse' || can.maxOutput === undefined)) {
    const limit = Math.min(can.maxOutput ?? Infinity, budget + ANSWER)
    setAt(body, places.limit, limit)
    const why = `The thinking budget has to be below a token limit; ${limit - budget} tokens are left for the answer.`
    outcomes.push({ param: 'max_tokens', action: 'added', at: places.limit, to: limit, why, source: EXTENDED })
  }
  return outcomes
}

function budgetNotes<Body>(
  wish: Wish,
  told: { budget_tokens: number },
  places: Places<Body>,
  body: Body,
  { can }: MappingContext,
): Outcome[] {
  const { name, thinking } = can
  const budget = told.budget_tokens
  if (wish.budget === budget) return [{ action: 'kept', at: places.thinking, to: told, why: AS_WRITTEN }]
  if (wish.budget !== undefined)
    return [
      {
        action: 'changed',
        at: places.thinking,
        to: told,
        why: `${name} can think with ${budget} tokens here, not ${wish.budget}.`,
        source: EXTENDED,
      },
    ]
  if (wish.effort === undefined)
    return [
      {
        action: 'changed',
        at: places.thinking,
        to: told,
        why: `${name} has no adaptive thinking; it gets a budget of ${budget} tokens.`,
        source: EXTENDED,
      },
    ]
  const rungs = thinking.kind === 'budget' ? thinking.rungs : undefined
  if (rungs) {
    const rung = nearestRung(rungs, wish.effort)
    setAt(body, places.effort, rung)
    const why = `${name} thinks only with a budget, too; ${wish.effort} effort stands for ${budget} tokens.`
    const added: Outcome = { param: 'thinking', action: 'added', at: places.thinking, to: told, why, source: EXTENDED }
    return [effortNote(wish, rung, places.effort, { can } as MappingContext), added]
  }
  const why = `${name} takes a budget in place of an effort; ${wish.effort} stands for ${budget} tokens.`
  return [{ action: 'changed', at: `${places.thinking}.budget_tokens`, to: budget, why, source: EXTENDED }]
}

function written<Body>(_wish: Wish, places: Places<Body>, body: Body, { request }: MappingContext): Outcome {
  setAt(body, places.thinking, structuredClone(request.thinking))
  return { action: 'kept', at: places.thinking, to: request.thinking, why: AS_WRITTEN }
}

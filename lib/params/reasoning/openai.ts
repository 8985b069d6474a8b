import type { ThinkingAbility } from '@/lib/chat/abilities'
import type { ReasoningEffort } from '@/lib/chat/types'
import type { OpenAIBody } from '@/lib/wires/openai/types'
import { AS_WRITTEN, type MappingContext, type Outcome, place } from '../param'
import { effortOf, nearestRung } from './efforts'
import { asWritten, effortNote, idle } from './notes'
import { clampTo } from './room'
import { hasFunctionTools } from './thinks'
import type { Teller, Wish } from './wish'

const REASONING = 'https://platform.openai.com/docs/guides/reasoning'

/** OpenAI's effort, and what compatibles take beside it. */
export const onOpenAI: Teller<OpenAIBody> = (wish, body, context) => {
  const { thinking } = context.can
  if (thinking.kind === 'none') return idle(wish, context)
  if (thinking.kind === 'effort') return byEffort(thinking.rungs, wish, body, context)
  if (thinking.kind === 'budget') return byEither(thinking, wish, body, context)
  return unread(body, context)
}

/** Nothing is known of the model: both travel as they are where unknown keys may. */
function unread(body: OpenAIBody, context: MappingContext): Outcome {
  const { param, passUnknown, request } = context
  if (param === 'thinking' && !passUnknown)
    return { action: 'dropped', why: `${place(context)} has no thinking, only reasoning_effort.` }
  body[param] = request[param]
  return { action: 'kept', at: param, to: request[param], why: AS_WRITTEN }
}

function byEffort(rungs: readonly ReasoningEffort[], wish: Wish, body: OpenAIBody, context: MappingContext): Outcome {
  const { can, request } = context
  if (!rungs.length) return { action: 'dropped', why: `${can.name} decides by itself how much to think.` }
  const wanted = wish.off ? 'none' : (wish.effort ?? (wish.budget === undefined ? 'medium' : effortOf(wish.budget)))
  if (can.toolsNeedEffortNone && wanted !== 'none' && hasFunctionTools(request)) {
    body.reasoning_effort = 'none'
    return { action: 'changed', at: 'reasoning_effort', to: 'none', why: toolsWhy(context), source: REASONING }
  }
  const rung = nearestRung(rungs, wanted)
  body.reasoning_effort = rung
  return effortNote(wish, rung, 'reasoning_effort', context, REASONING)
}

/** gpt-5.6 answers 400 to function tools otherwise, even when no effort is sent. */
export function effortForTools(body: OpenAIBody, context: MappingContext): Outcome | undefined {
  const { can, request } = context
  if (!can.toolsNeedEffortNone || request.thinking || !hasFunctionTools(request)) return undefined
  body.reasoning_effort = 'none'
  return { action: 'added', at: 'reasoning_effort', to: 'none', why: toolsWhy(context) }
}

const toolsWhy = ({ can }: MappingContext) =>
  `${can.name} takes function tools in chat completions only with reasoning_effort none.`

/** Places that take both: an effort as it is, and a budget within their range. */
function byEither(
  thinking: Extract<ThinkingAbility, { kind: 'budget' }>,
  wish: Wish,
  body: OpenAIBody,
  context: MappingContext,
): Outcome[] {
  const { can, param, request } = context
  if (param === 'reasoning_effort') {
    const rung = nearestRung(thinking.rungs ?? ['none', 'low', 'medium', 'high'], wish.effort ?? 'medium')
    body.reasoning_effort = rung
    return [effortNote(wish, rung, 'reasoning_effort', context)]
  }
  const budget = wish.budget === undefined ? undefined : clampTo(wish.budget, thinking.min, thinking.max)
  const type = wish.type === 'between_tools' ? 'adaptive' : (wish.type ?? 'enabled')
  const told = { type, ...(budget !== undefined && { budget_tokens: budget }) }
  const same = type === wish.type && budget === wish.budget && !wish.display
  body.thinking = same ? request.thinking : told
  if (budget !== wish.budget)
    return [
      { action: 'changed', at: 'thinking', to: told, why: `${can.name} thinks with ${thinking.min} to ${thinking.max} tokens.` },
    ]
  if (type !== wish.type)
    return [{ action: 'changed', at: 'thinking', to: told, why: `${can.name} cannot think between tools only.` }]
  const shown: Outcome = {
    param: 'thinking.display',
    action: 'dropped',
    from: wish.display,
    why: `${can.name} has one way to show its thoughts.`,
  }
  return wish.display ? [asWritten('thinking', told), shown] : [asWritten('thinking', told)]
}

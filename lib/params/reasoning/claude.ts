import type { ThinkingAbility } from '@/lib/chat/abilities'
import type { AnthropicBody } from '@/lib/wires/anthropic/types'
import type { ConverseBody } from '@/lib/wires/converse/types'
import { type MappingContext, type Outcome, setAt } from '../param'
import { byBudget } from './claude-budget'
import { EFFORT, EXTENDED, type Places } from './claude-places'
import { effortOf, lower, nearestRung } from './efforts'
import { asWritten, effortNote, idle } from './notes'
import type { Teller, Wish } from './wish'

export const onAnthropic = claude<AnthropicBody>({ thinking: 'thinking', effort: 'output_config.effort', limit: 'max_tokens' })

export const onBedrock = claude<ConverseBody>({
  thinking: 'additionalModelRequestFields.thinking',
  effort: 'outputConfig.effort',
  limit: 'inferenceConfig.maxTokens',
})

type Adaptive = Extract<ThinkingAbility, { kind: 'adaptive' }>

/** Claude by families: VENDORS A5 and A6. An unknown model on Anthropic's wire is taken for one that thinks by budget. */
function claude<Body>(places: Places<Body>): Teller<Body> {
  return (wish, body, context) => {
    const { thinking } = context.can
    if (thinking.kind === 'none') return idle(wish, context)
    if (wish.off) return off(wish, places, body, context)
    const oldForm = wish.budget !== undefined
    if (thinking.kind === 'adaptive' && !(thinking.budget && oldForm)) return adaptive(thinking, wish, places, body, context)
    if (thinking.kind === 'unknown' && wish.type && !oldForm) return written(places, body, context)
    return byBudget(wish, places, body, context)
  }
}

function off<Body>(wish: Wish, places: Places<Body>, body: Body, context: MappingContext): Outcome {
  const { name, thinking } = context.can
  if (thinking.kind === 'unknown' || ('off' in thinking && thinking.off)) {
    if (wish.type) return written(places, body, context)
    if ('whenOmitted' in thinking && !thinking.whenOmitted)
      return { action: 'kept', why: `${name} does not think unless asked; nothing to send.` }
    setAt(body, places.thinking, { type: 'disabled' })
    return {
      action: 'moved',
      at: places.thinking,
      to: { type: 'disabled' },
      why: `${name} stops thinking when it is told so there.`,
    }
  }
  if (thinking.kind === 'adaptive' && thinking.betweenTools) {
    setAt(body, places.thinking, { type: 'between_tools' })
    const why = `${name} cannot stop thinking; between tools only is its least.`
    return { action: 'changed', at: places.thinking, to: { type: 'between_tools' }, why, source: EXTENDED }
  }
  setAt(body, places.effort, 'low')
  return effortNote(wish, 'low', places.effort, context, EFFORT)
}

/** What `thinking` says and what `reasoning_effort` says stand in two places; each row writes its own, one alone writes both. */
function adaptive<Body>(thinking: Adaptive, wish: Wish, places: Places<Body>, body: Body, context: MappingContext): Outcome[] {
  const efforts = writeEffort(thinking, wish, places, body, context)
  const speaksForBoth = !(wish.effort && wish.paired)
  return speaksForBoth ? [...efforts, ...writeType(thinking, wish, places, body, context)] : efforts
}

function writeEffort<Body>(thinking: Adaptive, wish: Wish, places: Places<Body>, body: Body, context: MappingContext): Outcome[] {
  const wanted = wish.effort ?? (wish.budget === undefined ? undefined : effortOf(wish.budget))
  if (!wanted) return []
  const near = nearestRung(thinking.rungs, wanted)
  const ceiling = wish.type === 'between_tools' && thinking.betweenTools ? thinking.highestWhenOff : undefined
  const rung = ceiling ? lower(near, ceiling) : near
  setAt(body, places.effort, rung)
  const note = effortNote(wish, rung, places.effort, context, EFFORT)
  return [wish.budget === undefined ? note : { ...note, param: 'thinking.budget_tokens', from: wish.budget }]
}

function writeType<Body>(thinking: Adaptive, wish: Wish, places: Places<Body>, body: Body, context: MappingContext): Outcome[] {
  const { name } = context.can
  const betweenTools = wish.type === 'between_tools' && thinking.betweenTools
  const told = betweenTools ? { type: 'between_tools' } : { type: 'adaptive', display: wish.display ?? 'summarized' }
  setAt(body, places.thinking, told)
  const base = { at: places.thinking, to: told }
  if (!wish.type) {
    const why = `${name} thinks as much as its effort says, and shows a summary only when asked.`
    return [{ param: 'thinking', action: 'added', ...base, why, source: EXTENDED }]
  }
  if (wish.type !== told.type) {
    const why =
      wish.budget === undefined ? `${name} knows adaptive thinking only.` : `${name} takes no budget; it thinks adaptively.`
    return [{ action: 'changed', ...base, why, source: EXTENDED }]
  }
  if (wish.display || betweenTools) return [asWritten(places.thinking, told)]
  const why = `${name} may leave its thoughts out of the answer unless a summary is asked for.`
  const shown = { param: 'thinking.display', action: 'added', at: `${places.thinking}.display`, to: 'summarized', why } as const
  return [asWritten(places.thinking, told), shown]
}

function written<Body>(places: Places<Body>, body: Body, { request }: MappingContext): Outcome {
  setAt(body, places.thinking, structuredClone(request.thinking))
  return asWritten(places.thinking, request.thinking)
}

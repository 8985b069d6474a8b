import type { GeminiBody, ThinkingConfig } from '@/lib/wires/gemini/types'
import type { MappingContext, Outcome } from '../param'
import { effortOf, nearestRung } from './efforts'
import { effortNote, idle } from './notes'
import { roomFor } from './room'
import type { Teller, Wish } from './wish'

const PAGE = 'https://ai.google.dev/gemini-api/docs/thinking'
const CONFIG = 'generationConfig.thinkingConfig'
const BUDGET = `${CONFIG}.thinkingBudget`
const LEVEL = `${CONFIG}.thinkingLevel`

/** Lets Gemini decide how much to think. */
const DYNAMIC = -1

/** A budget up to 2.5, a level from 3 on, never both: VENDORS B4 and B5. */
export const onGemini: Teller<GeminiBody> = (wish, body, context) => {
  const { thinking } = context.can
  if (thinking.kind === 'none') return idle(wish, context)
  if (thinking.kind === 'effort') return byLevel(wish, body, context)
  if (wish.off) return off(wish, body, context)
  const { budget = DYNAMIC } = wish.budget === undefined && !wish.effort ? {} : roomFor(context)
  tell(body, { thinkingBudget: budget, includeThoughts: shows(wish) })
  return [budgetNote(wish, budget, context), shown(wish)]
}

function off(_wish: Wish, body: GeminiBody, { can }: MappingContext): Outcome {
  const { thinking } = can
  const least = thinking.kind === 'budget' && !thinking.off ? thinking.min : 0
  tell(body, { thinkingBudget: least })
  if (least === 0)
    return { action: 'moved', at: BUDGET, to: 0, why: `${can.name} stops thinking at a budget of 0.`, source: PAGE }
  return {
    action: 'changed',
    at: BUDGET,
    to: least,
    why: `${can.name} cannot stop thinking; ${least} tokens is its least.`,
    source: PAGE,
  }
}

function budgetNote(wish: Wish, budget: number, { can }: MappingContext): Outcome {
  const base = { at: BUDGET, to: budget, source: PAGE }
  if (budget === DYNAMIC) return { ...base, action: 'moved', why: `${can.name} decides how much to think at a budget of -1.` }
  if (wish.effort)
    return {
      ...base,
      action: 'changed',
      why: `${can.name} takes a budget in place of an effort; for ${wish.effort} that is ${budget} tokens here.`,
    }
  if (wish.budget === budget) return { ...base, action: 'moved', why: 'Gemini calls it thinkingBudget.' }
  return { ...base, action: 'changed', why: `${can.name} can think with ${budget} tokens here, not ${wish.budget}.` }
}

function byLevel(wish: Wish, body: GeminiBody, context: MappingContext): Outcome[] {
  const { can } = context
  const { thinking } = can
  const rungs = thinking.kind === 'effort' ? thinking.rungs : []
  const wanted = wish.off ? 'none' : (wish.effort ?? (wish.budget === undefined ? undefined : effortOf(wish.budget)))
  if (!wanted) {
    tell(body, { includeThoughts: shows(wish) })
    return [{ action: 'kept', why: `${can.name} decides how much to think anyway; nothing to send.` }, shown(wish)]
  }
  const rung = nearestRung(rungs, wanted)
  const level = LEVELS[rung]
  tell(body, { thinkingLevel: level, ...(!wish.off && { includeThoughts: shows(wish) }) })
  const note = { ...effortNote(wish, rung, LEVEL, context, PAGE), to: level }
  return wish.off ? [note] : [note, shown(wish)]
}

const LEVELS = {
  none: 'LOW',
  minimal: 'MINIMAL',
  low: 'LOW',
  medium: 'MEDIUM',
  high: 'HIGH',
  xhigh: 'XHIGH',
  max: 'XHIGH',
} as const

function tell(body: GeminiBody, config: ThinkingConfig) {
  body.generationConfig = { ...body.generationConfig, thinkingConfig: config }
}

const shows = ({ display }: Wish) => display !== 'omitted'

function shown(wish: Wish): Outcome {
  const to = shows(wish)
  const why = to ? 'Gemini shows its thoughts only when it is asked to.' : 'Gemini is asked not to show its thoughts.'
  const from = wish.display ? { from: wish.display } : {}
  return {
    param: 'thinking.display',
    action: wish.display ? 'moved' : 'added',
    ...from,
    at: `${CONFIG}.includeThoughts`,
    to,
    why,
  }
}

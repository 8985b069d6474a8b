import type { ReasoningEffort } from '@/lib/chat/types'
import type { ConverseBody } from '@/lib/wires/converse/types'
import { type MappingContext, type Outcome, setAt } from '../param'
import { onBedrock } from './claude'
import { effortOf, nearestRung } from './efforts'
import { effortNote, idle } from './notes'
import { type Teller, type Wish, wishOf } from './wish'

const NOVA = 'additionalModelRequestFields.reasoningConfig'

/** Converse has no word for thinking: each maker's own goes through `additionalModelRequestFields` (VENDORS 2.4, A12). */
export const onConverse: Teller<ConverseBody> = (wish, body, context) => {
  const { can } = context
  if (can.dialect === 'claude') return onBedrock(wish, body, context)
  if (can.thinking.kind === 'none') return idle(wish, context)
  if (can.dialect === 'nova') return onNova(wish, body, context)
  if (can.dialect === 'gpt-oss') return byEffort('additionalModelRequestFields.reasoning_effort', wish, body, context)
  if (can.dialect === 'gpt') return byEffort('additionalModelRequestFields.reasoning.effort', wish, body, context)
  if (wish.off) return { action: 'dropped', why: `Bedrock has no switch for the thinking of ${can.name}.` }
  return { action: 'dropped', why: `Bedrock hands nothing about thinking on to ${can.name}.` }
}

function onNova(wish: Wish, body: ConverseBody, context: MappingContext): Outcome {
  const rung = rungOf(wish, context)
  if (rung === 'none') {
    setAt(body, NOVA, { type: 'disabled' })
    return { action: 'moved', at: NOVA, to: { type: 'disabled' }, why: `${context.can.name} is told in its own form.` }
  }
  setAt(body, NOVA, { type: 'enabled', maxReasoningEffort: rung })
  return effortNote(wish, rung, `${NOVA}.maxReasoningEffort`, context)
}

function byEffort(
  at: 'additionalModelRequestFields.reasoning_effort' | 'additionalModelRequestFields.reasoning.effort',
  wish: Wish,
  body: ConverseBody,
  context: MappingContext,
): Outcome {
  const rung = rungOf(wish, context)
  setAt(body, at, rung)
  return effortNote(wish, rung, at, context)
}

/** The effort Nova will think with in this request. */
export function novaEffort(context: Pick<MappingContext, 'request' | 'can'>): ReasoningEffort | undefined {
  const wish = wishOf(context.request)
  return wish && rungOf(wish, context)
}

function rungOf(
  { off, effort, budget }: Pick<Wish, 'off' | 'effort' | 'budget'>,
  { can }: Pick<MappingContext, 'can'>,
): ReasoningEffort {
  const rungs = can.thinking.kind === 'effort' ? can.thinking.rungs : (['none'] as const)
  return nearestRung(rungs, off ? 'none' : (effort ?? (budget === undefined ? 'medium' : effortOf(budget))))
}

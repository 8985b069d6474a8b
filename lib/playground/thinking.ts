import type { ThinkingAbility } from '@/lib/chat/abilities'
import { abilitiesOf } from '@/lib/models'
import { formatCount } from './format'
import { valueAt } from './paths'
import type { Column, Forecast } from './types'

/** What a column's model makes of what is said about thinking. */
export interface ThinkingOf {
  /** How its thinking is steered, as a sentence says it. */
  can: string
  /** What it will be sent, by its place in the provider's body; empty: nothing is sent about it. */
  sent: { at: string; value: unknown }[]
  /** Why it is not sent what was asked. */
  why?: string
}

const FIELDS = ['thinking', 'reasoning_effort']

/** From the model's abilities and the receipt before the run. */
export function thinkingOf({ provider, model }: Column, forecast: Forecast | undefined): ThinkingOf {
  const can = canOf(abilitiesOf(provider, model).thinking)
  if (forecast?.state !== 'known') return { can, sent: [] }
  const { notes, body } = forecast.target
  const own = notes.filter(({ param }) => FIELDS.includes(param.split(/[.[]/)[0]!))
  const isSent = own.filter(({ action }) => action !== 'dropped' && action !== 'refused')
  const places = [...new Set(isSent.map(({ at, param }) => at ?? param))]
  const sent = places.flatMap(at => {
    const value = valueAt(body, at)
    return value === undefined ? [] : [{ at, value }]
  })
  const why = own.find(({ action }) => action === 'dropped' || action === 'refused')?.why
  return { can, sent, ...(why && { why }) }
}

function canOf(ability: ThinkingAbility): string {
  if (ability.kind === 'none') return 'does not think'
  if (ability.kind === 'unknown') return 'may think; what is said is passed on'
  return ability.whenOmitted ? `${takes(ability)}; thinks unless told not to` : takes(ability)
}

function takes(ability: Exclude<ThinkingAbility, { kind: 'none' | 'unknown' }>): string {
  if (ability.kind === 'effort') return 'takes an effort'
  if (ability.kind === 'adaptive') return 'decides how much by itself, within an effort'
  return `takes a budget of ${formatCount(ability.min)} to ${formatCount(ability.max)} tokens`
}

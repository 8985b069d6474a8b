import { EFFORTS, type ReasoningEffort } from '@/lib/chat/types'

/** Google's published table, the only first-party one; VENDORS B6. xhigh and max have no number of their own. */
const BUDGETS = { minimal: 1024, low: 1024, medium: 8192, high: 24_576 } as const

/** Tokens of thinking an effort stands for; `largest` for the two efforts above the table. */
export function budgetOf(effort: ReasoningEffort, largest: number): number {
  if (effort === 'none') return 0
  return effort === 'xhigh' || effort === 'max' ? largest : BUDGETS[effort]
}

/** The effort whose number is nearest to a budget, ties upward. The table ends at high. */
export function effortOf(budget: number): ReasoningEffort {
  if (budget <= 0) return 'none'
  const efforts = ['low', 'medium', 'high'] as const
  return efforts.reduce((best, effort) =>
    Math.abs(BUDGETS[effort] - budget) <= Math.abs(BUDGETS[best] - budget) ? effort : best,
  )
}

/** The rung nearest to what was asked, ties upward. `none` is only ever near to itself. */
export function nearestRung(rungs: readonly ReasoningEffort[], wanted: ReasoningEffort): ReasoningEffort {
  if (rungs.includes(wanted)) return wanted
  const at = (effort: ReasoningEffort) => EFFORTS.indexOf(effort)
  const distance = (rung: ReasoningEffort) => Math.abs(at(rung) - at(wanted))
  return rungs.filter(rung => rung !== 'none').reduce((best, rung) => (distance(rung) <= distance(best) ? rung : best))
}

/** Whichever of two efforts is lower. */
export function lower(one: ReasoningEffort, other: ReasoningEffort): ReasoningEffort {
  return EFFORTS.indexOf(one) < EFFORTS.indexOf(other) ? one : other
}

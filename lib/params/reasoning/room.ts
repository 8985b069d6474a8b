import type { ChatRequest } from '@/lib/chat/types'
import type { MappingContext } from '../param'
import { budgetOf } from './efforts'
import { wishOf } from './wish'

/** What an answer keeps beside the largest budget, in tokens. Also Anthropic's least budget. */
const LEAST = 1024

export interface Room {
  /** As the caller wrote it, within what the model can. */
  asked?: number
  /** The token limit to be sent. Above `asked` where thinking needs room beside the answer. */
  limit?: number
  /** Tokens of thinking; absent where no budget is sent. */
  budget?: number
}

/**
 * Shares a model's output between thinking and the answer, for wires whose token limit includes thinking. A budget is below
 * the limit, which is raised when needed, but never above what the model can.
 */
export function roomFor({ request, can, wire }: Pick<MappingContext, 'request' | 'can' | 'wire'>): Room {
  const ceiling = can.maxOutput ?? Infinity
  const written = limitIn(request)
  const asked = written === undefined ? undefined : Math.min(written, ceiling)
  const range = wire === 'openai' ? undefined : budgetRange({ request, can, wire })
  if (!range) return { asked, limit: asked }

  const answer = Math.max(LEAST, asked ?? LEAST)
  const highest = budgetOf('high', 0)
  const largest = ceiling === Infinity ? highest : Math.max(ceiling - answer, Math.min(highest, (asked ?? ceiling) - LEAST))
  const wish = wishOf(request)
  const wanted = wish?.budget ?? budgetOf(wish?.effort ?? 'medium', largest)
  const budget = clampTo(wanted, range.min, range.max)
  if (asked === undefined || budget < asked) return { asked, limit: asked, budget }

  const fitting = Math.max(range.min, Math.min(budget, ceiling - Math.min(asked, LEAST)))
  return { asked, budget: fitting, limit: Math.min(ceiling, fitting + asked) }
}

/** The newer name wins when both are given. */
export function limitIn({ max_tokens, max_completion_tokens }: ChatRequest): number | undefined {
  return max_completion_tokens ?? max_tokens ?? undefined
}

/** The budgets a model takes, when this request is going to send it one. */
function budgetRange({ request, can, wire }: Pick<MappingContext, 'request' | 'can' | 'wire'>) {
  const wish = wishOf(request)
  if (!wish || wish.off) return undefined
  const { thinking } = can
  const written = wish.budget !== undefined
  if (thinking.kind === 'budget') return written || wish.effort || !thinking.dynamic ? thinking : undefined
  const takesOne = thinking.kind === 'adaptive' ? thinking.budget && written : thinking.kind === 'unknown' && wire === 'anthropic'
  return takesOne ? { min: LEAST, max: (can.maxOutput ?? Infinity) - LEAST } : undefined
}

export const clampTo = (value: number, lowest: number, highest: number) => Math.min(highest, Math.max(lowest, value))

import type { ChatRequest, ReasoningEffort, Thinking } from '@/lib/chat/types'
import type { Mapping, MappingContext, Outcome } from '../param'

/** How much thinking a caller asks for, by either of the two parameters. */
export interface Wish {
  off: boolean
  /** Tokens. */
  budget?: number
  effort?: ReasoningEffort
  type?: Thinking['type']
  display?: Thinking['display']
  /** The other parameter is heeded too: `thinking` says that, `reasoning_effort` how much. */
  paired: boolean
}

/** Tells a target about a wish. */
export type Teller<Body> = (wish: Wish, body: Body, context: MappingContext) => Outcome | Outcome[]

type Row = 'thinking' | 'reasoning_effort'

/** Both rows in one shape: who of them speaks is decided here, what is said by the wire's teller. */
export function asked<Body>(row: Row, tell: Teller<Body>): Mapping<unknown, Body> {
  return (_value, body, context) => {
    const { thinking, reasoning_effort: effort } = context.request
    const paired = !!thinking && !!effort && effort !== 'none' && isAmountless(thinking)
    if (thinking && effort && context.can.thinking.kind !== 'unknown') {
      if (row === 'reasoning_effort' && !paired) return { action: 'dropped', why: 'thinking is given too, and it wins.' }
      if (row === 'thinking' && paired && context.can.thinking.kind !== 'adaptive')
        return { action: 'kept', why: 'reasoning_effort says how much to think; nothing else to send.' }
    }
    const written = row === 'thinking' || paired ? thinking : undefined
    return tell(
      {
        off: row === 'thinking' ? thinking?.type === 'disabled' : effort === 'none',
        paired,
        ...(row === 'thinking' ? { budget: budgetIn(thinking) } : { effort: effort ?? undefined }),
        ...(written && { type: written.type, display: written.display }),
      },
      body,
      context,
    )
  }
}

/** What is asked, whichever of the two says it; nothing when neither does. */
export function wishOf({ thinking, reasoning_effort: effort }: ChatRequest): Pick<Wish, 'off' | 'budget' | 'effort'> | undefined {
  if (thinking && !(effort && isAmountless(thinking))) return { off: thinking.type === 'disabled', budget: budgetIn(thinking) }
  if (thinking) return { off: false, ...(effort !== 'none' && { effort: effort ?? undefined }) }
  return effort ? { off: effort === 'none', effort } : undefined
}

/** Adaptive thinking leaves the amount to an effort, or to the model. */
const isAmountless = (thinking: Thinking) => thinking.type !== 'disabled' && budgetIn(thinking) === undefined

const budgetIn = (thinking: Thinking | null | undefined) => (thinking?.type === 'enabled' ? thinking.budget_tokens : undefined)

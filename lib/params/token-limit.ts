import { integer } from './kinds'
import { type MappingContext, type Outcome, type Param, type Path, place, placed, setAt } from './param'
import { novaEffort } from './reasoning/bedrock'
import { limitIn, roomFor } from './reasoning/room'
import { thinks } from './reasoning/thinks'

type Own = 'max_tokens' | 'max_completion_tokens'

/** OpenAI's two names for one thing. Both rows are made here; when both are given, the newer one counts. */
export function tokenLimit(own: Own, words: Pick<Param, 'label' | 'help'>): Param<number> {
  return {
    ...words,
    group: 'output',
    kind: integer({ min: 1 }),
    to: {
      openai: (value, body, context) => {
        const at = context.can.tokenLimit === 'both' ? own : context.can.tokenLimit
        return shadowed(own, value, context) ?? limited(at, body, value, context)
      },
      anthropic: (value, body, context) => shadowed(own, value, context) ?? limited('max_tokens', body, value, context),
      gemini: (value, body, context) =>
        shadowed(own, value, context) ?? withThoughts(limited('generationConfig.maxOutputTokens', body, value, context), context),
      converse: (value, body, context) =>
        shadowed(own, value, context) ?? novaAtHigh(context) ?? limited('inferenceConfig.maxTokens', body, value, context),
    },
  }
}

function shadowed(own: Own, value: number, { request, can }: MappingContext): Outcome | undefined {
  const wins = limitIn(request)
  if (own === 'max_completion_tokens' || request.max_completion_tokens == null) return undefined
  if (wins === value) return { action: 'kept', why: 'Says the same as max_completion_tokens; one of them is sent.' }
  return { action: 'dropped', why: `${can.name} takes one token limit; max_completion_tokens is sent.` }
}

/** A small limit may be used up before the first word; where a budget is sent, the limit has room for both. */
function withThoughts(outcome: Outcome, context: MappingContext): Outcome {
  if (outcome.action === 'changed' || roomFor(context).budget !== undefined || !thinks(context)) return outcome
  return { ...outcome, why: `Gemini calls it maxOutputTokens, and ${context.can.name} counts what it thinks in it.` }
}

/** https://docs.aws.amazon.com/nova/latest/nova2-userguide/extended-thinking.html */
function novaAtHigh(context: MappingContext): Outcome | undefined {
  if (context.can.dialect !== 'nova' || novaEffort(context) !== 'high') return undefined
  return { action: 'dropped', why: `${context.can.name} takes no token limit while it thinks at high effort.` }
}

function limited<Body>(at: Path<Body>, body: Body, value: number, context: MappingContext): Outcome {
  const { name } = context.can
  const { asked = value, limit = value, budget } = roomFor(context)
  setAt(body, at, limit)
  if (limit === value) return placed(at, value, context)
  const why =
    limit > asked
      ? `${place(context)} counts thinking too: ${budget} tokens for it, ${limit - (budget ?? 0)} for the answer.`
      : `${name} writes at most ${limit} tokens.`
  return { action: 'changed', at, to: limit, why }
}

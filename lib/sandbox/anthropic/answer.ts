import { countTokens, generate } from '../engine'
import type { EngineAsk, EngineEvent, EngineUsage } from '../engine/types'
import { promptTokens } from '../engine/usage'
import { asksForRefusal } from './magic'

/** The engine's events, and the end of an answer that was refused. */
export type AnswerEvent = EngineEvent | { kind: 'end'; reason: 'refusal'; stop?: undefined; usage: EngineUsage }

/** The engine's answer, or a refusal without a word where the prompt asks for one. */
export function* answer(ask: EngineAsk): Generator<AnswerEvent> {
  if (!asksForRefusal(ask)) return yield* generate(ask)
  yield {
    kind: 'end',
    reason: 'refusal',
    usage: { promptTokens: promptTokens(ask, countTokens), completionTokens: 1, thinkingTokens: 0 },
  }
}

import { countTokens, decode, encode } from '../engine'
import type { EngineAsk } from '../engine/types'
import { promptTokens } from '../engine/usage'
import type { ChatEvent } from './frame'

const REFUSAL = "I'm sorry, I cannot assist with that request."

/** An answer stopped by a content filter. The text is certain, so each token has the probability 1. */
export function* refuse(ask: EngineAsk): Generator<ChatEvent> {
  const tokens = encode(REFUSAL)
  for (const id of tokens) {
    const text = decode([id])
    const alone = { token: text, logprob: 0, bytes: [...new TextEncoder().encode(text)] }
    yield { kind: 'refusal', text, logprob: { ...alone, top_logprobs: ask.logprobs ? [alone] : [] } }
  }
  yield {
    kind: 'end',
    reason: 'content_filter',
    usage: { promptTokens: promptTokens(ask, countTokens), completionTokens: tokens.length, thinkingTokens: 0 },
  }
}

import { GatewayError } from '@/lib/chat/errors'
import type { FinishReason } from '@/lib/chat/types'
import { own } from '@/lib/util/own'
import { text } from '../read'

/** OpenAI's words, and those of compatibles that kept their engine's. */
const FINISH: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool_calls',
  content_filter: 'content_filter',
  function_call: 'function_call',
  // Together, Hugging Face
  eos: 'stop',
  eos_token: 'stop',
  stop_sequence: 'stop',
  end_turn: 'stop',
  // Mistral
  model_length: 'length',
  max_tokens: 'length',
  tool_use: 'tool_calls',
  safety: 'content_filter',
}

/** Words that say the answer is none: Mistral and OpenRouter, vLLM, DeepSeek. */
const FAILED: Readonly<Record<string, string>> = {
  error: 'broke off the answer with an error',
  abort: 'broke off the answer',
  insufficient_system_resource: 'ran out of resources',
}

export interface Finish {
  finish_reason: FinishReason
  /** The provider's own word, where it is another. */
  native_finish_reason?: string
}

/** `null` while the answer goes on. Throws GatewayError for words that stand for a failure. */
export function toFinish(word: unknown, called: 'tools' | 'function' | undefined, vendor: string): Finish | null {
  const native = text(word)
  if (!native) return null
  const failed = own(FAILED, native)
  if (failed) {
    const kind = native === 'insufficient_system_resource' ? 'overloaded_error' : 'provider_error'
    throw new GatewayError(kind, `${vendor} ${failed} (${native}).`, { code: native })
  }
  const finish_reason = afterCalls(own(FINISH, native) ?? 'stop', called)
  return finish_reason === native ? { finish_reason } : { finish_reason, native_finish_reason: native }
}

/** Some say stop after calls, some tool_calls after a JSON answer. */
function afterCalls(finish: FinishReason, called: 'tools' | 'function' | undefined): FinishReason {
  if (called === 'tools' && finish === 'stop') return 'tool_calls'
  if (called === 'function' && finish === 'stop') return 'function_call'
  return finish === 'tool_calls' && !called ? 'stop' : finish
}

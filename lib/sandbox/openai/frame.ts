import type { ChatCompletion, ChatCompletionTokenLogprob } from 'openai/resources/chat/completions'
import type { CompletionUsage } from 'openai/resources/completions'
import type { EngineEvent, EngineUsage } from '../engine/types'
import type { ChatBody } from './request'

/** What all parts of one answer share. */
export interface Frame {
  id: string
  /** Seconds since 1970. */
  created: number
  model: string
  service_tier: 'default'
  system_fingerprint: string
}

/** The engine's events, and those of a refusal. */
export type ChatEvent =
  | Exclude<EngineEvent, { kind: 'end' }>
  | { kind: 'refusal'; text: string; logprob: ChatCompletionTokenLogprob }
  | ChatEnd
type ChatEnd = { kind: 'end'; reason: EngineEnd['reason'] | 'content_filter'; usage: EngineUsage }
type EngineEnd = Extract<EngineEvent, { kind: 'end' }>

export type Finish = ChatCompletion.Choice['finish_reason']

/** `legacy`: the caller speaks `functions`. */
export function finishOf({ reason }: ChatEnd, legacy: boolean): Finish {
  if (reason === 'tool_calls') return legacy ? 'function_call' : 'tool_calls'
  return reason === 'stop_sequence' ? 'stop' : reason
}

/** OpenAI writes -9999 where a token could not have been chosen; JSON has no minus infinity. */
export function finite({ top_logprobs, ...token }: ChatCompletionTokenLogprob): ChatCompletionTokenLogprob {
  const bounded = <T extends { logprob: number }>(entry: T): T => ({ ...entry, logprob: Math.max(entry.logprob, -9999) })
  return { ...bounded(token), top_logprobs: top_logprobs.map(bounded) }
}

/** The prompt is counted once, the choices together. */
export function usageOf(ends: readonly EngineUsage[]): CompletionUsage {
  const sum = (key: keyof EngineUsage) => ends.reduce((total, usage) => total + usage[key], 0)
  const prompt_tokens = ends[0]?.promptTokens ?? 0
  const completion_tokens = sum('completionTokens')
  return {
    prompt_tokens,
    completion_tokens,
    total_tokens: prompt_tokens + completion_tokens,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: sum('thinkingTokens'),
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  }
}

/** The sandbox has no moderation model, and says so where OpenAI would report its results. */
export function moderationOf(body: ChatBody): Pick<ChatCompletion, 'moderation'> {
  if (!body.moderation) return {}
  const error = { type: 'error' as const, code: 'not_available', message: 'The sandbox has no moderation model.' }
  return { moderation: { input: error, output: error } }
}

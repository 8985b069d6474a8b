import type { Usage } from '@/lib/chat/types'
import { count } from '../read'
import type { AnthropicUsage } from './types'

/**
 * Tokens as OpenAI counts them: cache reads and writes belong to the prompt, thinking to the completion.
 * Anthropic's `input_tokens` excludes both kinds of cached tokens.
 */
export function toUsage(usage: AnthropicUsage): Usage {
  const { input, output } = billed(usage)
  const read = count(usage.cache_read_input_tokens)
  const written = count(usage.cache_creation_input_tokens)
  const thinking = count(usage.output_tokens_details?.thinking_tokens)
  const prompt_tokens = input + (read ?? 0) + (written ?? 0)
  return {
    prompt_tokens,
    completion_tokens: output,
    total_tokens: prompt_tokens + output,
    ...((read !== undefined || written !== undefined) && {
      prompt_tokens_details: { cached_tokens: read ?? 0, cache_write_tokens: written ?? 0 },
    }),
    ...(thinking !== undefined && { completion_tokens_details: { reasoning_tokens: thinking } }),
  }
}

/**
 * With `iterations` the totals leave compaction out: the model's own rounds are added up. An advisor is another model, at another
 * price, and never added. With a fallback model's message among them, the totals are right as they stand.
 */
function billed({ input_tokens, output_tokens, iterations }: AnthropicUsage): { input: number; output: number } {
  const rounds = iterations?.filter(({ type }) => type === 'message' || type === 'compaction') ?? []
  const fellBack = iterations?.some(({ type }) => type === 'fallback_message')
  if (!rounds.length || fellBack) return { input: count(input_tokens) ?? 0, output: count(output_tokens) ?? 0 }
  const sum = (key: 'input_tokens' | 'output_tokens') => rounds.reduce((total, round) => total + (count(round[key]) ?? 0), 0)
  return { input: sum('input_tokens'), output: sum('output_tokens') }
}

/** `message_delta` is cumulative: what it names replaces what `message_start` said, what it leaves out stays. */
export function laterUsage(before: AnthropicUsage, now: AnthropicUsage | undefined): AnthropicUsage {
  const named = Object.entries(now ?? {}).filter(([, value]) => value !== null && value !== undefined)
  return { ...before, ...Object.fromEntries(named) }
}

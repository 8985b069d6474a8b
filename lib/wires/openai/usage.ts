import type { Abilities } from '@/lib/chat/abilities'
import type { Usage } from '@/lib/chat/types'
import { count, record } from '../read'

/**
 * A usage in OpenAI's shape, whatever the place calls its details; undefined where there is none. The very same object where
 * nothing had to change. Members OpenAI does not know (a price, for one) are kept.
 */
export function repairUsage(value: unknown, can: Pick<Abilities, 'reasoningApart'>): Usage | undefined {
  const usage = record(value)
  const prompt = count(usage.prompt_tokens)
  const completion = count(usage.completion_tokens)
  if (prompt === undefined && completion === undefined) return undefined
  const details = record(usage.completion_tokens_details)
  const reasoning = count(details.reasoning_tokens) ?? count(usage.reasoning_tokens)
  const cached = cachedTokens(usage)
  // xAI leaves thinking out of the completion, which shows in the total elsewhere, and may cache more than it calls the prompt.
  const total = count(usage.total_tokens)
  const apart = !!reasoning && (can.reasoningApart || total === (prompt ?? 0) + (completion ?? 0) + reasoning)
  const prompt_tokens = (prompt ?? 0) + (cached !== undefined && cached > (prompt ?? 0) ? cached : 0)
  const completion_tokens = (completion ?? 0) + (apart ? reasoning : 0)
  const repaired = {
    ...withoutNulls(usage),
    prompt_tokens,
    completion_tokens,
    total_tokens: prompt_tokens + completion_tokens,
    ...(cached !== undefined && {
      prompt_tokens_details: { ...withoutNulls(usage.prompt_tokens_details), cached_tokens: cached },
    }),
    ...(reasoning !== undefined && {
      completion_tokens_details: { ...withoutNulls(details), reasoning_tokens: Math.min(reasoning, completion_tokens) },
    }),
  }
  return JSON.stringify(repaired) === JSON.stringify(value) ? (value as Usage) : repaired
}

/** OpenAI; Mistral; DeepSeek; Moonshot. */
function cachedTokens(usage: Record<string, unknown>): number | undefined {
  return (
    count(record(usage.prompt_tokens_details).cached_tokens) ??
    count(record(usage.prompt_token_details).cached_tokens) ??
    count(usage.num_cached_tokens) ??
    count(usage.prompt_cache_hit_tokens) ??
    count(usage.cached_tokens)
  )
}

/** OpenAI's details are absent where others say null. */
const withoutNulls = (value: unknown) => Object.fromEntries(Object.entries(record(value)).filter(([, member]) => member !== null))

import type { Usage } from '@/lib/chat/types'
import { count, record } from '../read'

/**
 * Tokens as OpenAI counts them: cache reads and writes, which `inputTokens` excludes, belong to the prompt. Thinking is among
 * `outputTokens`, uncounted. Nothing where Bedrock says nothing.
 */
export function toUsage(value: unknown): Usage | undefined {
  const usage = record(value)
  const input = count(usage.inputTokens)
  const output = count(usage.outputTokens)
  if (input === undefined && output === undefined) return undefined
  const read = count(usage.cacheReadInputTokens)
  const written = count(usage.cacheWriteInputTokens)
  const prompt_tokens = (input ?? 0) + (read ?? 0) + (written ?? 0)
  const completion_tokens = output ?? 0
  return {
    prompt_tokens,
    completion_tokens,
    total_tokens: prompt_tokens + completion_tokens,
    ...((read !== undefined || written !== undefined) && {
      prompt_tokens_details: { cached_tokens: read ?? 0, cache_write_tokens: written ?? 0 },
    }),
  }
}

import type { ChatCompletion, Usage } from '@/lib/chat/types'
import { own } from '@/lib/util/own'
import { count, list, record, text } from '../read'

type Metadata = Record<string, unknown>

/**
 * Tokens as OpenAI counts them: what Gemini's own tools read belongs to the prompt, thinking to the completion.
 * Cached tokens are part of Gemini's prompt already. Nothing where Gemini says nothing.
 */
export function toUsage(metadata: Metadata): Usage | undefined {
  const prompt = count(metadata.promptTokenCount)
  const written = count(metadata.candidatesTokenCount)
  if (prompt === undefined && written === undefined) return undefined
  const cached = count(metadata.cachedContentTokenCount)
  const thoughts = count(metadata.thoughtsTokenCount)
  const prompt_tokens = (prompt ?? 0) + (count(metadata.toolUsePromptTokenCount) ?? 0)
  const completion_tokens = (written ?? 0) + (thoughts ?? 0)
  const heard = modalities(metadata.promptTokensDetails)
  const spoken = modalities(metadata.candidatesTokensDetails)
  return {
    prompt_tokens,
    completion_tokens,
    total_tokens: prompt_tokens + completion_tokens,
    ...((cached !== undefined || heard) && {
      prompt_tokens_details: { ...(cached !== undefined && { cached_tokens: cached }), ...heard },
    }),
    ...((thoughts !== undefined || spoken?.audio_tokens) && {
      completion_tokens_details: {
        ...(thoughts !== undefined && { reasoning_tokens: thoughts }),
        ...(spoken?.audio_tokens && { audio_tokens: spoken.audio_tokens }),
      },
    }),
  }
}

/** `[{modality: "IMAGE", tokenCount: 258}]`; nothing where all is text. */
function modalities(details: unknown): { audio_tokens?: number; image_tokens?: number; text_tokens?: number } | undefined {
  const counts = new Map(list(details).map(detail => [record(detail).modality, count(record(detail).tokenCount)]))
  const [audio, image, words] = ['AUDIO', 'IMAGE', 'TEXT'].map(modality => counts.get(modality))
  if (!audio && !image) return undefined
  return {
    ...(audio && { audio_tokens: audio }),
    ...(image && { image_tokens: image }),
    ...(words && { text_tokens: words }),
  }
}

/** Counts in a stream are cumulative: what an event names replaces what was said before. */
export function laterUsage(before: Metadata, now: unknown): Metadata {
  const named = Object.entries(record(now)).filter(([, value]) => value !== null && value !== undefined)
  return { ...before, ...Object.fromEntries(named) }
}

const TIERS: Readonly<Record<string, string>> = { standard: 'default', flex: 'flex', priority: 'priority' }

/** By OpenAI's name; nothing where Gemini says nothing about it. */
export function toServiceTier({ serviceTier }: Metadata): Pick<ChatCompletion, 'service_tier'> {
  const tier = own(TIERS, text(serviceTier)?.toLowerCase() ?? '')
  return tier ? { service_tier: tier } : {}
}

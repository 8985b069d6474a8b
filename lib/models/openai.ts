import type { Abilities } from '@/lib/chat/abilities'
import type { ReasoningEffort } from '@/lib/chat/types'
import { openaiLike } from './generic'

type Family = Partial<Abilities> & { id: RegExp }

/** What all of OpenAI's models have in common; the way to steer the prompt cache changes with gpt-5.6 and gpt-6. */
const OPENAI: Partial<Abilities> = {
  topK: false,
  minP: false,
  prefill: false,
  audio: false,
  promptCache: { retention: true, options: false },
}

/** A million tokens, or the older 400,000; the answer is at most 128,000 of them. */
const LARGE = { contextWindow: 1_050_000, maxOutput: 128_000 }
const FORMER = { contextWindow: 400_000, maxOutput: 128_000 }

/**
 * A reasoning model: no penalties, no biases and no alternatives per token at any effort.
 * `max` is OpenAI's Responses API only, so that xhigh is the highest rung here (VENDORS A13).
 */
const reasoning = (id: RegExp, rungs: readonly ReasoningEffort[], rest: Partial<Abilities> = {}): Family => ({
  id,
  sampling: rungs[0] === 'none' ? 'not-thinking' : 'never',
  logprobs: rungs[0] === 'none' ? 'not-thinking' : 'never',
  topLogprobs: 0,
  penalties: false,
  logitBias: false,
  tokenLimit: 'max_completion_tokens',
  thinking: { kind: 'effort', rungs, whenOmitted: true },
  ...rest,
})

const chat = (id: RegExp, contextWindow: number, maxOutput: number | undefined, rest: Partial<Abilities> = {}): Family => ({
  id,
  contextWindow,
  maxOutput,
  thinking: { kind: 'none' },
  ...rest,
})

const BLIND = { images: false, imageUrls: false, files: false }
const SIMPLE = { ...BLIND, schema: false, strictTools: false }
const O_SERIES = { contextWindow: 200_000, maxOutput: 100_000 }
const FROM_GPT_6 = { promptCache: { retention: false, options: true } }

const THREE = ['low', 'medium', 'high'] as const
const FOUR = [...THREE, 'xhigh'] as const

/** First match wins. VENDORS A13; limits: https://platform.openai.com/docs/models */
const FAMILIES: Family[] = [
  reasoning(/gpt-oss/, THREE, { contextWindow: 131_072, ...BLIND }),
  reasoning(/(^|[/:])o3-mini/, THREE, { ...O_SERIES, ...BLIND }),
  reasoning(/(^|[/:])(o3|o4-mini)/, THREE, { ...O_SERIES, stop: false }),
  reasoning(/(^|[/:])o\d/, THREE, O_SERIES),

  chat(/search-preview/, 128_000, 16_384, { sampling: 'never' }),
  chat(/gpt-5-chat/, 128_000, 16_384),
  reasoning(/gpt-5(?![.\d])/, ['minimal', ...THREE], FORMER),
  reasoning(/gpt-5\.1/, ['none', ...THREE], FORMER),
  reasoning(/gpt-5\.[23]/, ['none', ...FOUR], FORMER),
  reasoning(/gpt-5\.[45]/, ['none', ...FOUR], LARGE),
  reasoning(/gpt-5\.6/, ['none', ...FOUR], {
    ...LARGE,
    toolsNeedEffortNone: true,
    promptCache: { retention: true, options: true },
  }),
  reasoning(/gpt-(6-sol|6-luna|6\.1-terra)/, ['none', ...FOUR], FROM_GPT_6),

  chat(/gpt-audio|gpt-4o.*-audio/, 128_000, 16_384, { ...SIMPLE, audio: true }),
  chat(/gpt-4o-2024-05-13/, 128_000, 4096, { schema: false, strictTools: false }),
  chat(/gpt-4o/, 128_000, 16_384),
  chat(/gpt-4\.1/, 1_047_576, 32_768),
  chat(/gpt-4\.5/, 128_000, 16_384),
  chat(/gpt-4-turbo/, 128_000, 4096, { schema: false, strictTools: false }),
  chat(/gpt-4-(1106|0125)/, 128_000, 4096, SIMPLE),
  chat(/gpt-4/, 8192, undefined, SIMPLE),
  chat(/gpt-3\.5/, 16_385, 4096, SIMPLE),
  // Unknown means newest.
  reasoning(/gpt-/, FOUR, FROM_GPT_6),
]

/** One of OpenAI's models, also by the name Azure or Bedrock gives it; nothing for other names. */
export function openai(model: string, vendor: string): Abilities | undefined {
  const id = model.toLowerCase()
  const family = FAMILIES.find(({ id: pattern }) => pattern.test(id))
  if (!family) return undefined
  const { id: _pattern, ...can } = family
  return { ...openaiLike({ model, name: model, vendor }), ...OPENAI, ...can }
}

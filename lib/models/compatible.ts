import type { Abilities, ThinkingAbility } from '@/lib/chat/abilities'
import { EFFORTS, type ReasoningEffort } from '@/lib/chat/types'
import { own } from '@/lib/util/own'
import { openaiLike } from './generic'
import { openai } from './openai'

type Family = Partial<Abilities> & { id: RegExp }

interface Place {
  /** What holds for every model there. */
  all: Partial<Abilities>
  /** First match wins. */
  families?: readonly Family[]
}

const NONE: ThinkingAbility = { kind: 'none' }
/** Efforts in rising order; without any the model thinks as much as it likes. */
const efforts = (...rungs: ReasoningEffort[]): ThinkingAbility => ({ kind: 'effort', rungs, whenOmitted: true })
/** Whether the model thinks at all is not known; an effort goes on as written, a budget as the nearest effort. */
const ANY: ThinkingAbility = { kind: 'effort', rungs: EFFORTS, whenOmitted: false }

const NO_LOGPROBS = { logprobs: 'never', topLogprobs: 0 } as const
const NO_OWN_SAMPLING = { topK: false, minP: false }
const NO_SOUND_NOR_FILES = { audio: false, files: false }
const MAX_TOKENS = { tokenLimit: 'max_tokens' } as const
const MAX_COMPLETION_TOKENS = { tokenLimit: 'max_completion_tokens' } as const
/** `system` is understood everywhere and means the same. */
const SYSTEM = { developer: false }

/** What the OpenAI-compatible providers take: their files in lib/providers name their pages. */
const PLACES: Readonly<Record<string, Place>> = {
  groq: {
    all: {
      ...MAX_COMPLETION_TOKENS,
      ...NO_LOGPROBS,
      ...NO_OWN_SAMPLING,
      ...NO_SOUND_NOR_FILES,
      penalties: false,
      logitBias: false,
      n: false,
      schema: false,
      formatOrTools: true,
      usageUnasked: true,
    },
    families: [
      { id: /gpt-oss/, thinking: efforts('low', 'medium', 'high'), schema: true },
      { id: /qwen-?3\.8/, thinking: efforts('none', 'low', 'medium', 'high') },
      { id: /qwen/, thinking: efforts('none', 'medium') },
      { id: /llama-4|kimi-k2/, thinking: NONE, schema: true },
      { id: /llama|gemma|mistral/, thinking: NONE },
    ],
  },
  mistral: {
    all: {
      ...MAX_TOKENS,
      ...NO_LOGPROBS,
      ...NO_OWN_SAMPLING,
      ...NO_SOUND_NOR_FILES,
      ...SYSTEM,
      temperature: [0, 1.5],
      logitBias: false,
      usageUnasked: true,
      thinking: { kind: 'effort', rungs: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'], whenOmitted: false },
    },
    families: [{ id: /magistral/, thinking: efforts('high') }],
  },
  deepseek: {
    all: {
      ...MAX_TOKENS,
      ...NO_OWN_SAMPLING,
      ...NO_SOUND_NOR_FILES,
      ...SYSTEM,
      penalties: false,
      logitBias: false,
      seed: false,
      sampling: 'not-thinking',
      schema: false,
      images: false,
      n: false,
      thinking: efforts('none', 'low', 'high', 'max'),
    },
    families: [
      { id: /deepseek-chat/, thinking: { kind: 'effort', rungs: ['none', 'low', 'high', 'max'], whenOmitted: false } },
      { id: /vision|vl/, images: true },
    ],
  },
  xai: {
    all: {
      ...MAX_COMPLETION_TOKENS,
      ...NO_OWN_SAMPLING,
      ...NO_SOUND_NOR_FILES,
      ...SYSTEM,
      topLogprobs: 8,
      reasoningApart: true,
      penalties: false,
      stop: false,
      thinking: efforts('none', 'low', 'medium', 'high', 'xhigh'),
    },
    families: [
      { id: /non-reasoning|grok-2|grok-3(?!-mini)/, thinking: NONE, penalties: true, stop: true },
      { id: /grok-3-mini/, thinking: efforts('low', 'high') },
      { id: /grok-(4(?!\.[3-9])|code|build)/, thinking: efforts() },
    ],
  },
  together: { all: { ...MAX_TOKENS, ...SYSTEM, thinking: efforts('none', 'low', 'medium', 'high') } },
  fireworks: {
    all: { ...MAX_TOKENS, ...SYSTEM, topLogprobs: 5, thinking: efforts('none', 'low', 'medium', 'high', 'xhigh') },
    families: [{ id: /glm/, thinking: efforts('none', 'high', 'max') }],
  },
  openrouter: {
    all: { n: false, usageUnasked: true, thinking: efforts('none', 'minimal', 'low', 'medium', 'high', 'xhigh') },
  },
  perplexity: {
    all: {
      ...MAX_TOKENS,
      ...NO_LOGPROBS,
      ...NO_SOUND_NOR_FILES,
      ...SYSTEM,
      minP: false,
      temperature: [0, 1.99],
      logitBias: false,
      seed: false,
      stop: false,
      n: false,
      tools: false,
      prefill: false,
      jsonObject: 'words',
      usageUnasked: true,
    },
    families: [
      { id: /reason|research/, thinking: efforts('minimal', 'low', 'medium', 'high') },
      { id: /sonar/, thinking: NONE },
    ],
  },
  cerebras: {
    all: {
      ...MAX_COMPLETION_TOKENS,
      ...NO_OWN_SAMPLING,
      ...NO_SOUND_NOR_FILES,
      ...SYSTEM,
      imageUrls: false,
      thinking: efforts('none', 'low', 'medium', 'high'),
    },
    families: [{ id: /llama|qwen-3-(coder|.*instruct)/, thinking: NONE }],
  },
  moonshot: {
    all: { ...MAX_COMPLETION_TOKENS, ...NO_OWN_SAMPLING, ...NO_SOUND_NOR_FILES, ...SYSTEM, seed: false, imageUrls: false },
    families: [
      kimi(/kimi-k3/, efforts('low', 'high', 'max')),
      kimi(/kimi-k2\.7/, efforts()),
      kimi(/kimi-k2\.[56]/, efforts('none', 'high')),
      kimi(/kimi-.*thinking/, efforts()),
      kimi(/kimi/, { kind: 'unknown' }),
      { id: /moonshot-v1/, thinking: NONE, temperature: [0, 1], mostChoices: 5 },
    ],
  },
  huggingface: { all: { ...MAX_TOKENS, ...SYSTEM, topLogprobs: 5, n: false, thinking: ANY } },
  nvidia: { all: { ...MAX_TOKENS, ...SYSTEM, thinking: ANY } },
  sambanova: {
    all: { ...MAX_TOKENS, ...NO_LOGPROBS, ...SYSTEM, penalties: false, logitBias: false, n: false, thinking: ANY },
  },
  github: { all: { ...MAX_TOKENS, ...NO_LOGPROBS, ...NO_OWN_SAMPLING, n: false, thinking: ANY } },
  vercel: { all: { ...SYSTEM, thinking: efforts('none', 'minimal', 'low', 'medium', 'high', 'xhigh') } },
  ollama: {
    all: {
      ...MAX_TOKENS,
      ...SYSTEM,
      ...NO_SOUND_NOR_FILES,
      logitBias: false,
      n: false,
      imageUrls: false,
      thinking: efforts('none', 'low', 'medium', 'high'),
    },
  },
  'lm-studio': {
    all: {
      ...MAX_TOKENS,
      ...SYSTEM,
      ...NO_SOUND_NOR_FILES,
      n: false,
      imageUrls: false,
      jsonObject: 'schema',
      thinking: ANY,
    },
  },
  vllm: { all: { ...SYSTEM, thinking: ANY } },
  'llama-cpp': { all: { ...SYSTEM, files: false, thinking: ANY } },
}

/** A Kimi, whose sampling is fixed and which gives one answer. */
function kimi(id: RegExp, thinking: ThinkingAbility): Family {
  return { id, thinking, sampling: 'never', penalties: false, n: false }
}

/** What a model can do at one of the OpenAI-compatible providers, or at a host nobody knows: all its wire can. */
export function compatible(provider: string, model: string, vendor: string): Abilities {
  const place = own(PLACES, provider)
  const named = { model, name: model, vendor }
  if (!place) return openaiLike(named)
  const id = model.toLowerCase()
  const { id: _pattern, ...family } = place.families?.find(({ id: pattern }) => pattern.test(id)) ?? { id: /./ }
  return { ...openaiLike(named), ...place.all, ...family, ...(provider === 'github' && ofOpenAI(model, vendor)) }
}

/** GitHub serves OpenAI's own models, with what they refuse. */
function ofOpenAI(model: string, vendor: string): Partial<Abilities> | undefined {
  if (!model.startsWith('openai/')) return undefined
  const can = openai(model, vendor)
  return can && { ...can, logprobs: 'never', topLogprobs: 0, n: false, tokenLimit: limitOf(can) }
}

const limitOf = ({ tokenLimit }: Abilities) => (tokenLimit === 'both' ? 'max_tokens' : tokenLimit)

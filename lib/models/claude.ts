import type { Abilities, ThinkingAbility } from '@/lib/chat/abilities'
import type { ReasoningEffort } from '@/lib/chat/types'
import { anthropicLike } from './generic'

/** Where a Claude runs: each place lacks something of Anthropic's own. */
export type ClaudePlace = 'anthropic' | 'vertex' | 'bedrock'

type Adaptive = Extract<ThinkingAbility, { kind: 'adaptive' }>
type Family = Partial<Abilities> & { id: RegExp; maxOutput: number }

const RUNGS = ['low', 'medium', 'high', 'xhigh', 'max'] as const satisfies ReasoningEffort[]

/** Claude 4.7 and later: adaptive thinking, no sampling, no prefill, a million tokens. */
const adaptive = (id: RegExp, thinking: Partial<Adaptive>, rest: Partial<Abilities> = {}): Family => ({
  id,
  contextWindow: 1_000_000,
  maxOutput: 128_000,
  sampling: 'never',
  samplingPair: false,
  schema: true,
  prefill: false,
  forcedTool: 'always',
  thinking: { kind: 'adaptive', rungs: RUNGS, off: true, betweenTools: false, budget: false, whenOmitted: true, ...thinking },
  ...rest,
})

/** Claude up to 4.5: a budget, which has to leave something of the output for the answer. */
const budgeted = (id: RegExp, maxOutput: number, rest: Partial<Family> = {}, rungs?: readonly ReasoningEffort[]): Family => ({
  id,
  contextWindow: 200_000,
  maxOutput,
  sampling: 'not-thinking',
  samplingPair: false,
  forcedTool: 'not-with-budget',
  thinking: {
    kind: 'budget',
    min: 1024,
    max: maxOutput - 1024,
    off: true,
    dynamic: false,
    whenOmitted: false,
    ...(rungs && { rungs }),
  },
  ...rest,
})

/** Claude 3 and 3.5: they do not think. */
const plain = (id: RegExp, maxOutput: number): Family => ({
  id,
  contextWindow: 200_000,
  maxOutput,
  schema: false,
  strictTools: false,
  thinking: { kind: 'none' },
})

const OLDER = { schema: false, strictTools: false }

/** First match wins. VENDORS A5 and B3; limits: https://platform.claude.com/docs/en/about-claude/models/overview */
const FAMILIES: Family[] = [
  adaptive(/sonnet-5-5(?!\d)/, { off: false, betweenTools: true, highestWhenOff: 'high' }, { forcedTool: 'never' }),
  adaptive(/opus-5-5(?!\d)|(fable|mythos)-5-[12](?!\d)/, { off: false }, { forcedTool: 'never' }),
  adaptive(/(fable|mythos)-5/, { off: false }),
  adaptive(/haiku-5-5(?!\d)|opus-5/, { highestWhenOff: 'high' }),
  adaptive(/sonnet-5/, {}),
  adaptive(/opus-4-[78](?!\d)/, { whenOmitted: false }),
  adaptive(
    /(opus|sonnet)-4-6(?!\d)/,
    { rungs: ['low', 'medium', 'high', 'max'], budget: true, whenOmitted: false },
    { sampling: 'not-thinking', forcedTool: 'not-with-budget' },
  ),
  budgeted(/opus-4-5(?!\d)/, 64_000, {}, ['low', 'medium', 'high']),
  budgeted(/(sonnet|haiku)-4-5(?!\d)/, 64_000),
  budgeted(/opus-4-1(?!\d)/, 32_000),
  budgeted(/opus-4(-0)?(?!-?\d)|opus-4-20\d{6}|claude-4-opus/, 32_000, OLDER),
  budgeted(/sonnet-4(-0)?(?!-?\d)|sonnet-4-20\d{6}|claude-4-sonnet/, 64_000, OLDER),
  budgeted(/3-7/, 64_000, { ...OLDER, samplingPair: true }),
  plain(/3-5/, 8192),
  plain(/claude-3|claude-2|claude-instant/, 4096),
  // Unknown means newest.
  adaptive(/claude/, { highestWhenOff: 'high' }),
]

/** A Claude, by whatever name Anthropic, Vertex or Bedrock gives it; nothing for other names. */
export function claude(model: string, vendor: string, place: ClaudePlace): Abilities | undefined {
  const id = model.toLowerCase().replace(/[.@_/]/g, '-')
  const family = id.includes('claude') ? FAMILIES.find(({ id: pattern }) => pattern.test(id)) : undefined
  if (!family) return undefined
  const { id: _pattern, ...can } = family
  return { ...anthropicLike({ model, name: nameOf(id) ?? model, vendor }), ...can, ...exceptions(place, id) }
}

/** VENDORS 2.2, A10, A17 and B10: no URL sources anywhere else, and structured output only where it is known to work. */
function exceptions(place: ClaudePlace, id: string): Partial<Abilities> {
  if (place === 'anthropic') return {}
  if (place === 'vertex') return { imageUrls: false, schema: false, strictTools: false }
  const schema = /(sonnet|opus)-4-5(?!\d)|opus-4-6(?!\d)/.test(id)
  return { imageUrls: false, schema, strictTools: schema, dialect: 'claude' }
}

/** `claude-opus-4-8` is Claude Opus 4.8, `claude-3-5-sonnet` Claude 3.5 Sonnet. */
function nameOf(id: string): string | undefined {
  const after = /(opus|sonnet|haiku|fable|mythos)-(\d)(?:-(\d)(?!\d))?(?!\d)/.exec(id)
  if (after) return `Claude ${capital(after[1]!)} ${after[2]}${after[3] ? `.${after[3]}` : ''}`
  const before = /claude-(\d)(?:-(\d))?-(opus|sonnet|haiku)/.exec(id)
  if (before) return `Claude ${before[1]}${before[2] ? `.${before[2]}` : ''} ${capital(before[3]!)}`
}

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1)

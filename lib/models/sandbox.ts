import type { Abilities } from '@/lib/chat/abilities'
import { EFFORTS } from '@/lib/chat/types'
import { claude } from './claude'
import { gemini } from './gemini'
import { openaiLike } from './generic'

/** Tokens a sandbox model answers with at most, thinking included. */
const LONGEST = 2000
/** A budget is a ceiling: the face takes larger ones than it will ever use. */
const BUDGET = 32_768
/** Claude's least budget is 1024 tokens, and the answer needs room beside it. */
const LONGEST_CLAUDE = 4000

/** The built-in model behind each of its faces. Its fault models are the openai face with one fault each. */
export function sandbox(model: string, vendor: string): Abilities {
  const named = { model, name: `sandbox/${model}`, vendor, contextWindow: undefined }
  if (model === 'anthropic') return { ...claudeOf(model, 'anthropic'), ...named }
  if (model === 'converse') return { ...claudeOf(model, 'bedrock'), ...named }
  if (model === 'gemini') return { ...geminiOf(model), ...named }
  return {
    ...openaiLike(named),
    thinking: { kind: 'budget', min: 1, max: BUDGET, off: true, dynamic: true, whenOmitted: false, rungs: EFFORTS },
    maxOutput: LONGEST,
    prefill: false,
    audio: false,
    mostChoices: 8,
  }
}

function claudeOf(model: string, place: 'anthropic' | 'bedrock'): Abilities {
  const can = claude('claude-sonnet-4-5', model, place)!
  const thinking = {
    kind: 'budget',
    min: 1024,
    max: LONGEST_CLAUDE - 1024,
    off: true,
    dynamic: false,
    whenOmitted: false,
  } as const
  return { ...can, thinking, maxOutput: LONGEST_CLAUDE }
}

function geminiOf(model: string): Abilities {
  const can = gemini('gemini-2.5-flash', model, 'vertex')!
  const thinking = { kind: 'budget', min: 0, max: LONGEST, off: true, dynamic: true, whenOmitted: false } as const
  return { ...can, thinking, maxOutput: LONGEST, labels: false, callIds: true }
}

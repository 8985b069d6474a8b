import type { Overrides } from '@/lib/params/apply'
import { type AnyMapping, lacks, type Mapping, place } from '@/lib/params/param'
import type { OpenAIBody } from '@/lib/wires/openai/types'

/** OpenAI's own, which few others have. */
const OPENAIS = [
  'audio',
  'metadata',
  'modalities',
  'moderation',
  'parallel_tool_calls',
  'prediction',
  'prompt_cache_key',
  'prompt_cache_options',
  'prompt_cache_retention',
  'safety_identifier',
  'service_tier',
  'store',
  'user',
  'verbosity',
  'web_search_options',
] as const
export type OpenAIs = (typeof OPENAIS)[number]

/** Drops what is OpenAI's own, but for those a place has too. */
export function foreign(takes: readonly OpenAIs[]): Overrides {
  return Object.fromEntries(OPENAIS.filter(param => !takes.includes(param)).map(param => [param, lacks(param)]))
}

/** Passes parameters of a place's own on as they are. */
export function passed(own: readonly string[]): Overrides {
  return Object.fromEntries(own.map(param => [param, asWritten]))
}

const asWritten: Mapping<unknown, OpenAIBody> = (value, body, { param }) => {
  body[param] = value
}

/** The service tiers a place has, by OpenAI's names; those of `anyway` are what it does when nothing is sent. */
export function tiers(words: Readonly<Record<string, string>>, anyway: readonly string[] = ['auto']): AnyMapping {
  return (tier: string, body: OpenAIBody, context) => {
    if (anyway.includes(tier)) return { action: 'kept', why: `${place(context)} does so anyway; nothing to send.` }
    const word = Object.hasOwn(words, tier) ? words[tier] : undefined
    if (word === undefined) return { action: 'dropped', why: `${place(context)} has no such service tier.` }
    Object.assign(body, { service_tier: word })
    if (word === tier) return { action: 'kept', at: 'service_tier', to: word, why: 'As written.' }
    return { action: 'moved', at: 'service_tier', to: word, why: `${place(context)} has this name for it.` }
  }
}

/** Always a list; OpenAI takes one text alone as well. */
export const stopList: Mapping<string | string[], OpenAIBody> = (value, body, context) => {
  if (Array.isArray(value)) {
    if (value.length) body.stop = value
    return value.length ? undefined : { action: 'dropped', why: 'There is nothing to stop at.' }
  }
  body.stop = [value]
  return { action: 'kept', at: 'stop', to: [value], why: `${place(context)} takes a list; it means the same.` }
}

import type { Abilities } from '@/lib/chat/abilities'
import { bedrock } from './bedrock'
import { about, catalogue } from './catalogue'
import { claude } from './claude'
import { compatible } from './compatible'
import { gemini } from './gemini'
import { anthropicLike, geminiLike, openaiLike } from './generic'
import { openai } from './openai'
import { sandbox } from './sandbox'
import { vendorOf } from './vendors'

export { about, catalogue }

/**
 * What a model can do at a provider, by the provider's id and the model's name without the provider. Names of a known family
 * are told by what they contain, unknown ones of it count as its newest; any other name can do all its wire can.
 */
export function abilitiesOf(provider: string, model: string): Readonly<Abilities> {
  const name = `${provider} ${model}`
  const known = told.get(name)
  if (known) return known
  const can = Object.freeze(find(provider, model))
  if (told.size === MOST) told.delete(told.keys().next().value!)
  if (name.length <= LONGEST) told.set(name, can)
  return can
}

/** Every request asks; models' names come from outside, so few are kept, and short ones. */
const told = new Map<string, Readonly<Abilities>>()
const MOST = 500
const LONGEST = 200

function find(provider: string, model: string): Abilities {
  const vendor = vendorOf(provider)
  const unknown = { model, name: model, vendor }
  switch (provider) {
    case 'sandbox':
      return sandbox(model, vendor)
    case 'openai':
    case 'azure':
      return openai(model, vendor) ?? { ...openaiLike(unknown), topK: false, minP: false }
    case 'anthropic':
      return claude(model, vendor, 'anthropic') ?? anthropicLike(unknown)
    case 'gemini':
      return gemini(model, vendor, 'gemini') ?? geminiLike(unknown)
    case 'vertex':
      return claude(model, vendor, 'vertex') ?? gemini(model, vendor, 'vertex') ?? { ...geminiLike(unknown), labels: true }
    case 'bedrock':
      return bedrock(model, vendor)
    default:
      return compatible(provider, model, vendor)
  }
}

import { calcPrice, findProvider, type PriceCalculation, type TieredPrices } from '@pydantic/genai-prices'
import type { Usage } from '@/lib/chat/types'
import { own } from '@/lib/util/own'

/** The version of the prices and the day it was published. package.json names exactly this version; a test holds the two together. */
export const PRICES = { version: '0.1.8', date: '2026-09-23' }
const SOURCE = `genai-prices ${PRICES.version} of ${PRICES.date}`

export interface Cost {
  /** US dollars. */
  usd: number
  /** Where the number comes from, with the day of the prices. */
  source: string
}

/** US dollars for a million tokens, before discounts and tiers. */
export interface Price {
  input: number
  output: number
}

/** What the prices call our providers; for the others nobody collects them. */
const NAMES: Readonly<Record<string, string>> = {
  openai: 'openai',
  azure: 'azure',
  anthropic: 'anthropic',
  gemini: 'google',
  vertex: 'google',
  bedrock: 'aws',
  groq: 'groq',
  mistral: 'mistral',
  deepseek: 'deepseek',
  xai: 'x-ai',
  together: 'together',
  fireworks: 'fireworks',
  openrouter: 'openrouter',
  perplexity: 'perplexity',
  cerebras: 'cerebras',
  moonshot: 'moonshotai',
}

/**
 * What a call cost, by its provider's list prices at its usual tier; null where they are not known. `url` is where it was asked:
 * at another host than the provider's own the price is anybody's guess. https://github.com/pydantic/genai-prices
 */
export function costOf(provider: string, model: string, usage: Usage, url?: string): Cost | null {
  if (provider === 'sandbox') return { usd: 0, source: 'built in' }
  const charged = chargedBy(provider, usage)
  if (charged) return charged
  const name = own(NAMES, provider)
  if (!name || (url !== undefined && !isAt(name, url))) return null
  const found = lookUp(name, model, tokensOf(usage))
  return found && { usd: Number(found.total_price.toFixed(10)), source: SOURCE }
}

/** What a model's tokens cost; null where that is not known, and for models whose price is not by tokens. */
export function priceOf(provider: string, model: string): Price | null {
  if (provider === 'sandbox') return { input: 0, output: 0 }
  const name = own(NAMES, provider)
  const prices = name ? lookUp(name, model, {})?.model_price : undefined
  const [input, output] = [base(prices?.input_mtok), base(prices?.output_mtok)]
  return input === undefined || output === undefined ? null : { input, output }
}

/** OpenRouter says what it charged. */
function chargedBy(provider: string, usage: Usage): Cost | undefined {
  const { cost } = usage as Usage & { cost?: unknown }
  if (provider === 'openrouter' && typeof cost === 'number' && cost >= 0) return { usd: cost, source: "OpenRouter's own count" }
}

function isAt(name: string, url: string): boolean {
  const pattern = findProvider({ providerId: name })?.api_pattern
  return !!pattern && new RegExp(`^${pattern}`).test(url)
}

function lookUp(providerId: string, model: string, usage: Record<string, number>): PriceCalculation | null {
  try {
    const found = calcPrice(usage, model, { providerId })
    return found && !isOtherVersion(model, found.model.id) ? found : null
  } catch {
    // A usage that does not add up has no price.
    return null
  }
}

/** Names are matched by how they begin; `claude-sonnet-5-5` is not priced as `claude-sonnet-5`, a date behind it is. */
function isOtherVersion(model: string, matched: string): boolean {
  const at = model.toLowerCase().indexOf(matched.toLowerCase())
  return at >= 0 && /^[-.p]\d{1,2}(?!\d)/.test(model.slice(at + matched.length))
}

function tokensOf({ prompt_tokens, completion_tokens, prompt_tokens_details, completion_tokens_details }: Usage) {
  const { cached_tokens, cache_write_tokens, audio_tokens } = prompt_tokens_details ?? {}
  return {
    input_tokens: prompt_tokens,
    output_tokens: completion_tokens,
    ...(cached_tokens && { cache_read_tokens: cached_tokens }),
    ...(cache_write_tokens && { cache_write_tokens }),
    ...(audio_tokens && { input_audio_tokens: audio_tokens }),
    ...(completion_tokens_details?.audio_tokens && { output_audio_tokens: completion_tokens_details.audio_tokens }),
  }
}

const base = (price: number | TieredPrices | undefined) => (typeof price === 'object' ? price.base : price)

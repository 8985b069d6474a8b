import type { Abilities } from '@/lib/chat/abilities'
import { own } from '@/lib/util/own'
import { bedrock } from './bedrock'
import { about, catalogue } from './catalogue'
import { claude } from './claude'
import { compatible } from './compatible'
import { gemini } from './gemini'
import { anthropicLike, geminiLike, openaiLike } from './generic'
import { openai } from './openai'
import { sandbox } from './sandbox'

export { about, catalogue }

/**
 * What a model can do at a provider, by the provider's id and the model's name without the provider. Names of a known family
 * are told by what they contain, unknown ones of it count as its newest; any other name can do all its wire can.
 */
export function abilitiesOf(provider: string, model: string): Abilities {
  const vendor = own(VENDORS, provider) ?? provider
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

/** Providers as sentences say them. */
const VENDORS: Readonly<Record<string, string>> = {
  sandbox: 'The sandbox',
  openai: 'OpenAI',
  azure: 'Azure OpenAI',
  anthropic: 'Anthropic',
  gemini: 'Gemini',
  vertex: 'Vertex',
  bedrock: 'Bedrock',
  custom: 'Your own host',
  groq: 'Groq',
  mistral: 'Mistral',
  deepseek: 'DeepSeek',
  xai: 'xAI',
  together: 'Together',
  fireworks: 'Fireworks',
  openrouter: 'OpenRouter',
  perplexity: 'Perplexity',
  cerebras: 'Cerebras',
  moonshot: 'Moonshot',
  huggingface: 'Hugging Face',
  nvidia: 'NVIDIA',
  sambanova: 'SambaNova',
  github: 'GitHub Models',
  vercel: 'Vercel',
  ollama: 'Ollama',
  'lm-studio': 'LM Studio',
  vllm: 'vLLM',
  'llama-cpp': 'llama.cpp',
}

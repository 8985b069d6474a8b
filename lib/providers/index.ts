import { GatewayError } from '@/lib/chat/errors'
import { nearest } from '@/lib/util/nearest'
import { anthropic } from './anthropic'
import { azure } from './azure'
import { bedrock } from './bedrock'
import { cerebras } from './cerebras'
import { custom } from './custom'
import { deepseek } from './deepseek'
import { fireworks } from './fireworks'
import { gemini } from './gemini'
import { github } from './github'
import { groq } from './groq'
import { huggingface } from './huggingface'
import { llamaCpp } from './llama-cpp'
import { lmStudio } from './lm-studio'
import { mistral } from './mistral'
import { moonshot } from './moonshot'
import { nvidia } from './nvidia'
import { ollama } from './ollama'
import { openai } from './openai'
import { openrouter } from './openrouter'
import { perplexity } from './perplexity'
import type { Provider } from './provider'
import { sambanova } from './sambanova'
import { sandbox } from './sandbox'
import { together } from './together'
import { vercel } from './vercel'
import { vertex } from './vertex'
import { vllm } from './vllm'
import { xai } from './xai'

export const providers: ReadonlyMap<string, Provider> = new Map(
  [
    sandbox,
    openai,
    azure,
    anthropic,
    gemini,
    vertex,
    bedrock,
    groq,
    mistral,
    deepseek,
    xai,
    together,
    fireworks,
    openrouter,
    perplexity,
    cerebras,
    moonshot,
    huggingface,
    nvidia,
    sambanova,
    github,
    vercel,
    ollama,
    lmStudio,
    vllm,
    llamaCpp,
    custom,
  ].map(provider => [provider.id, provider]),
)

/** Portkey's ids, where they are not ours. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['azure-openai', 'azure'],
  ['fireworks-ai', 'fireworks'],
  ['google', 'gemini'],
  ['mistral-ai', 'mistral'],
  ['perplexity-ai', 'perplexity'],
  ['together-ai', 'together'],
  ['vertex-ai', 'vertex'],
  ['x-ai', 'xai'],
])

/** Whether a name, ours or Portkey's, is a provider's. */
export const isProvider = (name: string) => providers.has(ALIASES.get(name) ?? name)

/** Finds a provider by its id or Portkey's, with or without Portkey's `@`. Throws 400 naming the nearest ones. */
export function providerOf(name: string, param: string): Provider {
  const id = name.replace(/^@/, '')
  const provider = providers.get(ALIASES.get(id) ?? id)
  if (provider) return provider
  const near = nearest(name, providers.keys())
  const hint = near ? `Did you mean "${near}"?` : `Known: ${[...providers.keys()].join(', ')}.`
  throw new GatewayError('unknown_provider', `No provider is called "${name.slice(0, 64)}". ${hint}`, {
    param,
    code: 'unknown_provider',
  })
}

import { GatewayError } from '@/lib/chat/errors'
import { nearest } from '@/lib/util/nearest'
import { anthropic } from './anthropic'
import { custom } from './custom'
import { openai } from './openai'
import type { Provider } from './provider'
import { sandbox } from './sandbox'

export const providers: ReadonlyMap<string, Provider> = new Map(
  [sandbox, openai, anthropic, custom].map(provider => [provider.id, provider]),
)

/** Finds a provider by its id, with or without Portkey's `@`. Throws 400 naming the nearest ones. */
export function providerOf(name: string, param: string): Provider {
  const provider = providers.get(name.replace(/^@/, ''))
  if (provider) return provider
  const near = nearest(name, providers.keys())
  const hint = near ? `Did you mean "${near}"?` : `Known: ${[...providers.keys()].join(', ')}.`
  throw new GatewayError('unknown_provider', `No provider is called "${name.slice(0, 64)}". ${hint}`, {
    param,
    code: 'unknown_provider',
  })
}

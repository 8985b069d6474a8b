import { GatewayError } from '@/lib/chat/errors'
import type { Provider } from '@/lib/providers/provider'
import type { Target } from '@/lib/routing/types'
import type { Access } from './access'
import type { Services } from './services'

/**
 * The key a target is reached with. A server key goes to compiled-in addresses only; a caller's address needs a caller's
 * key, and a missing one never falls back to the server's. Undefined where no key is needed. Throws 401 saying what would help.
 */
export function credentialOf(provider: Provider, target: Target, access: Access, env: Services['env']): string | undefined {
  if (target.api_key) return target.api_key
  if (!provider.env.length) return undefined
  if (target.custom_host) {
    if (provider.id === 'openai') return undefined
    throw new GatewayError(
      'authentication_error',
      `A key for ${provider.name} at your own host must come with the request: send it as Authorization: Bearer …`,
      {
        param: 'authorization',
        code: 'missing_key',
        provider: provider.id,
      },
    )
  }
  const server = serverKey(provider, env)
  if (server && access.serverKeys) return server
  throw new GatewayError('authentication_error', `No key for ${provider.name}. ${server ? access.why : howTo(provider)}`, {
    param: 'authorization',
    code: 'missing_key',
    provider: provider.id,
  })
}

export function serverKey(provider: Provider, env: Services['env']): string | undefined {
  return provider.env.map(name => env[name]?.trim()).find(Boolean)
}

const howTo = ({ env }: Provider) =>
  `Send it as Authorization: Bearer …, enter it under Keys in the playground, or set ${env.join(' or ')} on the server.`

import { GatewayError } from '@/lib/chat/errors'
import type { Provider } from '@/lib/providers/provider'
import type { Target } from '@/lib/routing/types'
import { type Access, isAccessToken } from './access'
import type { Services } from './services'

/**
 * The key a target is reached with. A server key goes to compiled-in addresses only; a caller's address needs a caller's
 * key, and a missing one never falls back to the server's. The access token is nobody's key, wherever it stands.
 * Undefined where no key is needed. Throws 401 saying what would help.
 */
export function credentialOf(provider: Provider, target: Target, access: Access, env: Services['env']): string | undefined {
  if (target.api_key && !isAccessToken(target.api_key, env)) return target.api_key
  const elsewhere = choosesHost(provider, target, env)
  const server = elsewhere || !access.serverKeys ? undefined : serverKey(provider, env)
  if (server || !needsKey(provider, target)) return server
  if (elsewhere) {
    throw missing(provider, `A key for ${provider.name} at your own host must come with the request: ${SEND}.`)
  }
  if (!serverKey(provider, env)) throw missing(provider, `No key for ${provider.name}. ${howTo(provider)}`)
  throw missing(provider, `No key for ${provider.name}. ${access.why}`, env.ACCESS_TOKEN ? 'access_token' : undefined)
}

/** Whether the caller says where the request goes: by an address, or by a setting that is not the server's own. */
function choosesHost(provider: Provider, { custom_host, settings = {} }: Target, env: Services['env']): boolean {
  const own = defaultsOf(provider, env)
  return !!custom_host || !!provider.hostSettings?.some(name => settings[name] !== undefined && settings[name] !== own[name])
}

/** The settings the server's variables give. */
export function defaultsOf({ defaults = {} }: Provider, env: Services['env']): Record<string, string> {
  const found = Object.entries(defaults).map(([name, variables]) => [
    name,
    variables.map(variable => env[variable]?.trim()).find(Boolean),
  ])
  return Object.fromEntries(found.filter(([, value]) => value))
}

export const needsKey = ({ env, keyless, openHost }: Provider, { custom_host }: Target) =>
  env.length > 0 && !keyless && !(custom_host && openHost)

export function serverKey({ env: names, keyParts }: Provider, env: Services['env']): string | undefined {
  const alone = names.map(name => env[name]?.trim()).find(Boolean)
  const parts = keyParts?.env.map(name => env[name]?.trim()) ?? []
  return alone ?? (isWhole(parts) ? joined(parts) : undefined)
}

/** The key among the settings: one of them, or several together. Throws 400 where one of several is missing. */
export function settingsKey({ keySettings = [], keyParts, name }: Provider, settings: Record<string, string>) {
  const alone = keySettings.map(setting => settings[setting]).find(Boolean)
  const parts = keyParts?.settings.map(setting => settings[setting]) ?? []
  if (alone || !parts.some(Boolean)) return alone
  if (isWhole(parts)) return joined(parts)
  const param = keyParts!.settings[parts.findIndex(part => !part)]
  throw new GatewayError('invalid_request_error', `${param} is missing: the keys of ${name} come together.`, { param })
}

/** The last part may be missing. */
const isWhole = (parts: (string | undefined)[]) => parts.length > 1 && parts.slice(0, -1).every(Boolean)
const joined = (parts: (string | undefined)[]) => parts.filter(Boolean).join(':')

const SEND = 'send it as Authorization: Bearer …, or as api_key of its target in a config of several providers'

function howTo({ env, keyParts }: Provider): string {
  const variables = [...env, ...(keyParts ? [keyParts.env.slice(0, -1).join(' and ')] : [])].join(' or ')
  return `Enter it under Keys in the playground, ${SEND}, or set ${variables} on the server.`
}

const missing = ({ id }: Provider, message: string, code = 'missing_key') =>
  new GatewayError('authentication_error', message, { param: 'authorization', code, provider: id })

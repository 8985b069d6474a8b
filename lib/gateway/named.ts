import { hash } from 'node:crypto'
import { GatewayError } from '@/lib/chat/errors'
import { parseConfig } from '@/lib/routing/config'
import type { Route, Target } from '@/lib/routing/types'
import { mapTargets, targetsOf } from '@/lib/routing/walk'
import { parseJson } from '@/lib/util/json'
import { nearest } from '@/lib/util/nearest'
import { own } from '@/lib/util/own'
import type { Access } from './access'
import type { Services } from './services'

type Env = Services['env']

/**
 * A route of this deployment by its name in `REFRACT_CONFIGS`. One that holds keys serves those who may use the server's keys.
 * Throws 400 for a name that is none, 401 for one that is not for this caller.
 */
export function namedConfig(name: string, access: Access, env: Env): Route {
  const param = 'x-portkey-config'
  const route = parseConfig(entry('REFRACT_CONFIGS', name, access, env, param), `REFRACT_CONFIGS.${name}`)
  const holdsKeys = targetsOf(route).some(({ target }) => holdsKey(target))
  if (holdsKeys && !access.serverKeys) throw notYours(`The config "${name}"`, access, param)
  return mapTargets(route, target => (holdsKey(target) ? { ...target, serverKey: true } : target))
}

const holdsKey = ({ api_key, settings = {} }: Target) =>
  !!api_key || Object.keys(settings).some(name => /secret|token|access_key|service_account/.test(name))

/** A key set of this deployment by its name in `REFRACT_KEYS`: a provider, its key, and perhaps its host and settings. */
export function virtualKey(name: string, access: Access, env: Env, param: string): Target {
  if (!access.serverKeys) throw notYours('A virtual key', access, param)
  const root = `REFRACT_KEYS.${name}`
  const set = parseConfig(entry('REFRACT_KEYS', name, access, env, param), root)
  if ('targets' in set || !set.provider) throw broken(`${root} must be one target with a provider and its key`)
  return { ...set, serverKey: true }
}

/** A name that is none is told with the nearest, but to nobody who may not use it. */
function entry(variable: 'REFRACT_CONFIGS' | 'REFRACT_KEYS', name: string, access: Access, env: Env, param: string): unknown {
  const table = read(variable, env)
  const found = own(table, name)
  if (found !== undefined) return found
  const near = access.serverKeys ? nearest(name, Object.keys(table)) : undefined
  const what = variable === 'REFRACT_KEYS' ? 'virtual key' : 'config'
  const hint = near ? ` Did you mean "${near}"?` : ` They stand in ${variable} on the server.`
  throw new GatewayError('invalid_request_error', `This deployment has no ${what} "${name.slice(0, 64)}".${hint}`, {
    param,
    code: 'unknown_name',
  })
}

/** Read anew only when the variable changes. */
const tables = new Map<string, { text: string; table: Record<string, unknown> }>()

function read(variable: string, env: Env): Record<string, unknown> {
  const text = env[variable]?.trim()
  if (!text) return {}
  const known = tables.get(variable)
  if (known?.text === text) return known.table
  const parsed = parseJson(text)
  if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null || Array.isArray(parsed.value)) {
    throw broken(`${variable} must hold a JSON object of names`)
  }
  const table = parsed.value as Record<string, unknown>
  tables.set(variable, { text, table })
  return table
}

const broken = (what: string) =>
  new GatewayError('internal_error', `${what}; this is for the people who run this deployment to mend.`, { code: 'bad_setting' })

const notYours = (what: string, { why = '' }: Access, param: string) =>
  new GatewayError('authentication_error', `${what} holds keys of this deployment. ${why}`.trim(), {
    param,
    code: 'access_token',
  })

/** A credential as a name that gives nothing of it away. */
export const fingerprint = (credential: string) => hash('sha256', credential, 'base64url').slice(0, 22)

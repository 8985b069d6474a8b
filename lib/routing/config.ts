import { GatewayError } from '@/lib/chat/errors'
import { nearest } from '@/lib/util/nearest'
import type { Group, Policy, Route, Target } from './types'

type Fields = Record<string, unknown>

const MAX_DEPTH = 8
const MAX_TARGETS = 64
const MAX_ATTEMPTS = 5

/** Portkey's fields that are understood but not on offer; each is refused by name. */
const NOT_OFFERED = new Set([
  'cache',
  'weight',
  'virtual_key',
  'cb_config',
  'sticky',
  'conditions',
  'default',
  'id',
  'forward_headers',
  'strict_open_ai_compliance',
  'input_guardrails',
  'output_guardrails',
  'before_request_hooks',
  'after_request_hooks',
  'input_mutators',
  'output_mutators',
  'prompt_id',
  'deployments',
  'passthrough',
  'azure_api_version',
  'azure_auth_mode',
  'azure_endpoint_name',
  'azure_entra_client_id',
  'azure_entra_client_secret',
  'azure_entra_scope',
  'azure_entra_tenant_id',
  'azure_foundry_url',
  'aws_role_arn',
  'aws_external_id',
])
/** Settings of single providers, under Portkey's names. */
const SETTINGS = [
  'anthropic_beta',
  'anthropic_version',
  'openai_organization',
  'openai_project',
  'openai_beta',
  'resource_name',
  'deployment_id',
  'api_version',
  'azure_model_name',
  'azure_ad_token',
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'aws_region',
  'aws_auth_type',
  'vertex_project_id',
  'vertex_region',
  'vertex_service_account_json',
]
const POLICY = ['retry', 'request_timeout', 'override_params', 'default_params', 'drop_params', 'name']
const TARGET = [...POLICY, 'provider', 'api_key', 'custom_host', ...SETTINGS]
const GROUP = [...TARGET, 'strategy', 'targets']

/** Reads a routing config in Portkey's form. Throws a GatewayError whose param is the path of what is wrong, from `config` on. */
export function parseConfig(value: unknown): Route {
  refuseForbidden(value)
  return route(value, 'config', {}, 1, { targets: 0 })
}

function route(value: unknown, path: string, parent: Place, depth: number, count: { targets: number }): Route {
  const fields = objectAt(value, path)
  if (depth > MAX_DEPTH) throw wrong(path, `is nested deeper than ${MAX_DEPTH} levels`)
  const isGroup = 'targets' in fields || 'strategy' in fields
  known(fields, isGroup ? GROUP : TARGET, path)
  const here = inherited(parent, place(fields, path), path)
  if (!isGroup) return { ...policy(fields, path), ...here, provider: here.provider ?? '' }
  const { targets } = fields
  if (!Array.isArray(targets) || !targets.length) throw wrong(`${path}.targets`, 'must be a list of at least one target')
  count.targets += targets.length
  if (count.targets > MAX_TARGETS) throw wrong(`${path}.targets`, `brings the config to more than ${MAX_TARGETS} targets`)
  return {
    ...policy(fields, path),
    strategy: strategy(fields.strategy, `${path}.strategy`),
    targets: targets.map((child, index) => route(child, `${path}.targets[${index}]`, here, depth + 1, count)),
  }
}

/** Where a target is, and with what key. */
type Place = Partial<Pick<Target, 'provider' | 'api_key' | 'custom_host' | 'settings'>>

function place(fields: Fields, path: string): Place {
  const settings = SETTINGS.filter(name => fields[name] !== undefined)
  return {
    ...(fields.provider !== undefined && { provider: text(fields.provider, `${path}.provider`) }),
    ...(fields.api_key !== undefined && { api_key: text(fields.api_key, `${path}.api_key`) }),
    ...(fields.custom_host !== undefined && { custom_host: baseUrl(fields.custom_host, `${path}.custom_host`) }),
    ...(settings.length && {
      settings: Object.fromEntries(settings.map(name => [name, setting(fields[name], `${path}.${name}`)])),
    }),
  }
}

/** A key and an address belong to the provider they stand beside: a child with another provider does not inherit them. */
function inherited(parent: Place, child: Place, path: string): Place {
  const { api_key, custom_host, ...elsewhere } = parent
  const stays = child.provider === undefined || bare(child.provider) === bare(parent.provider)
  const bound = api_key === undefined ? custom_host && 'custom_host' : 'api_key'
  if (!stays && parent.provider === undefined && bound) {
    throw wrong(`${path}.provider`, `is named, but the ${bound} above it stands beside none; put the ${bound} here`)
  }
  const settings = { ...parent.settings, ...child.settings }
  return { ...(stays ? parent : elsewhere), ...child, ...(Object.keys(settings).length && { settings }) }
}

const bare = (provider: string | undefined) => provider?.replace(/^@/, '')

function strategy(value: unknown, path: string): Group['strategy'] {
  if (value === undefined) return { mode: 'single' }
  const fields = objectAt(value, path)
  const { mode } = fields
  if (mode === 'loadbalance' || mode === 'conditional')
    throw wrong(`${path}.mode`, `"${mode}" is not available yet; "single" and "fallback" are`)
  if (mode !== 'single' && mode !== 'fallback') throw wrong(`${path}.mode`, 'must be "single" or "fallback"')
  known(fields, mode === 'fallback' ? ['mode', 'on_status_codes'] : ['mode'], path)
  if (mode === 'single') return { mode }
  return {
    mode,
    ...(fields.on_status_codes !== undefined && { on_status_codes: codes(fields.on_status_codes, `${path}.on_status_codes`) }),
  }
}

function policy(fields: Fields, path: string): Policy & { name?: string } {
  return {
    ...(fields.name !== undefined && { name: text(fields.name, `${path}.name`) }),
    ...(fields.retry !== undefined && { retry: retry(fields.retry, `${path}.retry`) }),
    ...(fields.request_timeout !== undefined && {
      request_timeout: milliseconds(fields.request_timeout, `${path}.request_timeout`),
    }),
    ...(fields.override_params !== undefined && { override_params: objectAt(fields.override_params, `${path}.override_params`) }),
    ...(fields.default_params !== undefined && { default_params: objectAt(fields.default_params, `${path}.default_params`) }),
    ...(fields.drop_params !== undefined && { drop_params: names(fields.drop_params, `${path}.drop_params`) }),
  }
}

function retry(value: unknown, path: string): Policy['retry'] {
  const fields = objectAt(value, path)
  known(fields, ['attempts', 'on_status_codes', 'use_retry_after_headers', 'use_retry_after_header'], path)
  const attempts = fields.attempts ?? 0
  if (!Number.isInteger(attempts) || (attempts as number) < 0 || (attempts as number) > MAX_ATTEMPTS) {
    throw wrong(`${path}.attempts`, `must be a whole number from 0 to ${MAX_ATTEMPTS}`)
  }
  const hints = ['use_retry_after_headers', 'use_retry_after_header'].find(name => fields[name] !== undefined)
  const use = hints && fields[hints]
  if (use !== undefined && typeof use !== 'boolean') throw wrong(`${path}.${hints}`, 'must be true or false')
  return {
    attempts: attempts as number,
    ...(fields.on_status_codes !== undefined && { on_status_codes: codes(fields.on_status_codes, `${path}.on_status_codes`) }),
    ...(use !== undefined && { use_retry_after_headers: use }),
  }
}

/**
 * A base URL as the caller gives it. What is after its path would be lost, or be shown with what it holds: a name with its
 * password, a key in a query. Where it may lead is checked at the door out. Also read from a header.
 */
export function baseUrl(value: unknown, path: string): string {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw wrong(path, 'must be a URL with its version segment, as in https://host/v1')
  if (url.username || url.password) throw wrong(path, 'must not hold a name or a password; send the key as Authorization')
  if (/[?#]/.test(value as string)) throw wrong(path, 'must end with its path, without ? or #; send the key as Authorization')
  return value as string
}

/** A whole number of milliseconds, from 1 to one hour. Also read from a header. */
export function milliseconds(value: unknown, path: string): number {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  if (typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= 3_600_000) return number
  throw wrong(path, 'must be a whole number of milliseconds from 1 to 3600000')
}

function codes(value: unknown, path: string): number[] {
  const valid = (code: unknown) => Number.isInteger(code) && (code as number) >= 400 && (code as number) <= 599
  if (Array.isArray(value) && value.length <= 100 && value.every(valid)) return value
  throw wrong(path, 'must be a list of status codes from 400 to 599')
}

function names(value: unknown, path: string): string[] {
  if (Array.isArray(value) && value.length <= 100 && value.every(name => typeof name === 'string')) return value
  throw wrong(path, 'must be a list of parameter names')
}

/** A key file may stand there as the object it is. */
function setting(value: unknown, path: string): string {
  const isFile = path.endsWith('_json') && typeof value === 'object' && value !== null && !Array.isArray(value)
  return isFile ? JSON.stringify(value) : text(value, path)
}

function text(value: unknown, path: string): string {
  if (typeof value === 'string' && value) return value
  throw wrong(path, 'must be a text that is not empty')
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

/** At any depth, and not by recursion, which a deep value would break. */
function refuseForbidden(config: unknown) {
  const open: [value: unknown, path: string][] = [[config, 'config']]
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, path] = next
    if (typeof value !== 'object' || value === null) continue
    for (const key of Object.keys(value)) {
      const at = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`
      if (FORBIDDEN.has(key)) throw wrong(at, 'is not a name a config may use')
      open.push([(value as Fields)[key], at])
    }
  }
}

function objectAt(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, 'must be an object')
  return value as Fields
}

function known(fields: Fields, allowed: string[], path: string) {
  for (const name of Object.keys(fields)) {
    if (allowed.includes(name)) continue
    if (NOT_OFFERED.has(name)) throw wrong(`${path}.${name}`, 'is not available here')
    const near = nearest(name, allowed)
    throw wrong(
      `${path}.${name}`,
      near ? `is not known. Did you mean "${near}"?` : `is not known. Known here: ${allowed.join(', ')}`,
    )
  }
}

function wrong(path: string, what: string) {
  return new GatewayError('invalid_request_error', `${path} ${what}${/[.?]$/.test(what) ? '' : '.'}`, {
    param: path,
    code: 'invalid_config',
  })
}

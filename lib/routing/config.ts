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
])
/** Settings of single providers, under Portkey's names. */
const SETTINGS = ['anthropic_beta', 'anthropic_version', 'openai_organization', 'openai_project', 'openai_beta']
const POLICY = ['retry', 'request_timeout', 'override_params', 'default_params', 'drop_params', 'name']
const TARGET = [...POLICY, 'provider', 'api_key', 'custom_host', ...SETTINGS]
const GROUP = [...POLICY, 'strategy', 'targets', 'provider', 'api_key', 'custom_host', ...SETTINGS]

/** Reads a routing config in Portkey's form. Throws a GatewayError whose param is the path of what is wrong. */
export function parseConfig(value: unknown, path = 'config'): Route {
  const count = { targets: 0 }
  return route(value, path, 1, count)
}

function route(value: unknown, path: string, depth: number, count: { targets: number }): Route {
  const fields = objectAt(value, path)
  if (depth > MAX_DEPTH) throw wrong(path, `is nested deeper than ${MAX_DEPTH} levels`)
  if (!('targets' in fields) && !('strategy' in fields)) return target(fields, path)
  known(fields, GROUP, path)
  const targets = fields.targets
  if (!Array.isArray(targets) || !targets.length) throw wrong(`${path}.targets`, 'must be a list of at least one target')
  count.targets += targets.length
  if (count.targets > MAX_TARGETS) throw wrong(`${path}.targets`, `brings the config to more than ${MAX_TARGETS} targets`)
  const shared = pick(fields, ['provider', 'api_key', 'custom_host', ...SETTINGS])
  const children = targets.map((child, index) => {
    const at = `${path}.targets[${index}]`
    return route({ ...shared, ...objectAt(child, at) }, at, depth + 1, count)
  })
  return { ...policy(fields, path), strategy: strategy(fields.strategy, `${path}.strategy`), targets: children }
}

function target(fields: Fields, path: string): Target {
  known(fields, TARGET, path)
  if (fields.provider === undefined) throw wrong(`${path}.provider`, 'is missing: name a provider, for example "openai"')
  const settings = Object.fromEntries(
    SETTINGS.flatMap(name => (fields[name] === undefined ? [] : [[name, text(fields[name], `${path}.${name}`)]])),
  )
  return {
    ...policy(fields, path),
    provider: text(fields.provider, `${path}.provider`),
    ...(fields.api_key !== undefined && { api_key: text(fields.api_key, `${path}.api_key`) }),
    ...(fields.custom_host !== undefined && { custom_host: text(fields.custom_host, `${path}.custom_host`) }),
    ...(Object.keys(settings).length && { settings }),
  }
}

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
  return {
    attempts: attempts as number,
    ...(fields.on_status_codes !== undefined && { on_status_codes: codes(fields.on_status_codes, `${path}.on_status_codes`) }),
  }
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

function text(value: unknown, path: string): string {
  if (typeof value === 'string' && value) return value
  throw wrong(path, 'must be a text that is not empty')
}

const FORBIDDEN = ['__proto__', 'constructor', 'prototype']

function objectAt(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, 'must be an object')
  for (const key of FORBIDDEN) if (Object.hasOwn(value, key)) throw wrong(`${path}.${key}`, 'is not a name a config may use')
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

const pick = (fields: Fields, names: string[]) =>
  Object.fromEntries(names.filter(name => name in fields).map(name => [name, fields[name]]))

function wrong(path: string, what: string) {
  return new GatewayError('invalid_request_error', `${path} ${what}${/[.?]$/.test(what) ? '' : '.'}`, {
    param: path,
    code: 'invalid_config',
  })
}

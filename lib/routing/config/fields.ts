import { GatewayError } from '@/lib/chat/errors'
import { nearest } from '@/lib/util/nearest'

export type Fields = Record<string, unknown>

/** 400 whose param is the path of what is wrong. */
export function wrong(path: string, what: string) {
  return new GatewayError('invalid_request_error', `${path} ${what}${/[.?]$/.test(what) ? '' : '.'}`, {
    param: path,
    code: 'invalid_config',
  })
}

/** Portkey's fields that are understood but not on offer; each is refused by name. */
const NOT_OFFERED = new Set([
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

/** Throws for a field that is not allowed here, with the nearest that is. */
export function known(fields: Fields, allowed: readonly string[], path: string) {
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

export function objectAt(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, 'must be an object')
  return value as Fields
}

export function text(value: unknown, path: string): string {
  if (typeof value === 'string' && value) return value
  throw wrong(path, 'must be a text that is not empty')
}

export function flag(value: unknown, path: string): boolean {
  if (typeof value === 'boolean') return value
  throw wrong(path, 'must be true or false')
}

export function whole(value: unknown, path: string, from: number, to: number): number {
  if (Number.isInteger(value) && (value as number) >= from && (value as number) <= to) return value as number
  throw wrong(path, `must be a whole number from ${from} to ${to}`)
}

export function codes(value: unknown, path: string): number[] {
  const valid = (code: unknown) => Number.isInteger(code) && (code as number) >= 400 && (code as number) <= 599
  if (Array.isArray(value) && value.length <= 100 && value.every(valid)) return value
  throw wrong(path, 'must be a list of status codes from 400 to 599')
}

export function names(value: unknown, path: string, what = 'parameter names'): string[] {
  if (Array.isArray(value) && value.length <= 100 && value.every(name => typeof name === 'string')) return value
  throw wrong(path, `must be a list of ${what}`)
}

/** Reads the fields that are there; what is absent stays absent. */
export function read<Readers extends Record<string, (value: unknown, path: string) => unknown>>(
  fields: Fields,
  readers: Readers,
  path: string,
) {
  const found = Object.entries(readers).filter(([name]) => fields[name] !== undefined)
  return Object.fromEntries(found.map(([name, reader]) => [name, reader(fields[name], `${path}.${name}`)])) as {
    [Name in keyof Readers]?: ReturnType<Readers[Name]>
  }
}

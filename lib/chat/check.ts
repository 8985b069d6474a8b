import { GatewayError } from './errors'

/** Throws a GatewayError that names the path and says what would be right. */
export type Check = (value: unknown, path: string) => void

export type Fields = Record<string, Check>

export function refuse(path: string, must: string, value?: unknown): never {
  const sentence = value === undefined ? `${path} is required and must be ${must}.` : `${path} must be ${must}.`
  throw new GatewayError('invalid_request_error', sentence, { param: path })
}

export function number(min: number, max: number): Check {
  return (value, path) => {
    if (typeof value !== 'number' || !(value >= min && value <= max)) refuse(path, `a number from ${min} to ${max}`, value)
  }
}

export function integer(min = -Infinity, max = Infinity): Check {
  const range = max < Infinity ? ` from ${min} to ${max}` : min > -Infinity ? ` of at least ${min}` : ''
  return (value, path) => {
    if (!Number.isInteger(value) || (value as number) < min || (value as number) > max)
      refuse(path, `a whole number${range}`, value)
  }
}

export const flag: Check = (value, path) => {
  if (typeof value !== 'boolean') refuse(path, 'true or false', value)
}

export const text: Check = (value, path) => {
  if (typeof value !== 'string') refuse(path, 'a string', value)
}

export function textOf(must: string, pattern: RegExp): Check {
  return (value, path) => {
    if (typeof value !== 'string' || !pattern.test(value)) refuse(path, must, value)
  }
}

export const filledText = textOf('a string that is not empty', /[\s\S]/)

export function oneOf(...words: string[]): Check {
  const must = either(words.map(word => `"${word}"`))
  return (value, path) => {
    if (typeof value !== 'string' || !words.includes(value)) refuse(path, must, value)
  }
}

export function list(check: Check, { most = Infinity, of = 'entries' }: { most?: number; of?: string } = {}): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return refuse(path, `a list of ${of}`, value)
    if (value.length > most) refuse(path, `a list of at most ${most} ${of}`, value)
    for (let index = 0; index < value.length; index++) check(value[index], `${path}[${index}]`)
  }
}

/** An object whose listed members are right; members that are not listed may be anything, and `null` ones count as absent. */
export function object(required: Fields, optional: Fields = {}): Check {
  const [must, may] = [Object.entries(required), Object.entries(optional)]
  return (value, path) => {
    if (!isObject(value)) return refuse(path, 'an object', value)
    for (const [key, check] of must) check(member(value, key), `${path}.${key}`)
    for (const [key, check] of may) {
      const inner = member(value, key)
      if (inner !== undefined && inner !== null) check(inner, `${path}.${key}`)
    }
  }
}

/** An object that is one of several kinds, told apart by its `type`. */
export function kinds(table: Record<string, Check>): Check {
  const tag = oneOf(...Object.keys(table))
  return (value, path) => {
    if (!isObject(value)) return refuse(path, 'an object', value)
    const type = member(value, 'type')
    tag(type, `${path}.type`)
    table[type as string]!(value, path)
  }
}

/** A plain string, or whatever else the check takes. */
export function textOr(check: Check, must: string): Check {
  return (value, path) => {
    if (typeof value === 'string') return
    if (typeof value !== 'object' || value === null) refuse(path, must, value)
    check(value, path)
  }
}

export const anyObject = object({})

/** An object of any keys whose values are right. */
export function mapOf(check: Check): Check {
  return (value, path) => {
    if (!isObject(value)) return refuse(path, 'an object', value)
    for (const key of Object.keys(value)) check(value[key], `${path}.${key}`)
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member of the object itself: what its prototype has was not sent. */
export function member(value: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}

export function either(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

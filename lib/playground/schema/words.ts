import type { JsonSchema } from '@/lib/chat/types'
import { isObject } from '../check'
import { valueAtPointer } from './pointer'

export const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'] as const
export type JsonType = (typeof TYPES)[number]

/** What a value is; whole numbers are integers. */
export function typeOf(value: unknown): JsonType {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value as 'string' | 'boolean' | 'object'
}

export function isOfType(value: unknown, type: unknown): boolean {
  const is = typeOf(value)
  return is === type || (is === 'integer' && type === 'number')
}

export function typesOf(schema: JsonSchema): unknown[] {
  if (Array.isArray(schema.type)) return schema.type
  return schema.type === undefined ? [] : [schema.type]
}

const ARTICLE: Record<string, string> = { integer: 'an integer', object: 'an object', array: 'an array', null: 'null' }

/** `an integer`, `a string or null`. */
export function aType(types: readonly unknown[]): string {
  return types.map(type => ARTICLE[String(type)] ?? `a ${type}`).join(' or ')
}

export function wrongType(types: readonly unknown[], value: unknown): string {
  const is = typeOf(value)
  const got = is === 'integer' && !types.includes('number') ? 'a number' : aType([is === 'integer' ? 'number' : is])
  return `Must be ${aType(types)}, got ${got}.`
}

export function notOneOf(choices: readonly unknown[], value: unknown): string {
  const said = choices.map(choice => JSON.stringify(choice))
  const shown = said.length > 6 ? `${said.slice(0, 6).join(', ')}, …` : said.join(', ')
  return said.length === 1 ? `Must be ${shown}.` : `Must be one of ${shown}, got ${short(value)}.`
}

export const missing = (name: string) => `${JSON.stringify(name)} is missing.`
export const unexpected = (name: string) => `${JSON.stringify(name)} is not in the schema, and the object takes nothing else.`

function short(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

/** The schema itself, or what its local `$ref` points to; `undefined` where that is nothing. */
export function resolved(schema: unknown, root: JsonSchema): JsonSchema | undefined {
  let at = schema
  for (let hops = 0; isObject(at) && typeof at.$ref === 'string'; hops++) {
    if (hops > 16 || !at.$ref.startsWith('#')) return undefined
    const { $ref, ...beside } = at
    const target = valueAtPointer(root, decoded($ref.slice(1)))
    at = isObject(target) ? { ...target, ...beside } : target
  }
  return isObject(at) ? at : undefined
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/** The part of a schema that speaks of one member or item; of several variants the first that can hold the parent. */
export function schemaOf(key: string | number, parent: JsonSchema | undefined, value: unknown, root: JsonSchema) {
  const schema = parent && variantFor(parent, value, root)
  if (!schema) return undefined
  if (typeof key === 'string') {
    const properties = isObject(schema.properties) ? schema.properties : {}
    return resolved(Object.hasOwn(properties, key) ? properties[key] : schema.additionalProperties, root)
  }
  const first = Array.isArray(schema.prefixItems) ? schema.prefixItems[key] : undefined
  return resolved(first ?? schema.items, root)
}

/** A schema without its variants: the one that may hold this value, where there are several. */
export function variantFor(schema: JsonSchema, value: unknown, root: JsonSchema): JsonSchema {
  const variants = schema.anyOf ?? schema.oneOf
  if (!Array.isArray(variants)) return schema
  const found = variants.map(variant => resolved(variant, root)).find(variant => variant && mayHold(variant, value))
  return found ? { ...schema, ...found } : schema
}

function mayHold(schema: JsonSchema, value: unknown): boolean {
  const types = typesOf(schema)
  if (types.length && !types.some(type => isOfType(value, type))) return false
  if (!isObject(value) || !isObject(schema.properties)) return true
  // A discriminator, as in a union of objects that name their kind.
  return Object.entries(schema.properties).every(([name, inner]) => {
    if (!isObject(inner) || inner.const === undefined || !Object.hasOwn(value, name)) return true
    return inner.const === value[name]
  })
}

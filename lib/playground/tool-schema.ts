import type { JsonSchema } from '@/lib/chat/types'
import { isObject } from './check'

/** What the form can make of a property; what is none of these is shown as it is and edited as JSON. */
export const PROPERTY_TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array'] as const
export type PropertyType = (typeof PROPERTY_TYPES)[number]

/** One property of an object's schema. */
export interface Property {
  name: string
  schema: JsonSchema
  required: boolean
}

/** The properties in their order. Everything here changes only what it names; unknown keywords stay where they are. */
export function propertiesOf(schema: JsonSchema | undefined): Property[] {
  if (!isObject(schema?.properties)) return []
  const required = requiredOf(schema)
  return Object.entries(schema.properties).map(([name, value]) => ({
    name,
    schema: isObject(value) ? value : {},
    required: required.includes(name),
  }))
}

/** The type the form shows; `undefined` for several types, references, combinations and `true`. */
export function typeOf(schema: JsonSchema): PropertyType | undefined {
  return PROPERTY_TYPES.find(type => type === schema.type)
}

/** What stands in place of a type the form does not know: `string | null`, `anyOf`. */
export function typeWords(schema: JsonSchema): string {
  if (Array.isArray(schema.type)) return schema.type.join(' | ')
  return ['$ref', 'anyOf', 'oneOf', 'allOf', 'const', 'enum'].find(keyword => keyword in schema) ?? 'any'
}

/** Keywords that mean something for one type only. */
const OF_TYPE: Record<PropertyType, readonly string[]> = {
  string: ['enum', 'const', 'default', 'examples', 'pattern', 'format', 'minLength', 'maxLength'],
  number: ['enum', 'const', 'default', 'examples', 'minimum', 'maximum', 'multipleOf', 'exclusiveMinimum', 'exclusiveMaximum'],
  integer: ['enum', 'const', 'default', 'examples', 'minimum', 'maximum', 'multipleOf', 'exclusiveMinimum', 'exclusiveMaximum'],
  boolean: ['enum', 'const', 'default', 'examples'],
  object: ['properties', 'required', 'additionalProperties', 'patternProperties', 'minProperties', 'maxProperties', 'default'],
  array: ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'default'],
}

/** The schema as one of another type: what only the old type has leaves, the rest (description and so on) stays. */
export function withType(schema: JsonSchema, type: PropertyType): JsonSchema {
  const before = typeOf(schema)
  const kept = before && isNumeric(before) && isNumeric(type) ? [] : before ? OF_TYPE[before] : COMBINING
  const rest = Object.entries(schema).filter(([key]) => !kept.includes(key))
  const next: JsonSchema = { ...Object.fromEntries(rest), type }
  if (type === 'object') return { ...next, properties: {}, required: [], additionalProperties: false }
  return type === 'array' ? { ...next, items: { type: 'string' } } : next
}

const COMBINING = ['$ref', 'anyOf', 'oneOf', 'allOf', 'not', 'const', 'enum']

export function withDescription(schema: JsonSchema, description: string): JsonSchema {
  return withKeyword(schema, 'description', description || undefined)
}

/** The values a property may have, one per line. */
export function choicesOf(schema: JsonSchema): string[] {
  return Array.isArray(schema.enum) ? schema.enum.map(value => (typeof value === 'string' ? value : JSON.stringify(value))) : []
}

export function withChoices(schema: JsonSchema, lines: readonly string[]): JsonSchema {
  const numeric = schema.type === 'number' || schema.type === 'integer'
  const values = lines.map(line => (numeric && line.trim() !== '' && Number.isFinite(Number(line)) ? Number(line) : line))
  return withKeyword(schema, 'enum', values.length ? values : undefined)
}

/** The schema of a list with another schema for each of it. */
export function withItems(schema: JsonSchema, items: JsonSchema): JsonSchema {
  return withKeyword(schema, 'items', items)
}

/** What a property says beside type, description and values: `minLength 1`. */
export function hiddenKeywords(schema: JsonSchema): string[] {
  const hidden = Object.entries(schema).filter(([key]) => !SHOWN.has(key))
  return hidden.map(([key, value]) => (typeof value === 'object' && value !== null ? `${key} …` : `${key} ${value}`))
}

const SHOWN = new Set(['type', 'description', 'enum', 'properties', 'required', 'additionalProperties', 'items'])

/** Adds a property to the end, required as strict tools want it, under a name that is free. */
export function withNewProperty(schema: JsonSchema | undefined): JsonSchema {
  const properties = propertiesOf(schema)
  let name = 'name'
  for (let count = 2; properties.some(property => property.name === name); count++) name = `name_${count}`
  return withProperties(schema, [...properties, { name, schema: { type: 'string' }, required: true }])
}

export function withProperty(schema: JsonSchema, index: number, change: Partial<Property>): JsonSchema {
  const properties = propertiesOf(schema)
  return withProperties(schema, properties.with(index, { ...properties[index]!, ...change }))
}

export function withoutProperty(schema: JsonSchema, index: number): JsonSchema {
  return withProperties(schema, propertiesOf(schema).toSpliced(index, 1))
}

/** Up is negative; stops at the ends. */
export function withMovedProperty(schema: JsonSchema, index: number, by: number): JsonSchema {
  const properties = propertiesOf(schema)
  const to = Math.max(0, Math.min(properties.length - 1, index + by))
  return withProperties(schema, properties.toSpliced(index, 1).toSpliced(to, 0, properties[index]!))
}

/** Whether a property may be called so: JSON's own order puts numbers first, and two of one name would be one. */
export function nameProblem(name: string, index: number, properties: readonly Property[]): string | undefined {
  if (!name) return 'A parameter needs a name.'
  if (/^\d+$/.test(name) || name === '__proto__') return 'A name begins with a letter.'
  return properties.some((other, at) => at !== index && other.name === name) ? `${name} is there already.` : undefined
}

function withProperties(schema: JsonSchema | undefined, properties: Property[]): JsonSchema {
  const before = requiredOf(schema)
  const names = properties.filter(({ required }) => required).map(({ name }) => name)
  // The order of `required` means nothing, so it is left alone where the names are the same.
  const required = before.length === names.length && names.every(name => before.includes(name)) ? before : names
  return {
    ...(schema ?? { type: 'object', additionalProperties: false }),
    properties: Object.fromEntries(properties.map(({ name, schema }) => [name, schema])),
    ...((required.length > 0 || schema?.required !== undefined || !schema) && { required }),
  }
}

function requiredOf(schema: JsonSchema | undefined): string[] {
  return Array.isArray(schema?.required) ? schema.required.filter(name => typeof name === 'string') : []
}

function withKeyword(schema: JsonSchema, keyword: string, value: unknown): JsonSchema {
  const next = { ...schema, [keyword]: value }
  if (value === undefined) delete next[keyword]
  return next
}

function isNumeric(type: PropertyType): boolean {
  return type === 'number' || type === 'integer'
}

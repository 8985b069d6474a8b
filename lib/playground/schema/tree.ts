import type { JsonSchema } from '@/lib/chat/types'
import { isObject } from '../check'
import { childPath } from '../paths'
import type { SchemaPath } from './lint'
import { TYPES, typesOf } from './words'

/** The way from the whole schema to one inside: `['properties', 'born']`. */
export type Steps = readonly (string | number)[]

/** One schema of the tree; what it says beside the columns of the tree stays as it is. */
export interface SchemaRow {
  steps: Steps
  path: SchemaPath
  depth: number
  /** How it hangs on the row above. */
  place: 'root' | 'property' | 'items' | 'variant' | 'definition'
  name: string
  schema: JsonSchema
  /** Of a property. */
  required: boolean
  /** Keywords the tree has no column for. */
  others: string[]
}

/** What the tree calls a type. `any`: nothing is said. */
export const CHOICES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'enum', 'null', 'any'] as const
export type TypeChoice = (typeof CHOICES)[number]

const SHOWN = new Set([
  'type',
  'description',
  'enum',
  'properties',
  'required',
  'items',
  'anyOf',
  'oneOf',
  'allOf',
  '$defs',
  'definitions',
])

/** Every schema inside of a schema, in order. What is no object (`true`, a mistake) has no row. */
export function schemaRows(root: JsonSchema): SchemaRow[] {
  const rows: SchemaRow[] = []
  const add = (schema: unknown, name: string, place: SchemaRow['place'], steps: Steps, depth: number, required = false) => {
    if (!isObject(schema) || depth > 40) return
    const others = Object.keys(schema).filter(keyword => !SHOWN.has(keyword))
    rows.push({ steps, path: steps.reduce<string>(childPath, ''), depth, place, name, schema, required, others })
    const needed = new Set(Array.isArray(schema.required) ? schema.required : [])
    for (const [name, inner] of membersOf(schema.properties)) {
      add(inner, name, 'property', [...steps, 'properties', name], depth + 1, needed.has(name))
    }
    add(schema.items, 'items', 'items', [...steps, 'items'], depth + 1)
    for (const keyword of ['anyOf', 'oneOf', 'allOf']) {
      const variants = Array.isArray(schema[keyword]) ? schema[keyword] : []
      for (const [index, inner] of variants.entries()) {
        add(inner, `${keyword} ${index + 1}`, 'variant', [...steps, keyword, index], depth + 1)
      }
    }
    for (const keyword of ['$defs', 'definitions']) {
      for (const [name, inner] of membersOf(schema[keyword])) add(inner, name, 'definition', [...steps, keyword, name], depth + 1)
    }
  }
  add(root, 'answer', 'root', [], 0)
  return rows
}

function membersOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : []
}

/** What the tree shows as the type; `undefined`: something it has no word for (a reference, several types), which stays. */
export function choiceOf(schema: JsonSchema): TypeChoice | undefined {
  if (Array.isArray(schema.enum)) return 'enum'
  if (schema.$ref !== undefined || schema.const !== undefined || schema.anyOf || schema.oneOf || schema.allOf) return undefined
  const types = typesOf(schema)
  const named = types.length > 1 ? types.filter(type => type !== 'null') : types
  if (!named.length) return 'any'
  const [only] = named
  return named.length === 1 && (TYPES as readonly unknown[]).includes(only) ? (only as TypeChoice) : undefined
}

export function isNullable(schema: JsonSchema): boolean {
  return typesOf(schema).length > 1 && typesOf(schema).includes('null')
}

/** A copy with one schema in it changed. */
export function changeAt(root: JsonSchema, steps: Steps, change: (schema: JsonSchema) => JsonSchema): JsonSchema {
  return withChange(root, steps, inner => change(isObject(inner) ? inner : {})) as JsonSchema
}

function withChange(value: unknown, [step, ...rest]: Steps, change: (value: unknown) => unknown): unknown {
  if (step === undefined) return change(value)
  if (Array.isArray(value)) return value.with(Number(step), withChange(value[Number(step)], rest, change))
  return withMember(isObject(value) ? value : {}, String(step), inner => withChange(inner, rest, change))
}

/** In its place; not by assignment, because a property may be called `__proto__`. */
function withMember(object: JsonSchema, name: string, change: (value: unknown) => unknown): JsonSchema {
  const entries = Object.entries(object).map(([key, value]) => [key, key === name ? change(value) : value] as const)
  return Object.fromEntries(Object.hasOwn(object, name) ? entries : [...entries, [name, change(undefined)]])
}

/** Takes a keyword out where its value is `undefined`. */
export function withKeyword(schema: JsonSchema, keyword: string, value: unknown): JsonSchema {
  if (value !== undefined) return withMember(schema, keyword, () => value)
  const { [keyword]: _, ...rest } = schema
  return rest
}

/** Another type: what only the old one needed goes, what the new one needs comes. Keywords the tree does not show stay. */
export function withType(schema: JsonSchema, choice: TypeChoice): JsonSchema {
  const { type, enum: choices, items, properties, required, additionalProperties, ...rest } = schema
  const named = choice === 'enum' ? 'string' : choice
  const types = isNullable(schema) && choice !== 'null' && choice !== 'any' ? [named, 'null'] : named
  const to: JsonSchema = choice === 'any' ? rest : { type: types, ...rest }
  if (choice === 'enum') return { ...to, enum: choices ?? ['first', 'second'] }
  if (choice === 'array') return { ...to, items: items ?? { type: 'string' } }
  if (choice !== 'object') return to
  return { ...to, properties: properties ?? {}, required: required ?? [], additionalProperties: additionalProperties ?? false }
}

export function withNull(schema: JsonSchema, nullable: boolean): JsonSchema {
  const types = typesOf(schema).filter(type => type !== 'null')
  const type = nullable ? [...types, 'null'] : types.length === 1 ? types[0] : types
  const { enum: choices } = schema
  const to = withKeyword(schema, 'type', type)
  if (!Array.isArray(choices)) return to
  const others = choices.filter(choice => choice !== null)
  return withKeyword(to, 'enum', nullable ? [...others, null] : others)
}

/** A new property at the end of an object, required; its name is one that is free. */
export function addProperty(object: JsonSchema): { schema: JsonSchema; name: string } {
  const properties = isObject(object.properties) ? object.properties : {}
  let name = 'field'
  for (let count = 2; Object.hasOwn(properties, name); count++) name = `field_${count}`
  const required = [...requiredOf(object), name]
  const schema = withKeyword(
    withKeyword(
      object,
      'properties',
      withMember(properties, name, () => ({ type: 'string' })),
    ),
    'required',
    required,
  )
  return { schema, name }
}

/** In its place, and still required when it was. A name that is taken changes nothing. */
export function renameProperty(object: JsonSchema, from: string, to: string): JsonSchema {
  const properties = isObject(object.properties) ? object.properties : {}
  if (from === to || Object.hasOwn(properties, to)) return object
  const renamed = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name === from ? to : name, schema]))
  const required = requiredOf(object).map(name => (name === from ? to : name))
  return withRequired(withKeyword(object, 'properties', renamed), required)
}

export function removeProperty(object: JsonSchema, name: string): JsonSchema {
  const properties = isObject(object.properties) ? object.properties : {}
  const rest = Object.fromEntries(Object.entries(properties).filter(([key]) => key !== name))
  return withRequired(
    withKeyword(object, 'properties', rest),
    requiredOf(object).filter(key => key !== name),
  )
}

/** In the order of the properties. */
export function setRequired(object: JsonSchema, name: string, on: boolean): JsonSchema {
  const properties = isObject(object.properties) ? Object.keys(object.properties) : []
  const wanted = new Set(requiredOf(object).filter(key => key !== name))
  if (on) wanted.add(name)
  const known = properties.filter(key => wanted.has(key))
  return withRequired(object, [...known, ...[...wanted].filter(key => !properties.includes(key))])
}

function requiredOf(object: JsonSchema): string[] {
  return Array.isArray(object.required) ? object.required : []
}

function withRequired(object: JsonSchema, required: string[]): JsonSchema {
  return object.required === undefined && !required.length ? object : withKeyword(object, 'required', required)
}

/** The choices of an enum, one on a line: texts as they are, everything else as JSON. A text that would be read as such has quotes. */
export function enumText(choices: unknown): string {
  if (!Array.isArray(choices)) return ''
  return choices.map(choice => (typeof choice === 'string' && !readsAsJson(choice) ? choice : JSON.stringify(choice))).join('\n')
}

export function enumOf(text: string): unknown[] {
  const lines = text.split('\n').filter(line => line.trim())
  return lines.map(line => (readsAsJson(line) ? JSON.parse(line) : line))
}

function readsAsJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

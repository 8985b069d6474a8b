import type { JsonSchema } from '@/lib/chat/types'
import { nearest } from '@/lib/util/nearest'
import { own } from '@/lib/util/own'
import { isObject } from '../check'
import { childPath } from '../paths'
import { KEYWORDS, type Keyword, type KeywordKind } from './keywords'
import { aType, isOfType, resolved, TYPES, typeOf, typesOf } from './words'

/** A place in a schema, as notes write it: `properties.born.minimum`, '' for the whole. */
export type SchemaPath = string

export interface SchemaMistake {
  path: SchemaPath
  message: string
  severity: 'error' | 'warning'
}

/** What is wrong with a JSON Schema as such, whoever it is for: in the order of the text. */
export function lintSchema(schema: unknown): SchemaMistake[] {
  const found: SchemaMistake[] = []
  look(schema, '', { root: isObject(schema) ? schema : {}, found })
  return found
}

interface Work {
  root: JsonSchema
  found: SchemaMistake[]
}

function look(schema: unknown, path: SchemaPath, work: Work): void {
  if (typeof schema === 'boolean' || path.length > LONGEST) return
  if (!isObject(schema)) {
    work.found.push({ path, message: `A schema is an object, true or false, not ${aType([typeOf(schema)])}.`, severity: 'error' })
    return
  }
  for (const [name, value] of Object.entries(schema)) {
    const here = childPath(path, name)
    const keyword = own(KEYWORDS, name)
    const mistake = keyword ? wrongValue(keyword.kind, value) : undefined
    if (!keyword) unknownKeyword(name, here, work)
    else if (mistake) work.found.push({ path: here, message: mistake, severity: 'error' })
    else if (keyword) lookAt(name, keyword, value, here, schema, work)
  }
  lookTogether(schema, path, work)
}

/** A path longer than this goes too deep. */
const LONGEST = 2_000

function unknownKeyword(name: string, path: SchemaPath, { found }: Work): void {
  if (name.startsWith('x-')) return
  const meant = nearest(name, Object.keys(KEYWORDS))
  const message = `JSON Schema has no ${JSON.stringify(name)}${meant ? `; did you mean ${JSON.stringify(meant)}?` : '.'}`
  found.push({ path, message, severity: 'warning' })
}

/** A keyword whose value is of the right kind: what is inside, and whether it says anything here. */
function lookAt(name: string, { kind, of }: Keyword, value: unknown, path: SchemaPath, schema: JsonSchema, work: Work): void {
  if (kind === 'schema') look(value, path, work)
  if (kind === 'schema list') (value as unknown[]).forEach((inner, index) => void look(inner, childPath(path, index), work))
  if (kind === 'named schemas') {
    for (const [inner, schema] of Object.entries(value as JsonSchema)) look(schema, childPath(path, inner), work)
  }
  const types = typesOf(schema)
  if (of && types.length && !types.some(type => type === of || (of === 'number' && type === 'integer'))) {
    work.found.push({ path, message: `${name} says nothing about ${aType(types)}.`, severity: 'warning' })
  }
  if (name === '$ref') lookAtRef(String(value), path, work)
}

function lookAtRef(ref: string, path: SchemaPath, { root, found }: Work): void {
  if (!ref.startsWith('#'))
    found.push({ path, message: 'Only references inside of the schema, such as #/$defs/…, are followed.', severity: 'warning' })
  else if (ref.length === 1 || ref.startsWith('#/')) {
    if (!resolved({ $ref: ref }, root) && ref !== '#')
      found.push({ path, message: `There is nothing at ${ref}.`, severity: 'error' })
  }
}

/** What keywords say together. */
function lookTogether(schema: JsonSchema, path: SchemaPath, { found }: Work): void {
  const { properties, required } = schema
  if (Array.isArray(required) && isObject(properties)) {
    for (const [index, name] of required.entries()) {
      if (Object.hasOwn(properties, String(name))) continue
      const message = `${JSON.stringify(name)} is required, and properties does not have it.`
      found.push({ path: childPath(childPath(path, 'required'), index), message, severity: 'warning' })
    }
  }
  if (Array.isArray(schema.enum) && typesOf(schema).length) {
    for (const [index, choice] of schema.enum.entries()) {
      if (typesOf(schema).some(type => isOfType(choice, type))) continue
      const message = `No ${typesOf(schema).join(' or ')} is ${JSON.stringify(choice)}, so it can never be chosen.`
      found.push({ path: childPath(childPath(path, 'enum'), index), message, severity: 'warning' })
    }
  }
  for (const [least, most] of RANGES) {
    const [low, high] = [schema[least], schema[most]]
    if (typeof low === 'number' && typeof high === 'number' && low > high) {
      found.push({ path: childPath(path, least), message: `${least} is more than ${most}: nothing fits.`, severity: 'error' })
    }
  }
}

const RANGES = [
  ['minimum', 'maximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
] as const

function wrongValue(kind: KeywordKind, value: unknown): string | undefined {
  switch (kind) {
    case 'any':
      return undefined
    case 'text':
      return typeof value === 'string' ? undefined : 'Must be a string.'
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'Must be true or false.'
    case 'number':
      return typeof value === 'number' || typeof value === 'boolean' ? undefined : 'Must be a number.'
    case 'count':
      return Number.isInteger(value) && (value as number) >= 0 ? undefined : 'Must be a whole number, at least 0.'
    case 'pattern':
      return wrongPattern(value)
    case 'list':
      return Array.isArray(value) && value.length ? undefined : 'Must be a list with at least one value.'
    case 'names':
      return Array.isArray(value) && value.every(name => typeof name === 'string') ? undefined : 'Must be a list of names.'
    case 'types':
      return wrongTypes(value)
    case 'schema':
      return Array.isArray(value) ? 'Must be one schema; for a schema per item there is prefixItems.' : undefined
    case 'schema list':
      return Array.isArray(value) && value.length ? undefined : 'Must be a list of schemas.'
    case 'named schemas':
      return isObject(value) ? undefined : 'Must be an object with a schema for each name.'
  }
}

function wrongTypes(value: unknown): string | undefined {
  const types = [value].flat()
  const wrong = types.find(type => !(TYPES as readonly unknown[]).includes(type))
  if (!types.length) return 'Must name a type.'
  if (wrong === undefined) return undefined
  const meant = typeof wrong === 'string' ? nearest(ALIASES[wrong.toLowerCase()] ?? wrong, TYPES) : undefined
  return `There is no type ${JSON.stringify(wrong)}${meant ? `; did you mean ${JSON.stringify(meant)}?` : `: the types are ${TYPES.join(', ')}.`}`
}

/** What other languages call them. */
const ALIASES: Readonly<Record<string, string>> = {
  int: 'integer',
  long: 'integer',
  float: 'number',
  double: 'number',
  bool: 'boolean',
  str: 'string',
  text: 'string',
  date: 'string',
  list: 'array',
  dict: 'object',
  map: 'object',
  none: 'null',
}

function wrongPattern(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'Must be a string.'
  try {
    new RegExp(value, 'u')
  } catch (cause) {
    return `No regular expression: ${cause instanceof Error ? cause.message.split(': ').at(-1) : cause}.`
  }
}

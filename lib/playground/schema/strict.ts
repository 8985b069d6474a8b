import type { JsonSchema } from '@/lib/chat/types'
import { isObject } from '../check'
import { childPath } from '../paths'
import type { SchemaMistake, SchemaPath } from './lint'
import { typesOf } from './words'

/** Keywords that strict mode refuses. https://developers.openai.com/api/docs/guides/structured-outputs#supported-schemas */
const REFUSED = [
  'allOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependentRequired',
  'dependentSchemas',
  'patternProperties',
  'uniqueItems',
]
const DEEPEST = 10

/** What OpenAI's strict mode would refuse. */
export function strictMistakes(schema: JsonSchema): SchemaMistake[] {
  const found: SchemaMistake[] = []
  const say = (path: SchemaPath, message: string) => found.push({ path, message, severity: 'error' })
  if (schema.type !== 'object') say(schema.type === undefined ? '' : 'type', 'Strict mode wants an object at the root.')
  if (schema.anyOf) say('anyOf', 'Strict mode takes no anyOf at the root.')
  look(schema, '', 0, say)
  return found
}

function look(schema: unknown, path: SchemaPath, depth: number, say: (path: SchemaPath, message: string) => void): void {
  if (!isObject(schema)) return void say(path, 'Strict mode wants a schema that is an object.')
  for (const keyword of REFUSED) {
    if (Object.hasOwn(schema, keyword)) say(childPath(path, keyword), `Strict mode refuses ${keyword}.`)
  }
  if (typesOf(schema).includes('object')) {
    if (depth >= DEEPEST) return void say(path, `Strict mode takes at most ${DEEPEST} levels.`)
    if (schema.additionalProperties !== false) {
      const at = schema.additionalProperties === undefined ? path : childPath(path, 'additionalProperties')
      say(at, 'Strict mode wants additionalProperties: false on every object.')
    }
    const required: unknown[] = Array.isArray(schema.required) ? schema.required : []
    for (const name of Object.keys(isObject(schema.properties) ? schema.properties : {})) {
      if (!required.includes(name))
        say(childPath(childPath(path, 'properties'), name), 'Strict mode wants every property required.')
    }
  }
  if (typesOf(schema).includes('array') && schema.items === undefined) say(path, 'Strict mode wants items on every array.')
  if (!['type', '$ref', 'anyOf', 'enum', 'const'].some(keyword => schema[keyword] !== undefined)) {
    say(path, 'Strict mode wants a type.')
  }
  for (const { inner, step, deeper } of insideOf(schema)) {
    look(inner, step.reduce(childPath, path), depth + deeper, say)
  }
}

interface Inside {
  inner: unknown
  step: (string | number)[]
  deeper: 0 | 1
}

/** The schemas inside of one that strict mode looks at. */
function insideOf(schema: JsonSchema): Inside[] {
  const named = (keyword: string, deeper: 0 | 1): Inside[] =>
    Object.entries(isObject(schema[keyword]) ? schema[keyword] : {}).map(([name, inner]) => ({
      inner,
      step: [keyword, name],
      deeper,
    }))
  const variants: unknown[] = Array.isArray(schema.anyOf) ? schema.anyOf : []
  return [
    ...named('properties', 1),
    ...(schema.items === undefined ? [] : [{ inner: schema.items, step: ['items'], deeper: 1 as const }]),
    ...variants.map((inner, index) => ({ inner, step: ['anyOf', index], deeper: 0 as const })),
    ...named('$defs', 0),
    ...named('definitions', 0),
  ]
}

/**
 * The schema as strict mode wants it, where that loses nothing: objects closed, everything required, what was optional may be
 * null instead, oneOf becomes anyOf. What has no such form stays, and stays a mistake.
 */
export function makeStrict(schema: JsonSchema): JsonSchema {
  return strict(schema) as JsonSchema
}

function strict(schema: unknown): unknown {
  if (!isObject(schema)) return schema
  const { oneOf, ...rest } = schema
  const to: JsonSchema = oneOf && !schema.anyOf ? { ...rest, anyOf: oneOf } : { ...schema }
  if (Array.isArray(to.anyOf)) to.anyOf = to.anyOf.map(strict)
  if (isObject(to.items)) to.items = strict(to.items)
  for (const keyword of ['$defs', 'definitions']) if (isObject(to[keyword])) to[keyword] = mapped(to[keyword], strict)
  const isObjectType = typesOf(to).includes('object') || (to.type === undefined && isObject(to.properties))
  if (!isObjectType) return to
  const properties = isObject(to.properties) ? to.properties : {}
  const required: unknown[] = Array.isArray(to.required) ? to.required : []
  if (to.type === undefined) to.type = 'object'
  if (to.additionalProperties === undefined || to.additionalProperties === true) to.additionalProperties = false
  to.properties = mapped(properties, (inner, name) => (required.includes(name) ? strict(inner) : orNull(strict(inner))))
  to.required = Object.keys(properties)
  return to
}

/** The same, or null. */
function orNull(schema: unknown): unknown {
  if (!isObject(schema)) return schema
  if (Array.isArray(schema.anyOf)) return { ...schema, anyOf: [...schema.anyOf, { type: 'null' }] }
  if (schema.type === undefined) return { anyOf: [schema, { type: 'null' }] }
  if (typesOf(schema).includes('null')) return schema
  const type = [...typesOf(schema), 'null']
  return Array.isArray(schema.enum) ? { ...schema, type, enum: [...schema.enum, null] } : { ...schema, type }
}

function mapped(named: JsonSchema, change: (schema: unknown, name: string) => unknown): JsonSchema {
  return Object.fromEntries(Object.entries(named).map(([name, schema]) => [name, change(schema, name)]))
}

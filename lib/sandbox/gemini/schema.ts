import type { Schema } from '@google/genai'
import type { JsonSchema } from '@/lib/chat/types'
import { isMembers } from '../shape'

/** What `responseJsonSchema` takes: https://ai.google.dev/api/generate-content#FIELDS.response_json_schema */
const KEYWORDS = new Set(
  (
    '$id $defs $ref $anchor type format title description enum items prefixItems minItems maxItems minimum maximum anyOf oneOf ' +
    'properties additionalProperties required propertyOrdering'
  ).split(' '),
)

/** The first thing Gemini cannot hold an answer to, by its path; `undefined` when there is none. */
export function schemaProblem(schema: unknown, at = 'response_json_schema'): string | undefined {
  if (typeof schema === 'boolean') return undefined
  if (!isMembers(schema)) return `${at}: must be an object`
  const unknown = Object.keys(schema).find(keyword => !KEYWORDS.has(keyword))
  if (unknown) return `${at}: keyword "${unknown}" is not supported`
  if (schema.$ref !== undefined && Object.keys(schema).some(keyword => !keyword.startsWith('$')))
    return `${at}: when $ref is set, no other field may be set, except those starting with a $`
  if (Array.isArray(schema.enum) && schema.enum.some(value => typeof value !== 'string' && typeof value !== 'number'))
    return `${at}.enum: only strings and numbers are supported`
  for (const [step, inner] of children(schema)) {
    const problem = schemaProblem(inner, `${at}.${step}`)
    if (problem) return problem
  }
}

function children(schema: Record<string, unknown>): [step: string, schema: unknown][] {
  const named = ['$defs', 'properties'].flatMap(key =>
    isMembers(schema[key]) ? Object.entries(schema[key]).map(([name, each]): [string, unknown] => [`${key}.${name}`, each]) : [],
  )
  const listed = ['prefixItems', 'anyOf', 'oneOf'].flatMap(key =>
    Array.isArray(schema[key]) ? schema[key].map((each, index): [string, unknown] => [`${key}[${index}]`, each]) : [],
  )
  const single = ['items', 'additionalProperties'].flatMap((key): [string, unknown][] =>
    key in schema ? [[key, schema[key]]] : [],
  )
  return [...named, ...listed, ...single]
}

/** Google's OpenAPI schema as JSON Schema, for the engine. */
export function toJsonSchema({
  type,
  nullable,
  example: _,
  propertyOrdering,
  properties,
  items,
  anyOf,
  ...rest
}: Schema): JsonSchema {
  const name = type?.toLowerCase()
  const ordered = propertyOrdering ?? Object.keys(properties ?? {})
  return {
    ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, COUNTS.has(key) ? Number(value) : value])),
    ...(name && { type: nullable ? [name, 'null'] : name }),
    ...(properties && {
      properties: Object.fromEntries(
        ordered.filter(key => Object.hasOwn(properties, key)).map(key => [key, toJsonSchema(properties[key]!)]),
      ),
    }),
    ...(items && { items: toJsonSchema(items) }),
    ...(anyOf && { anyOf: anyOf.map(toJsonSchema) }),
  }
}

const COUNTS = new Set(['minItems', 'maxItems', 'minLength', 'maxLength', 'minProperties', 'maxProperties'])

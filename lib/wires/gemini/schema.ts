import type { JsonSchema, Note } from '@/lib/chat/types'
import { list, record, text } from '../read'

/** What `responseJsonSchema` takes: https://ai.google.dev/api/generate-content#FIELDS.response_json_schema */
const KEPT = new Set([
  '$id',
  '$anchor',
  'type',
  'format',
  'title',
  'description',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
  'required',
  'propertyOrdering',
])
/** Members that hold one schema, many, or schemas by name. */
const ONE = new Set(['items', 'additionalProperties'])
const MANY = new Set(['prefixItems', 'anyOf', 'oneOf'])
const NAMED = new Set(['$defs', 'properties'])
/** Nobody is held to these, so nothing has to be told instead. */
const SILENT = new Set([
  '$schema',
  '$comment',
  '$vocabulary',
  'default',
  'examples',
  'example',
  'deprecated',
  'readOnly',
  'writeOnly',
])

/**
 * A copy of the schema that Gemini takes, and what was left out of it or told in words instead. `const` becomes an enum of one,
 * `allOf` of one its only member, `definitions` are `$defs`, and nothing stands beside a `$ref`.
 */
export function plainSchema(schema: JsonSchema, at: string): { schema: JsonSchema; notes: Note[] } {
  const notes: Note[] = []
  return { schema: node(schema, at, notes) as JsonSchema, notes }
}

function node(from: unknown, at: string, notes: Note[]): unknown {
  // True and false are schemas, too.
  if (typeof from !== 'object' || from === null || Array.isArray(from)) return from
  const schema = unwrapped(from as JsonSchema, at, notes)
  const ref = text(schema.$ref)
  if (ref) return pointer(schema, ref, at, notes)
  const to: JsonSchema = {}
  const told: string[] = []
  for (const [keyword, value] of Object.entries(schema)) {
    const here = `${at}.${keyword}`
    if (KEPT.has(keyword)) set(to, keyword, value)
    else if (ONE.has(keyword)) set(to, keyword, node(value, here, notes))
    else if (MANY.has(keyword))
      set(
        to,
        keyword,
        list(value).map((inner, index) => node(inner, `${here}[${index}]`, notes)),
      )
    else if (NAMED.has(keyword)) set(to, keyword, mapped(value, here, notes))
    else if (keyword === 'definitions') set(to, '$defs', { ...mapped(value, here, notes), ...record(to.$defs) })
    else if (keyword === 'enum' && list(value).some(isEnumValue)) to.enum = enumValues(list(value), here, notes)
    else if (keyword === 'const' && isEnumValue(value)) {
      to.enum = [value]
      notes.push({ param: here, action: 'changed', to: [value], why: 'Gemini has no const; an enum of one value is the same.' })
    } else {
      const note = left(here, keyword, value)
      notes.push(note)
      if (note.action === 'changed') told.push(`${keyword}: ${JSON.stringify(value)}`)
    }
  }
  if (told.length) to.description = [text(schema.description), `(${told.join(', ')})`].filter(Boolean).join(' ')
  return to
}

/** Gemini holds the answer to an enum of texts and numbers only. */
const isEnumValue = (value: unknown) => typeof value === 'string' || typeof value === 'number'

/** That a value may be null is said by its type. */
function enumValues(values: unknown[], param: string, notes: Note[]): unknown[] {
  const to = values.filter(isEnumValue)
  const why = 'Gemini takes texts and numbers in an enum.'
  if (to.length < values.length) notes.push({ param, action: 'changed', from: values, to, why })
  return to
}

/** A rule Gemini cannot enforce is told to the model in the description. */
function left(param: string, keyword: string, from: unknown): Note {
  if (SILENT.has(keyword)) return { param, action: 'dropped', from, why: `Gemini knows no ${keyword}; no answer depends on it.` }
  const why = `Gemini does not enforce ${keyword} like this; it stands in the description instead.`
  return { param, action: 'changed', from, to: 'description', why }
}

/** Pydantic writes a reference with a description as `allOf` of one. */
function unwrapped(schema: JsonSchema, at: string, notes: Note[]): JsonSchema {
  const { allOf, ...rest } = schema
  const [only, ...others] = list(allOf)
  if (typeof only !== 'object' || only === null || others.length || Object.keys(only).some(key => key in rest)) return schema
  notes.push({ param: `${at}.allOf`, action: 'changed', why: 'Gemini has no allOf; its only member stands in its place.' })
  return { ...rest, ...only }
}

/** Only keywords that begin with `$` may stand beside a reference. */
function pointer(schema: JsonSchema, ref: string, at: string, notes: Note[]): JsonSchema {
  const to: JsonSchema = { $ref: ref.replace(/^#\/definitions\//, '#/$defs/') }
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === '$ref') continue
    if (keyword === '$defs' || keyword === 'definitions')
      to.$defs = { ...record(to.$defs), ...mapped(value, `${at}.${keyword}`, notes) }
    else if (keyword === '$id' || keyword === '$anchor') to[keyword] = value
    else notes.push({ param: `${at}.${keyword}`, action: 'dropped', from: value, why: 'Gemini takes nothing beside a $ref.' })
  }
  return to
}

function mapped(members: unknown, at: string, notes: Note[]): JsonSchema {
  const to: JsonSchema = {}
  for (const [name, value] of Object.entries(record(members))) set(to, name, node(value, `${at}.${name}`, notes))
  return to
}

/** Not by assignment: a property may be called `__proto__`. */
function set(to: JsonSchema, name: string, value: unknown): void {
  Object.defineProperty(to, name, { value, enumerable: true, configurable: true, writable: true })
}

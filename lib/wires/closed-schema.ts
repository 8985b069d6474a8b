import type { JsonSchema, Note } from '@/lib/chat/types'
import { list, record, text } from './read'

/** What `output_config.format` takes as it is. https://platform.claude.com/docs/en/build-with-claude/structured-outputs */
const KEPT = new Set([
  '$schema',
  '$id',
  '$ref',
  'type',
  'required',
  'description',
  'title',
  'default',
  'enum',
  'const',
  'nullable',
])
const FORMATS = new Set(['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'uri', 'ipv4', 'ipv6', 'uuid'])
/** Members that hold schemas which cannot be left out without opening the answer to anything. */
const OPEN = ['patternProperties', 'unevaluatedProperties', 'prefixItems', 'if', 'dependentSchemas']
/** More are refused by Anthropic's compiler: it tries every combination. */
const MOST_OPTIONAL = 12

type Closed = { schema: JsonSchema; notes: Note[] } | { why: string }

/**
 * A copy of the schema that Anthropic can hold an answer to, and what had to be told in words instead; or why there is none:
 * recursion, open objects, untyped values, too many optional properties. `place` is Bedrock where Bedrock has the same rules.
 */
export function closedSchema(schema: JsonSchema, at: string, place = 'Anthropic'): Closed {
  const work: Work = { root: schema, place, notes: [], optional: 0, why: undefined }
  if (recursive(schema)) return { why: 'it refers to itself' }
  const closed = node(schema, at, work)
  if (work.optional > MOST_OPTIONAL) work.why ??= `it has ${work.optional} optional properties`
  return work.why ? { why: work.why } : { schema: closed, notes: work.notes }
}

interface Work {
  root: JsonSchema
  /** Whose rules these are, as a sentence says it. */
  place: string
  notes: Note[]
  optional: number
  why: string | undefined
}

function node(schema: unknown, at: string, work: Work): JsonSchema {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return unfit(work, 'it allows any value', at)
  const from = schema as JsonSchema
  const open = OPEN.find(keyword => keyword in from)
  if (open) return unfit(work, `it uses ${open}`, at)
  if (!('type' in from || 'enum' in from || 'const' in from || '$ref' in from || branches(from))) {
    return unfit(work, 'it allows any value', at)
  }
  const to: JsonSchema = {}
  const told: string[] = []
  for (const [keyword, value] of Object.entries(from)) {
    if (KEPT.has(keyword)) to[keyword] = value
    else if (keyword === 'format' && FORMATS.has(String(value))) to.format = value
    else if (keyword === 'properties' || keyword === '$defs' || keyword === 'definitions') {
      to[keyword] = mapped(record(value), (inner, name) => node(inner, `${at}.${keyword}.${name}`, work))
    } else if (keyword === 'anyOf' || keyword === 'allOf' || keyword === 'oneOf') {
      to[keyword === 'oneOf' ? 'anyOf' : keyword] = list(value).map((inner, index) =>
        node(inner, `${at}.${keyword}[${index}]`, work),
      )
      if (keyword === 'oneOf') work.notes.push(oneOfNote(`${at}.oneOf`, work.place))
    } else if (keyword === 'items') to.items = node(value, `${at}.items`, work)
    else if (keyword !== 'additionalProperties') told.push(tell(keyword, value, at, work))
  }
  if (told.length) to.description = [text(from.description), `(${told.join(', ')})`].filter(Boolean).join(' ')
  if (isType(from, 'array') && !('items' in from)) unfit(work, 'it has a list of anything', at)
  if (isType(from, 'object') || 'properties' in from) close(from, to, at, work)
  if ('oneOf' in from && 'anyOf' in from) unfit(work, 'it uses oneOf beside anyOf', at)
  return to
}

/** Anthropic wants every object closed; what fits the closed one fits the caller's, which says nothing or says so itself. */
function close(from: JsonSchema, to: JsonSchema, at: string, work: Work): void {
  const properties = Object.keys(record(from.properties))
  const more = from.additionalProperties
  if ((more !== undefined && more !== false) || (more === undefined && !properties.length)) {
    unfit(work, 'it has an object with members of any name', at)
    return
  }
  const required = new Set(list(from.required))
  work.optional += properties.filter(name => !required.has(name)).length
  to.additionalProperties = false
  if (more === false) return
  const why = `${work.place} takes closed objects only.`
  work.notes.push({ param: `${at}.additionalProperties`, action: 'added', to: false, why })
}

/** A rule Anthropic cannot enforce is told to the model in the description. */
function tell(keyword: string, value: unknown, at: string, work: Work): string {
  const why = `${work.place} does not enforce ${keyword}; it stands in the description instead.`
  work.notes.push({ param: `${at}.${keyword}`, action: 'changed', from: value, to: 'description', why })
  return `${keyword}: ${JSON.stringify(value)}`
}

const oneOfNote = (param: string, place: string): Note => ({
  param,
  action: 'changed',
  to: 'anyOf',
  why: `${place} has no oneOf; anyOf is the same where the variants exclude each other.`,
})

function unfit(work: Work, why: string, at: string): JsonSchema {
  work.why ??= `${why} (${at})`
  return {}
}

const branches = (schema: JsonSchema) => 'anyOf' in schema || 'oneOf' in schema || 'allOf' in schema
const isType = (schema: JsonSchema, type: string) => [schema.type].flat().includes(type)

function mapped(members: Record<string, unknown>, change: (value: unknown, name: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, change(value, name)]))
}

/** True where following the `$ref`s comes back to a schema it came from, or leads nowhere. */
function recursive(root: JsonSchema): boolean {
  const settled = new Set<string>()
  const visit = (value: unknown, trail: ReadonlySet<string>): boolean => {
    if (typeof value !== 'object' || value === null) return false
    const ref = Array.isArray(value) ? undefined : text((value as JsonSchema).$ref)
    if (ref && !settled.has(ref)) {
      const target = resolve(root, ref)
      if (!target || trail.has(ref)) return true
      if (visit(target, new Set([...trail, ref]))) return true
      settled.add(ref)
    }
    return Object.values(value).some(inner => visit(inner, trail))
  }
  // Definitions nobody refers to are no recursion: a walk from the root alone follows what is used.
  const { $defs: _defs, definitions: _definitions, ...used } = root
  return visit(used, new Set(['#']))
}

/** What a local `$ref` such as `#/$defs/point` points to. */
export function resolve(root: JsonSchema, ref: string): JsonSchema | undefined {
  if (ref !== '#' && !ref.startsWith('#/')) return undefined
  const steps = ref
    .slice(2)
    .split('/')
    .filter(Boolean)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  let at: unknown = root
  for (const step of steps) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined
    at = (at as Record<string, unknown>)[step]
  }
  return typeof at === 'object' && at !== null ? (at as JsonSchema) : undefined
}

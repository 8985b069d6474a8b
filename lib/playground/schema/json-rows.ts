import type { JsonSchema } from '@/lib/chat/types'
import { groupBy } from '@/lib/util/group'
import { isObject } from '../check'
import type { AnswerError } from './check-answer'
import { type Pointer, pointerTo } from './pointer'
import { resolved, schemaOf, typeOf, typesOf, variantFor } from './words'

/** One line of a value shown as a tree. */
export interface JsonRow {
  path: Pointer
  depth: number
  /** `null` at the root. */
  key: string | number | null
  kind: 'object' | 'array' | 'leaf'
  /** Of a leaf: text, number, true, false or null. */
  leaf?: unknown
  /** Of an object or a list. */
  count: number
  /** Its members stand in the rows after it. */
  open: boolean
  /** What the schema calls it, else what it is. */
  type: string
  /** More of it may come. */
  grows: boolean
  /** What is wrong right here. */
  errors: readonly string[]
  /** Errors inside of what is folded. */
  hidden: number
}

interface Options {
  schema?: JsonSchema
  folded: ReadonlySet<Pointer>
  /** The value is still arriving. */
  grows: boolean
  errors: readonly AnswerError[]
}

/** What lies deeper stays folded. */
const DEEPEST = 100

/** The lines of a value, in order. */
export function jsonRows(value: unknown, { schema, folded, grows, errors }: Options): JsonRow[] {
  const rows: JsonRow[] = []
  if (value === undefined) return rows
  const messages = groupBy(errors, ({ path }) => path)
  const add = (
    value: unknown,
    key: JsonRow['key'],
    path: Pointer,
    depth: number,
    here: JsonSchema | undefined,
    grows: boolean,
  ) => {
    const kind = Array.isArray(value) ? 'array' : isObject(value) ? 'object' : 'leaf'
    const children: [string | number, unknown][] =
      kind === 'leaf' ? [] : Array.isArray(value) ? [...value.entries()] : Object.entries(value as object)
    const open = children.length > 0 && depth < DEEPEST && !folded.has(path)
    rows.push({
      path,
      depth,
      key,
      kind,
      ...(kind === 'leaf' && { leaf: value }),
      count: children.length,
      open,
      type: typeWord(here && schema ? variantFor(here, value, schema) : undefined, value),
      grows,
      errors: messages.get(path)?.map(({ message }) => message) ?? NONE,
      hidden: open || !children.length ? 0 : errors.filter(error => error.path.startsWith(`${path}/`)).length,
    })
    if (!open) return
    for (const [index, [key, inner]] of children.entries()) {
      const inside = schema && schemaOf(key, here, value, schema)
      add(inner, key, pointerTo(path, key), depth + 1, inside, grows && index === children.length - 1)
    }
  }
  add(value, null, '', 0, schema && resolved(schema, schema), grows)
  return rows
}

const NONE: readonly string[] = []

function typeWord(schema: JsonSchema | undefined, value: unknown): string {
  if (schema?.enum) return 'enum'
  if (schema?.const !== undefined) return 'const'
  if (typeof schema?.type === 'string') return schema.type
  return schema && typesOf(schema).length ? typesOf(schema).join(' | ') : typeOf(value)
}

/** Rows are drawn in chunks of so many. */
export const CHUNK = 40

/** The rows in chunks; a chunk that says the same as before is the same array, so that it is not drawn again. */
export function chunked(rows: readonly JsonRow[], before: readonly (readonly JsonRow[])[]): readonly (readonly JsonRow[])[] {
  const chunks: (readonly JsonRow[])[] = []
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = rows.slice(from, from + CHUNK)
    const old = before[chunks.length]
    chunks.push(old && areSame(old, chunk) ? old : chunk)
  }
  return chunks
}

function areSame(before: readonly JsonRow[], after: readonly JsonRow[]): boolean {
  return before.length === after.length && before.every((row, index) => isSame(row, after[index]!))
}

function isSame(one: JsonRow, other: JsonRow): boolean {
  return (
    one.path === other.path &&
    one.kind === other.kind &&
    Object.is(one.leaf, other.leaf) &&
    one.count === other.count &&
    one.open === other.open &&
    one.type === other.type &&
    one.grows === other.grows &&
    one.hidden === other.hidden &&
    (one.errors === other.errors || one.errors.join('\n') === other.errors.join('\n'))
  )
}

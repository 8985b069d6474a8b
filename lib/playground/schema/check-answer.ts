import { Validator } from '@cfworker/json-schema'
import type { JsonSchema } from '@/lib/chat/types'
import { groupBy } from '@/lib/util/group'
import { type Pointer, valueAtPointer } from './pointer'
import { missing, notOneOf, unexpected, wrongType } from './words'

/** What a value gets wrong, at the place in the value. */
export interface AnswerError {
  path: Pointer
  message: string
}

/** `why` says what makes a schema impossible to check against. */
export type Verdict = { errors: AnswerError[] } | { why: string }

/** One of the validator's reports: https://json-schema.org/draft/2020-12/json-schema-core#name-basic */
interface Unit {
  keyword: string
  keywordLocation: string
  instanceLocation: string
  error: string
}

/** Holds a whole value against a schema. A pattern of the schema may take without end: not on the page's own thread. */
export function checkAnswer(schema: JsonSchema, value: unknown): Verdict {
  try {
    // The validator writes notes of its own into the schema.
    const { errors } = new Validator(structuredClone(schema), draftOf(schema), false).validate(value)
    return { errors: toErrors(errors, value) }
  } catch (cause) {
    return { why: cause instanceof Error ? cause.message.split('\n')[0]! : String(cause) }
  }
}

/** Schemas without `$schema` are read as the newest draft, as providers do. */
function draftOf({ $schema }: JsonSchema): '4' | '7' | '2019-09' | '2020-12' {
  const named = /draft-0?([47])|(2019-09)/.exec(String($schema ?? ''))
  return (named?.[1] ?? named?.[2] ?? '2020-12') as '4' | '7' | '2019-09' | '2020-12'
}

/** Say only that something inside is wrong, which has a report of its own. */
const WRAPPERS = new Set([
  '$ref',
  '$recursiveRef',
  'properties',
  'patternProperties',
  'additionalProperties',
  'unevaluatedProperties',
  'items',
  'prefixItems',
  'additionalItems',
  'unevaluatedItems',
  'allOf',
  'if',
  'dependentSchemas',
])

function toErrors(units: readonly Unit[], value: unknown): AnswerError[] {
  const told = withoutVariants(units).filter(({ keyword }) => !WRAPPERS.has(keyword))
  const errors = told.map(unit => toError(unit, value))
  return errors.filter(({ path, message }, index) => index === errors.findIndex(e => e.path === path && e.message === message))
}

function toError({ keyword, instanceLocation, error }: Unit, value: unknown): AnswerError {
  const path = decodeURI(instanceLocation.slice(1)).replaceAll('%23', '#')
  const here = valueAtPointer(value, path)
  return { path, message: messageOf(keyword, error, here, path) }
}

function messageOf(keyword: string, error: string, value: unknown, path: Pointer): string {
  const quoted = [...error.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(match => match[1]!)
  if (keyword === 'type') return wrongType(quoted.slice(1), value)
  if (keyword === 'required') return missing(/"(.*)"/s.exec(error)?.[1] ?? '')
  if (keyword === 'enum') return notOneOf(JSON.parse(error.slice(error.indexOf('['), -1)), value)
  if (keyword === 'const') return `Must be ${error.slice('Instance does not match '.length, -1)}.`
  if (keyword === 'false')
    return unexpected(
      path
        .slice(path.lastIndexOf('/') + 1)
        .replaceAll('~1', '/')
        .replaceAll('~0', '~'),
    )
  if (keyword === 'anyOf') return 'Fits none of the variants.'
  if (keyword === 'oneOf') return error.includes('(0 ') ? 'Fits none of the variants.' : 'Fits more than one of the variants.'
  return error.replace(/^Instance/, 'The value')
}

/**
 * Of a union that does not fit: where all variants but one fail at once by their type, what is wrong with that one; else one
 * error for the whole.
 */
function withoutVariants(units: readonly Unit[]): Unit[] {
  const union = units.find(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
  if (!union) return [...units]
  const prefix = `${union.keywordLocation}/`
  const inside = units.filter(({ keywordLocation }) => keywordLocation.startsWith(prefix))
  const others = units.filter(unit => unit !== union && !inside.includes(unit))
  const byVariant = groupBy(inside, ({ keywordLocation }) => keywordLocation.slice(prefix.length).split('/')[0]!)
  const meant = [...byVariant.values()].filter(list => !list.some(unit => isOfOtherKind(unit, union)))
  return [...(meant.length === 1 ? withoutVariants(meant[0]!) : [union]), ...withoutVariants(others)]
}

function isOfOtherKind({ keyword, instanceLocation }: Unit, union: Unit): boolean {
  return instanceLocation === union.instanceLocation && ['type', 'const', 'enum'].includes(keyword)
}

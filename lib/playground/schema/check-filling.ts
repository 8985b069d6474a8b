import type { JsonSchema } from '@/lib/chat/types'
import { isObject } from '../check'
import type { AnswerError } from './check-answer'
import { type Pointer, pointerTo } from './pointer'
import { isOfType, notOneOf, resolved, schemaOf, typesOf, unexpected, variantFor, wrongType } from './words'

/** A path longer than this is nonsense, and would go too deep. */
const LONGEST = 2_000

/**
 * What is wrong already with a value that is still arriving: types, choices, members an object does not take. Never says
 * anything that more text could put right. The last member of each level is the one that grows.
 */
export function checkFilling(schema: JsonSchema, value: unknown): AnswerError[] {
  const errors: AnswerError[] = []
  look(resolved(schema, schema), value, '', true, schema, errors)
  return errors
}

function look(
  found: JsonSchema | undefined,
  value: unknown,
  path: Pointer,
  grows: boolean,
  root: JsonSchema,
  errors: AnswerError[],
): void {
  if (!found || value === undefined || path.length > LONGEST) return
  const schema = variantFor(found, value, root)
  const types = typesOf(schema)
  if (types.length && !types.some(type => isOfType(value, type) || (grows && type === 'integer' && typeof value === 'number'))) {
    errors.push({ path, message: wrongType(types, value) })
    return
  }
  if (Array.isArray(schema.enum) && !schema.enum.some(choice => mayBecome(value, choice, grows))) {
    errors.push({ path, message: notOneOf(schema.enum, value) })
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const isLast = index === value.length - 1
      look(schemaOf(index, schema, value, root), item, pointerTo(path, index), grows && isLast, root, errors)
    }
  } else if (isObject(value)) lookAtMembers(schema, value, path, grows, root, errors)
}

function lookAtMembers(
  schema: JsonSchema,
  value: Record<string, unknown>,
  path: Pointer,
  grows: boolean,
  root: JsonSchema,
  errors: AnswerError[],
): void {
  const properties = isObject(schema.properties) ? schema.properties : {}
  const isClosed = schema.additionalProperties === false && !schema.patternProperties && !schema.allOf
  const names = Object.keys(value)
  for (const name of names) {
    const here = pointerTo(path, name)
    if (isClosed && !Object.hasOwn(properties, name)) errors.push({ path: here, message: unexpected(name) })
    else look(schemaOf(name, schema, value, root), value[name], here, grows && name === names.at(-1), root, errors)
  }
}

/** Lists and objects are left to the check of the whole. */
function mayBecome(value: unknown, choice: unknown, grows: boolean): boolean {
  if (typeof value === 'object' && value !== null) return true
  if (value === choice) return true
  if (!grows || typeof value !== typeof choice) return false
  return String(choice).startsWith(String(value))
}

import { Validator } from '@cfworker/json-schema'
import { z } from 'zod'
import type { JsonSchema } from '@/lib/chat/types'
import { checkDepth } from '@/lib/util/json'

const MAX_CHARACTERS = 32_000
const MAX_DEPTH = 24

const TYPE = z.enum(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'])

/** What a schema must be at each of its levels; keywords not named here may stand. */
const Level: z.ZodType<JsonSchema> = z.lazy(() =>
  z.looseObject({
    type: z.union([TYPE, z.array(TYPE)]).optional(),
    description: z.string().optional(),
    properties: z.record(z.string(), Level).optional(),
    required: z.array(z.string()).optional(),
    items: Level.optional(),
    enum: z.array(z.unknown()).min(1).optional(),
    anyOf: z.array(Level).min(1).optional(),
    $defs: z.record(z.string(), Level).optional(),
  }),
)

/** A JSON Schema of an object that a validator takes and a person can read, or nothing. */
export function usableSchema(value: unknown): JsonSchema | undefined {
  if (!checkDepth(value, MAX_DEPTH)) return
  const { success, data } = Level.safeParse(value)
  if (!success || data.type !== 'object' || JSON.stringify(data).length > MAX_CHARACTERS) return
  try {
    // References and patterns are looked at when something is validated.
    new Validator(data, '2020-12').validate({})
  } catch {
    return
  }
  return data
}

/** What a shape says of such a schema: an object with properties, else open. */
export const ANY_SCHEMA: JsonSchema = {
  type: 'object',
  description: 'A JSON Schema whose root has type, properties, required and additionalProperties.',
  properties: {
    type: { type: 'string', enum: ['object'] },
    properties: { type: 'object' },
    required: { type: 'array', items: { type: 'string' } },
    additionalProperties: { type: 'boolean' },
  },
  required: ['type', 'properties'],
}

/** How a schema is written so that every provider can enforce it. */
export const SCHEMA_RULES = `The root is an object. Give every property a type and a short description. Every object lists all of its properties in "required" and has "additionalProperties": false. Use enum where the values are known. Use only type, description, properties, required, additionalProperties, items, enum and anyOf.`

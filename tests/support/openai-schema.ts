import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import type { z } from 'zod'
import * as own from './openai-zod'

const root = fileURLToPath(new URL('../..', import.meta.url))
const file = resolve(root, '../shared/specs/openai-chat.schema.json')

type Validate = (value: unknown) => string[]

/** The problems of a value, as paths and words; none when it is right. Every object of the schema is closed. */
export interface Validators {
  completion: Validate
  chunk: Validate
  request: Validate
  error: Validate
}

/** By our own transcription of the schema. */
export const byZod: Validators = {
  completion: zodProblems(own.completion),
  chunk: zodProblems(own.chunk),
  request: zodProblems(own.request),
  error: zodProblems(own.failure),
}

/** By OpenAI's document, where it lies beside the repository. */
export const byDocument: Validators | undefined = existsSync(file) ? documentValidators() : undefined

const best = byDocument ?? byZod

export const validateCompletion = best.completion
export const validateChunk = best.chunk
export const validateRequest = best.request
/** Of the error object itself; the fields that Portkey's SDK reads beside it are not OpenAI's. */
export const validateError = best.error

function zodProblems(schema: z.ZodType): Validate {
  return value => schema.safeParse(value).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []
}

type Schema = { [keyword: string]: unknown }

function documentValidators(): Validators {
  const document = JSON.parse(readFileSync(file, 'utf8')) as { $defs: Record<string, Schema> }
  const $defs = Object.fromEntries(Object.entries(document.$defs).map(([name, schema]) => [name, close(schema)]))
  // What an allOf puts together is closed as a whole, its parts are not.
  for (const name of ['CreateModelResponseProperties', 'ModelResponseProperties']) $defs[name] = document.$defs[name]!
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addFormat('unixtime', true)
  ajv.addSchema({ $id: 'openai', $defs })
  const problems = (name: string): Validate => {
    const validate = ajv.getSchema(`openai#/$defs/${name}`) as ValidateFunction
    return value => (validate(value) ? [] : validate.errors!.map(({ instancePath, message }) => `${instancePath}: ${message}`))
  }
  return {
    completion: problems('CreateChatCompletionResponse'),
    chunk: problems('CreateChatCompletionStreamResponse'),
    request: problems('CreateChatCompletionRequest'),
    error: problems('ErrorResponse'),
  }
}

/** The schema with every object that lists its properties closed, at every depth. */
function close(schema: Schema): Schema {
  const closed = open(schema)
  if (schema.allOf) return { ...closed, allOf: (schema.allOf as Schema[]).map(open), unevaluatedProperties: false }
  return schema.properties && schema.additionalProperties === undefined ? { ...closed, additionalProperties: false } : closed
}

/** The schema itself left open, everything inside it closed. */
function open(schema: Schema): Schema {
  const result: Schema = { ...schema }
  for (const key of ['anyOf', 'oneOf']) if (schema[key]) result[key] = (schema[key] as Schema[]).map(close)
  for (const key of ['items', 'additionalProperties']) if (isSchema(schema[key])) result[key] = close(schema[key])
  if (schema.properties) {
    const properties = Object.entries(schema.properties as Record<string, Schema>)
    result.properties = Object.fromEntries(properties.map(([name, inner]) => [name, close(inner)]))
  }
  return result
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null
}

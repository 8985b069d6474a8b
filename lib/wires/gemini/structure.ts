import type { ChatRequest, JsonSchema, Note } from '@/lib/chat/types'
import {
  type Decision,
  dropped,
  type Emulated,
  freeName,
  instruction,
  type JsonSchemaFormat,
  mustCall,
  objectSchema,
} from '../structure'
import type { Ask } from '../wire'
import { plainSchema } from './schema'

/** How the answer gets the shape that `response_format` asks for. */
export type Structure =
  | Emulated
  /** `responseMimeType`, with `responseJsonSchema` where there is one. */
  | { kind: 'json'; schema?: JsonSchema }

/** Pure, so that the way back can read here what was done on the way out. */
export function structureOf(request: ChatRequest, ask: Ask): Decision<Structure> {
  const format = request.response_format
  if (!format || format.type === 'text') return { kind: 'text', notes: [] }
  const named = format.type === 'json_schema' ? format.json_schema : undefined
  const offered = offersTools(request, ask)
  if (offered && mustCall(request)) return dropped('The answer will be a call of a tool, whose schema is its own')
  if (!ask.can.schema) return instruction(named?.schema, ask, `${ask.can.name} has no JSON mode`, 'systemInstruction')
  if (offered && ask.can.formatOrTools) return besideTools(named, request, ask)
  if (!named?.schema) return { kind: 'json', notes: [{ ...MODE_NOTE }] }
  const { schema, notes } = plainSchema(named.schema, 'response_format.json_schema.schema')
  return { kind: 'json', schema, notes: [{ ...SCHEMA_NOTE }, ...notes] }
}

/** Whether the model may call any tool. */
export const offersTools = ({ tools, tool_choice }: ChatRequest, { can }: Ask) =>
  can.tools && !!tools?.length && tool_choice !== 'none'

function besideTools(named: JsonSchemaFormat | undefined, request: ChatRequest, ask: Ask): Decision<Structure> {
  const reason = `${ask.can.name} takes either tools or a response schema`
  if (ask.unsupported === 'drop') return dropped(reason)
  const schema = named?.schema
  const input = schema && objectSchema(schema)
  if (!named || !input) return instruction(schema, ask, reason, 'systemInstruction')
  const name = freeName(/^[a-zA-Z_]/.test(named.name) ? named.name : `answer_${named.name}`.slice(0, 64), request)
  const why = `${reason}. The answer is the arguments of the function ${name}, given back as text.`
  return {
    kind: 'tool',
    name,
    description: named.description || 'Give your final answer by calling this function.',
    schema: input,
    notes: [{ param: 'response_format', action: 'emulated', to: name, at: 'tools[0].functionDeclarations', why }],
  }
}

const SOURCE = 'https://ai.google.dev/gemini-api/docs/structured-output'
const MODE_NOTE: Note = {
  param: 'response_format',
  action: 'moved',
  to: 'application/json',
  at: 'generationConfig.responseMimeType',
  why: 'Gemini has a media type for answers in JSON.',
  source: SOURCE,
}
const SCHEMA_NOTE: Note = {
  param: 'response_format',
  action: 'moved',
  at: 'generationConfig.responseJsonSchema',
  why: 'Gemini calls it responseJsonSchema.',
  source: SOURCE,
}

import type { ChatRequest, JsonSchema, Note, ResponseFormat } from '@/lib/chat/types'
import { closedSchema } from '../closed-schema'
import { canForce, dropped, freeName, instruction, mustCall, objectSchema } from '../structure'
import type { Ask } from '../wire'

/** How the answer gets the shape that `response_format` asks for. */
export type Structure =
  | { kind: 'text' }
  /** `output_config.format`. */
  | { kind: 'format'; schema: JsonSchema }
  /** A tool whose arguments are the answer. */
  | { kind: 'tool'; name: string; description: string; schema: JsonSchema }
  /** Asked for in the system text; a code fence around the answer is taken away. */
  | { kind: 'instruction'; schema?: JsonSchema }

type JsonSchemaFormat = Extract<ResponseFormat, { type: 'json_schema' }>['json_schema']
type Decision = Structure & { notes: Note[] }

/** Pure, so that the way back can read here what was done on the way out. */
export function structureOf(request: ChatRequest, ask: Ask): Decision {
  const format = request.response_format
  if (!format || format.type === 'text') return { kind: 'text', notes: [] }
  if (format.type === 'json_object') return instruction(undefined, ask, 'Anthropic has no JSON mode', 'system')
  const { json_schema } = format
  if (!json_schema.schema) return instruction(undefined, ask, 'The format names no schema', 'system')
  const native = ask.can.schema ? closedSchema(json_schema.schema, SCHEMA) : { why: `${ask.can.name} has no output format` }
  if (!('why' in native)) return { kind: 'format', schema: native.schema, notes: [FORMAT_NOTE, ...native.notes] }
  const reason = ask.can.schema ? `Anthropic's output format cannot hold this schema: ${native.why}` : native.why
  return byTool(json_schema, json_schema.schema, request, ask, reason)
}

function byTool(format: JsonSchemaFormat, schema: JsonSchema, request: ChatRequest, ask: Ask, reason: string): Decision {
  if (ask.unsupported === 'drop') return dropped(reason)
  if (mustCall(request)) return dropped('The answer will be a call of a tool, whose schema is its own')
  const input = objectSchema(schema)
  if (!input) return instruction(schema, ask, `${reason}, and a tool's schema must be an object`, 'system')
  if (!canForce(request, ask.can)) return instruction(schema, ask, `${reason}, and no tool can be forced here`, 'system')
  const name = freeName(format.name, request)
  const why = `${reason}. The answer is the arguments of the tool ${name}, given back as text.`
  const description = format.description || 'Give your answer by calling this tool.'
  return {
    kind: 'tool',
    name,
    description,
    schema: input,
    notes: [{ param: 'response_format', action: 'emulated', to: name, at: 'tools', why }],
  }
}

const SCHEMA = 'response_format.json_schema.schema'
const FORMAT_NOTE: Note = {
  param: 'response_format',
  action: 'moved',
  at: 'output_config.format',
  why: 'Anthropic calls it output_config.format.',
  source: 'https://platform.claude.com/docs/en/build-with-claude/structured-outputs',
}

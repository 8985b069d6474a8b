import type { ChatRequest, JsonSchema, Note, ResponseFormat } from '@/lib/chat/types'
import { closedSchema } from '../closed-schema'
import { canForce, dropped, freeName, instruction, mustCall, objectSchema } from '../structure'
import type { Ask } from '../wire'

/** How the answer gets the shape that `response_format` asks for. */
export type Structure =
  | { kind: 'text' }
  /** `outputConfig.textFormat`. */
  | { kind: 'format'; name: string; description?: string; schema: JsonSchema }
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
  if (format.type === 'json_object') return instruction(undefined, ask, 'Bedrock has no JSON mode', 'system')
  const { json_schema } = format
  if (!json_schema.schema) return instruction(undefined, ask, 'The format names no schema', 'system')
  const { name, description } = json_schema
  const native = ask.can.schema
    ? closedSchema(json_schema.schema, 'response_format.json_schema.schema', 'Bedrock')
    : { why: `${ask.can.name} has no output format on Bedrock` }
  if (!('why' in native)) {
    const { schema, notes } = native
    return { kind: 'format', name, ...(description && { description }), schema, notes: [{ ...FORMAT_NOTE }, ...notes] }
  }
  const reason = ask.can.schema ? `Bedrock's output format cannot hold this schema: ${native.why}` : native.why
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
  return {
    kind: 'tool',
    name,
    description: format.description?.trim() || 'Give your answer by calling this tool.',
    schema: input,
    notes: [{ param: 'response_format', action: 'emulated', to: name, at: 'toolConfig.tools', why }],
  }
}

const FORMAT_NOTE: Note = {
  param: 'response_format',
  action: 'moved',
  at: 'outputConfig.textFormat',
  why: 'Bedrock calls it outputConfig.textFormat, and takes the schema as a text.',
  source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/structured-output.html',
}

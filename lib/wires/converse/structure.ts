import type { ChatRequest, JsonSchema, Note } from '@/lib/chat/types'
import { closedSchema } from '../closed-schema'
import { byTool, type Decision, type Emulated, instruction } from '../structure'
import type { Ask } from '../wire'

/** How the answer gets the shape that `response_format` asks for. */
export type Structure =
  | Emulated
  /** `outputConfig.textFormat`. */
  | { kind: 'format'; name: string; description?: string; schema: JsonSchema }

/** Pure, so that the way back can read here what was done on the way out. */
export function structureOf(request: ChatRequest, ask: Ask): Decision<Structure> {
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
  return byTool({ ...json_schema, schema: json_schema.schema }, request, ask, reason, 'toolConfig.tools')
}

const FORMAT_NOTE: Note = {
  param: 'response_format',
  action: 'moved',
  at: 'outputConfig.textFormat',
  why: 'Bedrock calls it outputConfig.textFormat, and takes the schema as a text.',
  source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/structured-output.html',
}

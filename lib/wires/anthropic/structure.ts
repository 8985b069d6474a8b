import type { ChatRequest, JsonSchema, Note } from '@/lib/chat/types'
import { closedSchema } from '../closed-schema'
import { byTool, type Decision, type Emulated, instruction } from '../structure'
import type { Ask } from '../wire'

/** How the answer gets the shape that `response_format` asks for. */
export type Structure =
  | Emulated
  /** `output_config.format`. */
  | { kind: 'format'; schema: JsonSchema }

/** Pure, so that the way back can read here what was done on the way out. */
export function structureOf(request: ChatRequest, ask: Ask): Decision<Structure> {
  const format = request.response_format
  if (!format || format.type === 'text') return { kind: 'text', notes: [] }
  if (format.type === 'json_object') return instruction(undefined, ask, 'Anthropic has no JSON mode', 'system')
  const { json_schema } = format
  if (!json_schema.schema) return instruction(undefined, ask, 'The format names no schema', 'system')
  const native = ask.can.schema ? closedSchema(json_schema.schema, SCHEMA) : { why: `${ask.can.name} has no output format` }
  if (!('why' in native)) return { kind: 'format', schema: native.schema, notes: [FORMAT_NOTE, ...native.notes] }
  const reason = ask.can.schema ? `Anthropic's output format cannot hold this schema: ${native.why}` : native.why
  return byTool({ ...json_schema, schema: json_schema.schema }, request, ask, reason, 'tools')
}

const SCHEMA = 'response_format.json_schema.schema'
const FORMAT_NOTE: Note = {
  param: 'response_format',
  action: 'moved',
  at: 'output_config.format',
  why: 'Anthropic calls it output_config.format.',
  source: 'https://platform.claude.com/docs/en/build-with-claude/structured-outputs',
}

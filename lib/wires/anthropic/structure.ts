import type { Abilities } from '@/lib/chat/abilities'
import type { ChatRequest, JsonSchema, Note, ResponseFormat } from '@/lib/chat/types'
import { text } from '../read'
import type { Ask } from '../wire'
import { closedSchema, resolve } from './schema'

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
  if (format.type === 'json_object') return instruction(undefined, ask, 'Anthropic has no JSON mode')
  const { json_schema } = format
  if (!json_schema.schema) return instruction(undefined, ask, 'The format names no schema')
  const native = ask.can.schema ? closedSchema(json_schema.schema, SCHEMA) : { why: `${ask.can.name} has no output format` }
  if (!('why' in native)) return { kind: 'format', schema: native.schema, notes: [FORMAT_NOTE, ...native.notes] }
  const reason = ask.can.schema ? `Anthropic's output format cannot hold this schema: ${native.why}` : native.why
  return byTool(json_schema, json_schema.schema, request, ask, reason)
}

function byTool(format: JsonSchemaFormat, schema: JsonSchema, request: ChatRequest, ask: Ask, reason: string): Decision {
  if (ask.unsupported === 'drop') return dropped(reason)
  if (mustCall(request)) return dropped('The answer will be a call of a tool, whose schema is its own')
  const input = objectSchema(schema)
  if (!input) return instruction(schema, ask, `${reason}, and a tool's schema must be an object`)
  if (!canForce(request, ask.can)) return instruction(schema, ask, `${reason}, and no tool can be forced here`)
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

function instruction(schema: JsonSchema | undefined, ask: Ask, reason: string): Decision {
  if (ask.unsupported === 'drop') return dropped(reason)
  const why = `${reason}. The model is told in the system text what to answer with.`
  return { kind: 'instruction', schema, notes: [{ param: 'response_format', action: 'emulated', at: 'system', why }] }
}

const dropped = (reason: string): Decision => ({
  kind: 'text',
  notes: [{ param: 'response_format', action: 'dropped', why: `${reason}.` }],
})

const SCHEMA = 'response_format.json_schema.schema'
const FORMAT_NOTE: Note = {
  param: 'response_format',
  action: 'moved',
  at: 'output_config.format',
  why: 'Anthropic calls it output_config.format.',
  source: 'https://platform.claude.com/docs/en/build-with-claude/structured-outputs',
}

/** The words of an instruction, for the end of the system text. */
export function instructionText(schema: JsonSchema | undefined): string {
  const rest = 'Write nothing else: no explanation, no code fence.'
  if (!schema) return `Answer with one valid JSON object. ${rest}`
  return `Answer with JSON that is valid against this JSON Schema. ${rest}\n${JSON.stringify(schema)}`
}

/** A tool's schema is an object at its root; a root that only points to one (Pydantic's recursive models) is put in its place. */
export function objectSchema(schema: JsonSchema): JsonSchema | undefined {
  const ref = text(schema.$ref)
  const root = ref && resolve(schema, ref) ? { ...schema, ...resolve(schema, ref), $ref: undefined } : schema
  const { $ref: _ref, ...plain } = root
  if (plain.type === 'object') return plain
  if (plain.type === undefined && plain.properties) return { type: 'object', ...plain }
  return undefined
}

/** Whether the caller's own tools must be called, so that there will be no text. */
export function mustCall({ tools, tool_choice: choice }: ChatRequest): boolean {
  if (!tools?.length || !choice || typeof choice === 'string') return !!tools?.length && choice === 'required'
  return choice.type !== 'allowed_tools' || choice.allowed_tools.mode === 'required'
}

/** Whether this request may force a tool: with thinking by budget Anthropic refuses. */
export function canForce(request: ChatRequest, can: Abilities): boolean {
  if (!can.tools || can.forcedTool === 'never') return false
  return can.forcedTool === 'always' || !thinksByBudget(request, can)
}

/** What the rows of `thinking` and `reasoning_effort` will make of the request, as far as it matters here. */
function thinksByBudget({ thinking, reasoning_effort: effort }: ChatRequest, can: Abilities): boolean {
  if (can.thinking.kind === 'none') return false
  if (can.thinking.kind !== 'budget') return thinking?.type === 'enabled' && !!thinking.budget_tokens
  if (thinking) return thinking.type !== 'disabled'
  return (!!effort && effort !== 'none') || (!effort && can.thinking.whenOmitted)
}

/** A tool's name that none of the caller's tools has. */
export function freeName(name: string, { tools }: ChatRequest): string {
  const taken = new Set(tools?.map(tool => (tool.type === 'function' ? tool.function.name : tool.custom.name)))
  let free = name || 'answer'
  while (taken.has(free)) free = `${free.slice(0, 57)}_answer`
  return free
}

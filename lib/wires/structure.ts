import type { Abilities } from '@/lib/chat/abilities'
import type { ChatRequest, JsonSchema, Note, ResponseFormat } from '@/lib/chat/types'
import { resolve } from './closed-schema'
import { text } from './read'
import type { Ask } from './wire'

/** How an answer gets the shape that `response_format` asks for where a provider has no way of its own. */
export type Emulated =
  | { kind: 'text' }
  /** A tool whose arguments are the answer. */
  | { kind: 'tool'; name: string; description: string; schema: JsonSchema }
  /** Asked for in the system text; a code fence around the answer is taken away. */
  | { kind: 'instruction'; schema?: JsonSchema }

export type JsonSchemaFormat = Extract<ResponseFormat, { type: 'json_schema' }>['json_schema']

export type Decision<Structure> = Structure & { notes: Note[] }

/** The answer as the arguments of a tool that must be called, the tools standing at `at`; where that cannot be, by instruction. */
export function byTool(
  format: JsonSchemaFormat & { schema: JsonSchema },
  request: ChatRequest,
  ask: Ask,
  reason: string,
  at: string,
): Decision<Emulated> {
  if (ask.unsupported === 'drop') return dropped(reason)
  if (mustCall(request)) return dropped('The answer will be a call of a tool, whose schema is its own')
  const input = objectSchema(format.schema)
  if (!input) return instruction(format.schema, ask, `${reason}, and a tool's schema must be an object`, 'system')
  if (!canForce(request, ask.can)) return instruction(format.schema, ask, `${reason}, and no tool can be forced here`, 'system')
  const name = freeName(format.name, request)
  const why = `${reason}. The answer is the arguments of the tool ${name}, given back as text.`
  return {
    kind: 'tool',
    name,
    description: format.description?.trim() || 'Give your answer by calling this tool.',
    schema: input,
    notes: [{ param: 'response_format', action: 'emulated', to: name, at, why }],
  }
}

/** The shape is asked for in the system text, which stands at `at`. */
export function instruction(schema: JsonSchema | undefined, ask: Ask, reason: string, at: string): Decision<Emulated> {
  if (ask.unsupported === 'drop') return dropped(reason)
  const why = `${reason}. The model is told in the system text what to answer with.`
  return { kind: 'instruction', schema, notes: [{ param: 'response_format', action: 'emulated', at, why }] }
}

export const dropped = (reason: string): Decision<Emulated> => ({
  kind: 'text',
  notes: [{ param: 'response_format', action: 'dropped', why: `${reason}.` }],
})

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
function canForce(request: ChatRequest, can: Abilities): boolean {
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

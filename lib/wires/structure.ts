import type { Abilities } from '@/lib/chat/abilities'
import type { ChatRequest, JsonSchema, Note } from '@/lib/chat/types'
import { resolve } from './closed-schema'
import { text } from './read'
import type { Ask } from './wire'

interface Told {
  kind: 'instruction'
  schema?: JsonSchema
  notes: Note[]
}
interface Untold {
  kind: 'text'
  notes: Note[]
}

/** The shape is asked for in the system text, which stands at `at`. */
export function instruction(schema: JsonSchema | undefined, ask: Ask, reason: string, at: string): Told | Untold {
  if (ask.unsupported === 'drop') return dropped(reason)
  const why = `${reason}. The model is told in the system text what to answer with.`
  return { kind: 'instruction', schema, notes: [{ param: 'response_format', action: 'emulated', at, why }] }
}

export const dropped = (reason: string): Untold => ({
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

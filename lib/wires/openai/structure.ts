import type { ChatMessage, ChatRequest, JsonSchema, Note, ResponseFormat } from '@/lib/chat/types'
import { instructionText } from '../structure'
import type { Ask } from '../wire'

interface Structure {
  /** What is sent; nothing where the model is told in words only. */
  format?: ResponseFormat
  /** What the model is told in the system text; a code fence around the answer is taken away where no format says the same. */
  instruction?: string
  notes: Note[]
}

/** How the answer gets the shape that `response_format` asks for. Pure, so that the way back can read here what was done. */
export function structureOf(request: ChatRequest, ask: Ask): Structure {
  const format = request.response_format
  if (format == null) return { notes: [] }
  if (format.type === 'text') return { format, notes: [] }
  const schema = format.type === 'json_schema' ? format.json_schema.schema : undefined
  const { can } = ask
  if (can.formatOrTools && request.tools?.length)
    return inWords(schema, ask, `${can.vendor} takes either tools or a response format`)
  if (format.type === 'json_schema') {
    if (can.schema || !schema) return { format, notes: [] }
    return can.jsonObject
      ? inWords(schema, ask, `${can.name} takes no schema`)
      : inWords(schema, ask, `${can.name} takes no schema, only a JSON mode`, { type: 'json_object' })
  }
  if (can.jsonObject === 'schema') return anyObject(ask)
  if (can.jsonObject) return inWords(undefined, ask, `${can.vendor} has no JSON mode without a schema`)
  return { format, notes: [] }
}

function anyObject({ can }: Ask): Structure {
  const format: ResponseFormat = { type: 'json_schema', json_schema: { name: 'object', schema: { type: 'object' } } }
  const why = `${can.vendor} has no JSON mode without a schema; it gets one that any object fits.`
  return { format, notes: [{ param: 'response_format', action: 'changed', to: format, at: 'response_format', why }] }
}

function inWords(schema: JsonSchema | undefined, ask: Ask, reason: string, format?: ResponseFormat): Structure {
  const kept = format && { format }
  if (ask.unsupported === 'drop') {
    const note: Note = { param: 'response_format', action: format ? 'changed' : 'dropped', why: `${reason}.` }
    return { ...kept, notes: [format ? { ...note, to: format, at: 'response_format' } : note] }
  }
  const why = `${reason}. The model is told in the system text what to answer with.`
  const note: Note = { param: 'response_format', action: 'emulated', ...(format && { to: format }), at: 'messages[0]', why }
  return { ...kept, instruction: instructionText(schema), notes: [note] }
}

/** The instruction at the end of the first system message, or in one of its own: some templates take a single one, and first. */
export function withInstruction(messages: ChatMessage[], instruction: string): ChatMessage[] {
  const [first, ...rest] = messages
  if (first?.role !== 'system' && first?.role !== 'developer') return [{ role: 'system', content: instruction }, ...messages]
  const { content } = first
  const told =
    typeof content === 'string' ? `${content}\n\n${instruction}` : [...content, { type: 'text' as const, text: instruction }]
  return [{ ...first, content: told }, ...rest]
}

/** Whether the answer may stand in a code fence: nothing but words asked for JSON. */
export function mayBeFenced(request: ChatRequest, ask: Ask): boolean {
  if (!request.response_format) return false
  const { format, instruction } = structureOf(request, ask)
  return instruction !== undefined && !format
}

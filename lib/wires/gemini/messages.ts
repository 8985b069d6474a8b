import type { ChatMessage, Note, SystemMessage } from '@/lib/chat/types'
import { noteLeftOver } from '../left-over'
import type { Ask } from '../wire'
import { toModelParts } from './assistant'
import { noteCacheControl, textPart, toParts } from './parts'
import { toResultParts } from './results'
import type { Content, GeminiBody, Part } from './types'

interface Conversation {
  system: Part[]
  contents: Content[]
  notes: Note[]
}

/**
 * System text apart, neighbours of one role as one turn, all results of a turn's calls in one turn of their own.
 * Throws GatewayError for tool-call arguments that are no JSON object. https://ai.google.dev/api/generate-content
 */
export function toContents(messages: ChatMessage[], ask: Ask): Conversation {
  const conversation: Conversation = { system: [], contents: [], notes: [] }
  /** Of the calls so far, by id: a result has to say what was called. */
  const names = new Map<string, string>()
  for (const [index, message] of messages.entries()) addMessage(message, `messages[${index}]`, conversation, names, ask)
  needContents(messages, conversation)
  startWithUser(messages, conversation)
  endWithUser(`messages[${messages.length - 1}]`, conversation, ask)
  return conversation
}

function addMessage(message: ChatMessage, at: string, conversation: Conversation, names: Map<string, string>, ask: Ask): void {
  const { notes } = conversation
  noteLeftOver(message, at, 'Gemini', notes)
  switch (message.role) {
    case 'system':
    case 'developer':
      addSystem(message, at, conversation, ask)
      break
    case 'user':
      addTurn('user', toParts(message.content, at, ask, notes), at, conversation)
      break
    case 'assistant':
      for (const call of message.tool_calls ?? []) if (call.type === 'function') names.set(call.id, call.function.name)
      addTurn('model', toModelParts(message, at, ask, notes), at, conversation)
      break
    case 'tool':
      addResults(toResultParts(message, names.get(message.tool_call_id), at, ask, notes), conversation)
      break
    case 'function':
      notes.push({ param: at, action: 'refused', why: 'Gemini has no function messages; send a tool message.' })
  }
}

function addSystem({ content }: SystemMessage, at: string, { system, notes }: Conversation, ask: Ask): void {
  const parts = typeof content === 'string' ? textPart(content) : content.flatMap(part => textPart(part.text))
  if (typeof content !== 'string') {
    for (const [index, part] of content.entries()) noteCacheControl(part.cache_control, `${at}.content[${index}]`, notes)
  }
  if (!parts.length) return
  const apart = ask.can.systemText !== false
  const place = apart ? `systemInstruction.parts[${system.length}]` : 'contents[0].parts[0]'
  system.push(...parts)
  const why = apart ? 'Gemini keeps system text apart from the turns.' : `${ask.can.name} takes system text in the first turn.`
  notes.push({ param: at, action: 'moved', at: place, why })
}

function addTurn(role: Content['role'], parts: Part[], at: string, { contents, notes }: Conversation): void {
  if (!parts.length) return
  const last = contents.at(-1)
  if (last?.role !== role || last.parts.some(isResult)) {
    contents.push({ role, parts })
    return
  }
  const why = 'Gemini’s turns alternate: neighbours of one role are one turn.'
  notes.push({ param: at, action: 'moved', at: `contents[${contents.length - 1}]`, why })
  last.parts.push(...parts)
}

/** Gemini wants as many results in the turn after its calls as there were calls. */
function addResults(parts: Part[], { contents }: Conversation): void {
  const last = contents.at(-1)
  if (last?.parts.some(isResult)) last.parts.push(...parts)
  else if (parts.length) contents.push({ role: 'user', parts })
}

const isResult = (part: Part) => part.functionResponse !== undefined
const isCall = (part: Part) => part.functionCall !== undefined

/** A prompt of system text alone is answered by OpenAI; Gemini wants something to answer to. */
function needContents(messages: ChatMessage[], { system, contents, notes }: Conversation): void {
  if (contents.length || notes.some(note => note.action === 'refused')) return
  const last = system.pop()
  if (!last) {
    notes.push({ param: 'messages', action: 'refused', why: 'Gemini wants at least one message with something in it.' })
    return
  }
  contents.push({ role: 'user', parts: [last] })
  const from = messages.findLastIndex(({ role, content }) => (role === 'system' || role === 'developer') && content?.length)
  const why = 'Gemini wants a user turn: the last system text is sent as one.'
  notes.push({ param: `messages[${from}]`, action: 'changed', at: 'contents[0]', why })
}

/** A greeting may open the conversation, a call may not: it follows a turn of the user. */
function startWithUser(messages: ChatMessage[], { contents, notes }: Conversation): void {
  if (!contents[0]?.parts.some(isCall)) return
  contents.unshift({ role: 'user', parts: [{ text: BEGIN }] })
  const param = `messages[${messages.findIndex(({ role }) => role === 'assistant')}]`
  notes.push({ param, action: 'added', to: BEGIN, at: 'contents[0]', why: 'Gemini wants the user to speak before a call.' })
}

const BEGIN = 'Hello.'

function endWithUser(at: string, { contents, notes }: Conversation, { can, unsupported }: Ask): void {
  const last = contents.at(-1)
  if (can.prefill || last?.role !== 'model' || last.parts.some(isCall)) return
  contents.push({ role: 'user', parts: [{ text: CONTINUE }] })
  notes.push({
    param: at,
    // Not under the policy of emulations: without it there is nobody to answer to.
    action: unsupported === 'drop' ? 'changed' : 'emulated',
    to: CONTINUE,
    at: `contents[${contents.length - 1}]`,
    why: `${can.name} does not continue a turn of its own; a user turn asks it to.`,
  })
}

const CONTINUE = 'Please continue.'

/** The system text at its place: apart, or at the beginning of the first turn of the user. */
export function withSystem(
  system: Part[],
  contents: Content[],
  { can }: Ask,
): Pick<GeminiBody, 'systemInstruction' | 'contents'> {
  if (!system.length) return { contents }
  if (can.systemText !== false) return { systemInstruction: { parts: system }, contents }
  const told: Part = { text: `${system.map(({ text }) => text).join('\n\n')}\n\n` }
  const [first, ...rest] = contents
  if (first?.role !== 'user') return { contents: [{ role: 'user', parts: [told] }, ...contents] }
  return { contents: [{ role: 'user', parts: [told, ...first.parts] }, ...rest] }
}

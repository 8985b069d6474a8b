import type { ContentBlockParam, TextBlockParam, ToolResultBlockParam } from '@anthropic-ai/sdk/resources/messages/messages'
import type { ChatMessage, Note, SystemMessage, ToolMessage } from '@/lib/chat/types'
import { type CallIds, callIds } from '../call-ids'
import { noteLeftOver } from '../left-over'
import type { Ask } from '../wire'
import { toAssistantBlocks } from './assistant'
import { SPELLING } from './call-ids'
import { textBlock, toBlocks } from './parts'
import type { AnthropicBody, Turn } from './types'

interface Conversation {
  system: TextBlockParam[]
  turns: Turn[]
  notes: Note[]
}

/**
 * System text apart, turns that alternate, tool results gathered before what the user says after them.
 * Throws GatewayError for tool-call arguments that are no JSON object. https://platform.claude.com/docs/en/api/messages
 */
export function toMessages(messages: ChatMessage[], ask: Ask): Conversation {
  const conversation: Conversation = { system: [], turns: [], notes: [] }
  const ids = callIds(SPELLING)
  for (const [index, message] of messages.entries()) addMessage(message, `messages[${index}]`, conversation, ids, ask)
  needUserTurn(messages, conversation)
  startWithUser(messages, conversation)
  endWithUser(`messages[${messages.length - 1}]`, conversation, ask)
  return conversation
}

function addMessage(message: ChatMessage, at: string, conversation: Conversation, ids: CallIds, ask: Ask): void {
  const { notes } = conversation
  noteLeftOver(message, at, 'Anthropic', notes)
  switch (message.role) {
    case 'system':
    case 'developer':
      addSystem(message, at, conversation)
      break
    case 'user':
      addTurn('user', toBlocks(message.content, at, ask, notes), at, conversation)
      break
    case 'assistant':
      addTurn('assistant', toAssistantBlocks(message, at, ids, notes), at, conversation)
      break
    case 'tool':
      addResult(toolResult(message, at, ids, ask, notes), conversation)
      break
    case 'function':
      notes.push({ param: at, action: 'refused', why: 'Anthropic has no function messages; send a tool message.' })
  }
}

function addSystem({ content }: SystemMessage, at: string, { system, notes }: Conversation): void {
  const blocks =
    typeof content === 'string'
      ? textBlock(content, undefined, at, notes)
      : content.flatMap((part, index) => textBlock(part.text, part.cache_control, `${at}.content[${index}]`, notes))
  if (!blocks.length) return
  const place = `system[${system.length}]`
  system.push(...blocks)
  notes.push({ param: at, action: 'moved', at: place, why: 'Anthropic keeps system text apart from the turns.' })
}

function addTurn(role: Turn['role'], content: ContentBlockParam[], at: string, { turns, notes }: Conversation): void {
  if (!content.length) return
  const last = turns.at(-1)
  if (last?.role !== role) {
    turns.push({ role, content })
    return
  }
  if (!last.content.some(isResult)) {
    const why = `Anthropic's turns alternate: neighbours of one role are one turn.`
    notes.push({ param: at, action: 'moved', at: `messages[${turns.length - 1}]`, why })
  }
  last.content.push(...content)
}

function toolResult(
  { tool_call_id, content }: ToolMessage,
  at: string,
  ids: CallIds,
  ask: Ask,
  notes: Note[],
): ToolResultBlockParam {
  const id = ids.result(tool_call_id)
  if (typeof content === 'string') return { type: 'tool_result', tool_use_id: id, ...(content && { content }) }
  const blocks = toBlocks(content, at, ask, notes)
  return { type: 'tool_result', tool_use_id: id, ...(blocks.length && { content: blocks }) }
}

/** All results of a turn's calls in one user turn, before anything else in it. */
function addResult(result: ToolResultBlockParam, { turns }: Conversation): void {
  const last = turns.at(-1)
  if (last?.role !== 'user') {
    turns.push({ role: 'user', content: [result] })
    return
  }
  const rest = last.content.findIndex(block => !isResult(block))
  last.content.splice(rest < 0 ? last.content.length : rest, 0, result)
}

const isResult = (block: ContentBlockParam) => block.type === 'tool_result'

/** A prompt of system text alone is answered by OpenAI; Anthropic wants someone to answer to. */
function needUserTurn(messages: ChatMessage[], { system, turns, notes }: Conversation): void {
  if (turns.length || notes.some(note => note.action === 'refused')) return
  const last = system.pop()
  if (!last) {
    notes.push({ param: 'messages', action: 'refused', why: 'Anthropic wants at least one message with something in it.' })
    return
  }
  turns.push({ role: 'user', content: [last] })
  const from = messages.findLastIndex(({ role, content }) => (role === 'system' || role === 'developer') && content?.length)
  notes.push({
    param: `messages[${from}]`,
    action: 'changed',
    at: 'messages[0]',
    why: 'Anthropic wants a user turn: the last system text is sent as one.',
  })
}

/** A greeting of the assistant's may open a conversation at OpenAI; not at every place that speaks this wire. */
function startWithUser(messages: ChatMessage[], { turns, notes }: Conversation): void {
  if (turns[0]?.role !== 'assistant') return
  turns.unshift({ role: 'user', content: [{ type: 'text', text: BEGIN }] })
  const param = `messages[${messages.findIndex(({ role }) => role === 'assistant')}]`
  notes.push({ param, action: 'added', to: BEGIN, at: 'messages[0]', why: 'Anthropic wants the user to speak first.' })
}

const BEGIN = 'Hello.'

/** The last turn of the assistant is continued by older models; by newer ones it is refused. */
function endWithUser(at: string, conversation: Conversation, ask: Ask): void {
  const { turns, notes } = conversation
  const last = turns.at(-1)
  if (last?.role !== 'assistant' || last.content.some(block => block.type === 'tool_use')) return
  if (!ask.can.prefill) {
    notes.push(askToContinue(turns, at, `${ask.can.name} does not continue a turn of its own`, ask))
    return
  }
  const text = last.content.at(-1)
  if (text?.type !== 'text' || text.text === text.text.trimEnd()) return
  notes.push({ param: `${at}.content`, action: 'changed', why: 'Anthropic refuses blanks at the end of a turn to continue.' })
  text.text = text.text.trimEnd()
}

/** Not under the policy of emulations: without it the answer would be a 400. */
export function askToContinue(turns: AnthropicBody['messages'], at: string, reason: string, { unsupported }: Ask): Note {
  turns.push({ role: 'user', content: [{ type: 'text', text: CONTINUE }] })
  return {
    param: at,
    action: unsupported === 'drop' ? 'changed' : 'emulated',
    to: CONTINUE,
    at: `messages[${turns.length - 1}]`,
    why: `${reason}; a user turn asks it to.`,
  }
}

const CONTINUE = 'Please continue.'

import type { ChatMessage, Note, SystemMessage } from '@/lib/chat/types'
import { type CallIds, callIds } from '../call-ids'
import { noteLeftOver } from '../left-over'
import type { Ask } from '../wire'
import { toAssistantBlocks } from './assistant'
import { cachePoint } from './cache'
import { spellingOf } from './call-ids'
import { type Documents, textBlock, toBlocks } from './parts'
import { toResult } from './results'
import type { ContentBlock, SystemBlock, Turn } from './types'

interface Conversation {
  system: SystemBlock[]
  turns: Turn[]
  notes: Note[]
}

interface Work extends Conversation {
  ids: CallIds
  documents: Documents
  ask: Ask
}

/**
 * System text apart, turns that alternate, tool results gathered before what the user says after them, text beside every document.
 * Throws GatewayError for tool-call arguments that are no JSON object.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/conversation-inference-call.html
 */
export function toMessages(messages: ChatMessage[], ask: Ask): Conversation {
  const work: Work = { system: [], turns: [], notes: [], ids: callIds(spellingOf(ask.can)), documents: { count: 0 }, ask }
  for (const [index, message] of messages.entries()) addMessage(message, `messages[${index}]`, work)
  needUserTurn(messages, work)
  startWithUser(messages, work)
  endWithUser(`messages[${messages.length - 1}]`, work)
  const { system, turns, notes } = work
  return { system, turns, notes }
}

function addMessage(message: ChatMessage, at: string, work: Work): void {
  const { notes, ids, ask, documents } = work
  noteLeftOver(message, at, 'Bedrock', notes)
  switch (message.role) {
    case 'system':
    case 'developer':
      addSystem(message, at, work)
      break
    case 'user':
      addTurn('user', withText(toBlocks(message.content, at, ask, documents, notes), at, notes), at, work)
      break
    case 'assistant':
      addTurn('assistant', toAssistantBlocks(message, at, ids, notes), at, work)
      break
    case 'tool':
      addResult(toResult(message, at, ids, ask, notes), work)
      break
    case 'function':
      notes.push({ param: at, action: 'refused', why: 'Bedrock has no function messages; send a tool message.' })
  }
}

function addSystem({ content }: SystemMessage, at: string, { system, notes }: Work): void {
  const blocks =
    typeof content === 'string'
      ? textBlock(content, at, notes)
      : content.flatMap((part, index): SystemBlock[] => {
          const place = `${at}.content[${index}]`
          const text = textBlock(part.text, place, notes)
          return text.length ? [...text, ...cachePoint(part.cache_control, place, notes)] : text
        })
  if (!blocks.length) return
  const place = `system[${system.length}]`
  system.push(...blocks)
  notes.push({ param: at, action: 'moved', at: place, why: 'Bedrock keeps system text apart from the turns.' })
}

/** Bedrock answers 400 to a document without text beside it. */
function withText(blocks: ContentBlock[], at: string, notes: Note[]): ContentBlock[] {
  if (!blocks.some(block => block.document) || blocks.some(block => block.text !== undefined)) return blocks
  const why = 'Bedrock wants text beside a document.'
  notes.push({ param: `${at}.content`, action: 'added', to: BESIDE, why })
  return [{ text: BESIDE }, ...blocks]
}

const BESIDE = 'See the attached document.'

function addTurn(role: Turn['role'], content: ContentBlock[], at: string, { turns, notes }: Work): void {
  if (!content.length) return
  const last = turns.at(-1)
  if (last?.role !== role) {
    turns.push({ role, content })
    return
  }
  if (!last.content.some(isResult)) {
    const why = `Bedrock's turns alternate: neighbours of one role are one turn.`
    notes.push({ param: at, action: 'moved', at: `messages[${turns.length - 1}]`, why })
  }
  last.content.push(...content)
}

/** All results of a turn's calls in one user turn, before anything else in it; a cache point stays behind its result. */
function addResult(result: ContentBlock[], { turns }: Work): void {
  const last = turns.at(-1)
  if (last?.role !== 'user') {
    turns.push({ role: 'user', content: result })
    return
  }
  const results = last.content.findLastIndex(isResult)
  const behind = last.content[results + 1]?.cachePoint && results >= 0 ? results + 2 : results + 1
  last.content.splice(behind, 0, ...result)
}

const isResult = (block: ContentBlock) => block.toolResult !== undefined
const isCall = (block: ContentBlock) => block.toolUse !== undefined

/** A prompt of system text alone is answered by OpenAI; Bedrock wants someone to answer to. */
function needUserTurn(messages: ChatMessage[], { system, turns, notes }: Work): void {
  if (turns.length || notes.some(note => note.action === 'refused')) return
  const last = system.findLastIndex(block => block.text !== undefined)
  const text = system[last]?.text
  if (text === undefined) {
    notes.push({ param: 'messages', action: 'refused', why: 'Bedrock wants at least one message with something in it.' })
    return
  }
  const from = messages.findLastIndex(({ role, content }) => (role === 'system' || role === 'developer') && content?.length)
  turns.push({ role: 'user', content: [{ text }, ...system.splice(last).slice(1)] as ContentBlock[] })
  const why = 'Bedrock wants a user turn: the last system text is sent as one.'
  notes.push({ param: `messages[${from}]`, action: 'changed', at: 'messages[0]', why })
}

/** A greeting of the assistant's may open a conversation at OpenAI. */
function startWithUser(messages: ChatMessage[], { turns, notes }: Work): void {
  if (turns[0]?.role !== 'assistant') return
  turns.unshift({ role: 'user', content: [{ text: BEGIN }] })
  const param = `messages[${messages.findIndex(({ role }) => role === 'assistant')}]`
  notes.push({ param, action: 'added', to: BEGIN, at: 'messages[0]', why: 'Bedrock wants the user to speak first.' })
}

const BEGIN = 'Hello.'

/** The last turn of the assistant is continued by few models; the others refuse it. */
function endWithUser(at: string, { turns, notes, ask }: Work): void {
  const last = turns.at(-1)
  if (last?.role !== 'assistant' || last.content.some(isCall)) return
  if (!ask.can.prefill) {
    notes.push(askToContinue(turns, at, `${ask.can.name} does not continue a turn of its own`, ask))
    return
  }
  const block = last.content.findLast(each => each.text !== undefined)
  if (block?.text === undefined || block.text === block.text.trimEnd()) return
  notes.push({ param: `${at}.content`, action: 'changed', why: 'Bedrock refuses blanks at the end of a turn to continue.' })
  block.text = block.text.trimEnd()
}

/** Not under the policy of emulations: without it the answer would be a 400. */
export function askToContinue(turns: Turn[], at: string, reason: string, { unsupported }: Ask): Note {
  turns.push({ role: 'user', content: [{ text: CONTINUE }] })
  return {
    param: at,
    action: unsupported === 'drop' ? 'changed' : 'emulated',
    to: CONTINUE,
    at: `messages[${turns.length - 1}]`,
    why: `${reason}; a user turn asks it to.`,
  }
}

const CONTINUE = 'Please continue.'

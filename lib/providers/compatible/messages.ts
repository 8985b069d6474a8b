import type { ChatMessage, ChatRequest, ContentBlock, Note } from '@/lib/chat/types'
import type { OpenAIBody } from '@/lib/wires/openai/types'
import type { Settle } from '.'

type Change = (message: ChatMessage, at: string, notes: Note[]) => ChatMessage

/** Changes a body's messages, not the caller's; the list stays the same where none changed. */
export function changeMessages(body: OpenAIBody, request: ChatRequest, change: Change): Note[] {
  const before = body.messages ?? []
  // An instruction of ours may stand in front.
  const added = before.length - request.messages.length
  const notes: Note[] = []
  const after = before.map((message, index) => (index < added ? message : change(message, `messages[${index - added}]`, notes)))
  if (after.some((message, index) => message !== before[index])) body.messages = after
  return notes
}

type Role = ChatMessage['role']

const MEMBERS: Record<Role, readonly string[]> = {
  system: ['role', 'content'],
  developer: ['role', 'content'],
  user: ['role', 'content'],
  assistant: ['role', 'content', 'tool_calls'],
  tool: ['role', 'content', 'tool_call_id'],
  function: ['role', 'content', 'name'],
}

/** For places that refuse unknown members of messages: none but the plain ones and `more`; what said something is told of. */
export function onlyMembers(more: Partial<Record<Role, readonly string[]>> = {}): Settle {
  return (body, request, { can }) =>
    changeMessages(body, request, (message, at, notes) => {
      const known = new Set([...MEMBERS[message.role], ...(more[message.role] ?? [])])
      const members = Object.entries(message)
      const kept = members.filter(([key]) => known.has(key))
      if (kept.length === members.length) return message
      for (const [key, from] of members) {
        if (known.has(key) || !saysSomething(from)) continue
        notes.push({ param: `${at}.${key}`, action: 'dropped', from, why: `${can.vendor}'s messages have no ${key}.` })
      }
      return Object.fromEntries(kept) as unknown as ChatMessage
    })
}

const saysSomething = (value: unknown) => value != null && !(Array.isArray(value) && !value.length)

/** A last turn of the assistant that is to be continued is marked. */
export function continued(key: 'prefix' | 'partial'): Settle {
  return (body, request, { can }) => {
    const last = request.messages.length - 1
    return changeMessages(body, request, (message, at, notes) => {
      if (at !== `messages[${last}]` || !isPrefill(message) || key in message) return message
      const why = `${can.vendor} continues a last turn of the assistant that says so.`
      notes.push({ param: `${at}.${key}`, action: 'added', to: true, at: `${at}.${key}`, why })
      return { ...message, [key]: true } as ChatMessage
    })
  }
}

/** Whether the model is to go on with its own words. */
export function isPrefill(message: ChatMessage | undefined): boolean {
  return message?.role === 'assistant' && !message.tool_calls?.length && !message.function_call
}

/** Thinking of earlier turns as Portkey's callers send it, which no place reads: its text goes as `reasoning_content`. */
export const plainThoughts: Settle = (body, request, { can }) =>
  changeMessages(body, request, (message, at, notes) => {
    const found = thoughtsOf(message)
    if (message.role !== 'assistant' || (!message.content_blocks && !found?.parts)) return message
    const { content_blocks: from, ...rest } = message
    const plain = found?.parts ? list(rest.content).filter(part => !isThought(part)) : rest.content
    const content = list(plain).length || typeof plain === 'string' ? plain : textIn(from)
    const why = `${can.vendor} reads the thinking of earlier turns as reasoning_content.`
    if (found) notes.push({ param: `${at}.${found.param}`, action: 'moved', to: found.text, at: `${at}.reasoning_content`, why })
    else
      notes.push({ param: `${at}.content_blocks`, action: 'kept', from, why: 'Says the same as content; one of them is sent.' })
    return { ...rest, content, ...(found && { reasoning_content: found.text }) } as ChatMessage
  })

/** Thinking of earlier turns goes back as `reasoning`, where members of other names are refused; to models that think. */
export const reasoningBack: Settle = (body, request, { can }) =>
  changeMessages(body, request, (message, at, notes) => {
    const found = thoughtsOf(request.messages[Number(/\d+/.exec(at)![0])]!)
    if (!found || can.thinking.kind !== 'effort') return message
    const why = `${can.vendor} calls it reasoning.`
    notes.push({ param: `${at}.${found.param}`, action: 'moved', to: found.text, at: `${at}.reasoning`, why })
    return Object.assign({}, message, { reasoning: found.text })
  })

interface Thoughts {
  text: string
  /** Where they stand in the message. */
  param: string
  /** They are parts of the content. */
  parts?: true
}

/** A turn's thinking as text, wherever it stands. */
function thoughtsOf(message: ChatMessage): Thoughts | undefined {
  if (message.role !== 'assistant') return undefined
  const { reasoning_content, content_blocks, content } = message
  if (reasoning_content) return { text: reasoning_content, param: 'reasoning_content' }
  const inBlocks = joined(list(content_blocks), 'thinking')
  if (inBlocks) return { text: inBlocks, param: 'content_blocks' }
  const first = list(content).findIndex(isThought)
  if (first < 0) return undefined
  return { text: joined(list(content), 'thinking'), param: `content[${first}]`, parts: true }
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

const isThought = (part: unknown) => /^(redacted_)?thinking$/.test(String((part as { type?: unknown } | null)?.type))

const textIn = (blocks: ContentBlock[] | null | undefined) => joined(list(blocks), 'text') || null

function joined(parts: unknown[], type: 'text' | 'thinking'): string {
  return parts
    .map(part => part as Record<string, unknown>)
    .map(part => (part?.type === type ? String(part[type] ?? '') : ''))
    .join('')
}

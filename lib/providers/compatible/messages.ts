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

/** Members of messages by their names, but for `known`; those that say something are told of. */
export function onlyMembers(known: (role: ChatMessage['role']) => readonly string[]): Settle {
  return (body, request, { can }) =>
    changeMessages(body, request, (message, at, notes) => {
      const other = Object.entries(message).filter(([key]) => !known(message.role).includes(key))
      if (!other.length) return message
      for (const [key, from] of other) {
        if (!saysSomething(from)) continue
        notes.push({ param: `${at}.${key}`, action: 'dropped', from, why: `${can.vendor}'s messages have no ${key}.` })
      }
      const names = new Set(other.map(([key]) => key))
      return Object.fromEntries(Object.entries(message).filter(([key]) => !names.has(key))) as unknown as ChatMessage
    })
}

const saysSomething = (value: unknown) => value != null && !(Array.isArray(value) && !value.length)

/** The names of who speaks are refused. */
export const withoutNames: Settle = (body, request, { can }) =>
  changeMessages(body, request, (message, at, notes) => {
    if (!('name' in message) || message.role === 'function') return message
    const { name: from, ...rest } = message
    notes.push({ param: `${at}.name`, action: 'dropped', from, why: `${can.vendor} answers names in messages with an error.` })
    return rest
  })

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

/** Portkey's `content_blocks` of earlier turns, which no place reads: the text and the thinking in them. */
export const plainBlocks: Settle = (body, request, { can }) =>
  changeMessages(body, request, (message, at, notes) => {
    if (message.role !== 'assistant' || !message.content_blocks) return message
    const { content_blocks: from, ...rest } = message
    const thoughts = thoughtsOf(message)
    const content = rest.content || textIn(from)
    const why = `${can.vendor} reads the thinking of earlier turns as reasoning_content.`
    const base = { param: `${at}.content_blocks`, from }
    if (thoughts) notes.push({ ...base, action: 'moved', to: thoughts, at: `${at}.reasoning_content`, why })
    else notes.push({ ...base, action: 'kept', why: 'Says the same as content; one of them is sent.' })
    return { ...rest, content, ...(thoughts && { reasoning_content: thoughts }) }
  })

/** Thinking of earlier turns goes back as `reasoning`, where members of other names are refused; to models that think. */
export const reasoningBack: Settle = (body, request, { can }) =>
  changeMessages(body, request, (message, at, notes) => {
    const before = request.messages[Number(/\d+/.exec(at)![0])]!
    const reasoning = thoughtsOf(before)
    if (!reasoning || message.role !== 'assistant' || can.thinking.kind !== 'effort') return message
    const param = 'reasoning_content' in before ? 'reasoning_content' : 'content_blocks'
    const why = `${can.vendor} calls it reasoning.`
    notes.push({ param: `${at}.${param}`, action: 'moved', to: reasoning, at: `${at}.reasoning`, why })
    return { ...message, reasoning } as ChatMessage
  })

/** A turn's thinking as text, wherever it stands. */
function thoughtsOf(message: ChatMessage): string | undefined {
  if (message.role !== 'assistant') return undefined
  return message.reasoning_content || joined(message.content_blocks, 'thinking') || undefined
}

const textIn = (blocks: ContentBlock[]) => joined(blocks, 'text') || null

function joined(blocks: ContentBlock[] | null | undefined, type: 'text' | 'thinking'): string {
  return (blocks ?? [])
    .filter(block => block.type === type)
    .map(block => String((block as Record<string, unknown>)[type] ?? ''))
    .join('')
}

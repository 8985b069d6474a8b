import type { AssistantMessage, ChatMessage, Note } from '@/lib/chat/types'
import { list, record } from '../read'
import type { Ask } from '../wire'

/**
 * The caller's own messages, by identity where nothing must change. OpenAI and others that answer unknown keys with an error
 * get history without other providers' extensions; parts the model cannot take are refused.
 */
export function toMessages(messages: ChatMessage[], ask: Ask): { messages: ChatMessage[]; notes: Note[] } {
  const notes: Note[] = []
  const sent = messages.map((message, index) => toMessage(message, `messages[${index}]`, ask, notes))
  const same = sent.every((message, index) => message === messages[index])
  return { messages: same ? messages : sent, notes }
}

function toMessage(message: ChatMessage, at: string, ask: Ask, notes: Note[]): ChatMessage {
  for (const [index, part] of list(message.content).entries())
    refuseUnreadable(part, message.role, `${at}.content[${index}]`, ask, notes)
  const known = ask.passUnknown ? message : withoutExtensions(message, at, ask, notes)
  if (known.role !== 'developer' || ask.can.developer) return known
  const why = `${ask.can.name} knows no developer role; system means the same.`
  notes.push({ param: `${at}.role`, action: 'changed', from: 'developer', to: 'system', why })
  return { ...known, role: 'system' }
}

function refuseUnreadable(part: unknown, role: ChatMessage['role'], at: string, { can, passUnknown }: Ask, notes: Note[]): void {
  const { type } = record(part)
  const refuse = (why: string, param = at) => notes.push({ param, action: 'refused', why })
  if (type === 'image_url' && !can.images) refuse(`${can.name} cannot see images.`)
  else if (type === 'image_url' && role === 'tool' && !passUnknown) refuse(`${can.vendor} takes text in tool messages only.`)
  else if (type === 'image_url' && !can.imageUrls && /^https?:/i.test(String(record(record(part).image_url).url))) {
    refuse(`${can.vendor} does not fetch images; send a data: URL.`, `${at}.image_url.url`)
  } else if (type === 'input_audio' && !can.audio) refuse(`${can.name} cannot listen to audio.`)
  else if (type === 'file' && !can.files) refuse(`${can.name} cannot read files.`)
}

/** Members other providers' answers have, which callers send back with the history. */
function extensionsOf(message: AssistantMessage, prefill: boolean) {
  return ['reasoning_content', 'content_blocks', ...(prefill ? [] : ['prefix'])].filter(key => record(message)[key] !== undefined)
}

function withoutExtensions(message: ChatMessage, at: string, { can }: Ask, notes: Note[]): ChatMessage {
  const drop = (path: string) =>
    notes.push({ param: `${at}.${path}`, action: 'dropped', why: `${can.vendor} answers unknown keys with an error.` })
  let known = message
  if (message.role === 'assistant') {
    const keys = extensionsOf(message, can.prefill)
    for (const key of keys) drop(key)
    if (keys.length) known = omit({ ...message, ...shownText(message) }, keys)
    known = withContent(known, content => content.filter((part, index) => !isThinking(part) || void drop(`content[${index}]`)))
    const calls = message.tool_calls?.map((call, index) =>
      without(call, 'extra_content', () => drop(`tool_calls[${index}].extra_content`)),
    )
    if (calls?.some((call, index) => call !== message.tool_calls![index])) known = { ...known, tool_calls: calls } as ChatMessage
  }
  return withContent(known, content =>
    content.map((part, index) => without(part as object, 'cache_control', () => drop(`content[${index}].cache_control`))),
  )
}

const isThinking = (part: unknown) => ['thinking', 'redacted_thinking'].includes(String(record(part).type))

/** A turn that has its text in `content_blocks` only keeps it. */
function shownText({ content, content_blocks: blocks }: AssistantMessage): { content?: string } {
  if (content || !blocks) return {}
  const text = blocks.map(block => (block.type === 'text' ? String(block.text) : '')).join('')
  return text ? { content: text } : {}
}

/** The message with other parts, or the very same where none changed. */
function withContent(message: ChatMessage, change: (content: unknown[]) => unknown[]): ChatMessage {
  const { content } = message
  if (!Array.isArray(content)) return message
  const changed = change(content)
  const same = changed.length === content.length && changed.every((part, index) => part === content[index])
  return same ? message : ({ ...message, content: changed.length ? changed : null } as ChatMessage)
}

function without<T extends object>(value: T, key: string, dropped: () => void): T {
  if (!(key in value)) return value
  dropped()
  return omit(value, [key])
}

function omit<T extends object>(value: T, keys: readonly string[]): T {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !keys.includes(name))) as T
}

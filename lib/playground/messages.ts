import type { ChatMessage, ContentPart, TextPart } from '@/lib/chat/types'

/** What a card can be; the legacy `function` is kept when it comes from outside but not offered. */
export const ROLES = ['system', 'developer', 'user', 'assistant', 'tool'] as const
export type Role = (typeof ROLES)[number]

export function emptyMessage(role: Role): ChatMessage {
  return role === 'tool' ? { role, tool_call_id: '', content: '' } : { role, content: '' }
}

/** The same words under another role. What only the old role had (calls, thinking, a call's id) does not come along. */
export function withRole(message: ChatMessage, role: Role): ChatMessage {
  if (message.role === role) return message
  const content = message.content ?? ''
  // Parts the new role cannot hold stay visible: the gateway's answer names them, dropping them here would be silent.
  return { ...emptyMessage(role), content } as ChatMessage
}

/** Which messages can hold a file; a tool answers with images at most. */
export function canHold({ role }: ChatMessage, type: string): boolean {
  return role === 'user' || (role === 'tool' && type.startsWith('image/'))
}

export function partsOf({ content }: ChatMessage): ContentPart[] {
  if (Array.isArray(content)) return content as ContentPart[]
  return [{ type: 'text', text: content ?? '' }]
}

/** The message with these parts; text alone is a plain text again. */
export function withParts(message: ChatMessage, parts: ContentPart[]): ChatMessage {
  const [first] = parts
  const content = parts.length === 0 ? '' : parts.length === 1 && isPlainText(first!) ? first.text : parts
  return { ...message, content } as ChatMessage
}

function isPlainText(part: ContentPart): part is TextPart {
  return part.type === 'text' && !part.cache_control
}

/** The text of a message: its parts joined, images and files left out. */
export function textOf({ content }: { content?: ChatMessage['content'] }): string {
  if (typeof content === 'string') return content
  return (content ?? []).map(part => (part.type === 'text' ? part.text : '')).join('')
}

import type { ChatMessage } from '@/lib/chat/types'

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

/** The text of a message: its parts joined, images and files left out. */
export function textOf({ content }: { content?: ChatMessage['content'] }): string {
  if (typeof content === 'string') return content
  return (content ?? []).map(part => (part.type === 'text' ? part.text : '')).join('')
}

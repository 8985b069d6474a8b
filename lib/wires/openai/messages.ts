import type { ChatMessage, Note } from '@/lib/chat/types'
import type { Ask } from '../wire'

export function toMessages(messages: ChatMessage[], _ask: Ask): { messages: ChatMessage[]; notes: Note[] } {
  return { messages, notes: [] }
}

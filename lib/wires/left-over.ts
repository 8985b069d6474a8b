import type { ChatMessage, Note } from '@/lib/chat/types'

/** Members of a message that have no place in a turn. */
const LEFT_OVER = ['name', 'audio', 'prefix'] as const

/** Says what of a message is left behind at a place whose turns have no such member. */
export function noteLeftOver(message: ChatMessage, at: string, place: string, notes: Note[]): void {
  if (message.role === 'function') return
  for (const key of LEFT_OVER) {
    const from = (message as Partial<Record<typeof key, unknown>>)[key]
    if (from) notes.push({ param: `${at}.${key}`, action: 'dropped', from, why: `${place}'s messages have no ${key}.` })
  }
}

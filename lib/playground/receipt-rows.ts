import type { Note } from '@/lib/chat/types'
import { valueAt } from './paths'

/** What the badges say. */
export interface NoteCounts {
  /** changed, added and emulated together. */
  changed: number
  dropped: number
  refused: number
  moved: number
  kept: number
}

export function noteCounts(notes: readonly Note[]): NoteCounts {
  const counts: NoteCounts = { changed: 0, dropped: 0, refused: 0, moved: 0, kept: 0 }
  for (const { action } of notes) counts[action === 'added' || action === 'emulated' ? 'changed' : action]++
  return counts
}

/** One line of the receipt table. */
export interface ReceiptRow {
  param: string
  action: Note['action']
  /** As the caller wrote it; `undefined` where they wrote nothing. */
  asked: unknown
  /** As it is sent; `undefined`: not sent. */
  sent: unknown
  /** Where it stands in the provider's body. */
  at?: string
  why: string
  source?: string
}

const ORDER: Record<Note['action'], number> = { refused: 0, changed: 1, dropped: 1, added: 1, emulated: 1, moved: 2, kept: 3 }

/** The rows of a receipt: refused, then changed and dropped, then moved, then kept; else in the order of the notes. */
export function receiptRows(request: unknown, notes: readonly Note[]): ReceiptRow[] {
  return notes.map(note => toRow(request, note)).sort((one, other) => ORDER[one.action] - ORDER[other.action])
}

function toRow(request: unknown, { param, action, from, to, at, why, source }: Note): ReceiptRow {
  const asked = from === undefined ? valueAt(request, param) : from
  const sent = to === undefined && (action === 'kept' || action === 'moved') ? asked : to
  return { param, action, asked, sent: action === 'dropped' || action === 'refused' ? undefined : sent, at, why, source }
}

import type { Note } from '@/lib/chat/types'
import type { BadgeLook } from './ui/badge'
import type { IconName } from './ui/icon'

export type Action = Note['action']

interface ActionLook {
  icon: IconName
  badge: BadgeLook
  /** Lower comes first. */
  rank: number
}

/** How each action looks, always with its word beside it. */
export const ACTIONS: Record<Action, ActionLook> = {
  refused: { icon: 'octagon', badge: 'refused', rank: 0 },
  dropped: { icon: 'slash', badge: 'dropped', rank: 1 },
  changed: { icon: 'delta', badge: 'plain', rank: 2 },
  added: { icon: 'plus', badge: 'plain', rank: 3 },
  emulated: { icon: 'fan', badge: 'plain', rank: 4 },
  moved: { icon: 'move', badge: 'plain', rank: 5 },
  kept: { icon: 'check', badge: 'plain', rank: 6 },
}

/** What a person filters by; `changed` includes what was added or emulated. */
export type Family = 'changed' | 'dropped' | 'refused' | 'moved' | 'kept'

export function familyOf(action: Action): Family {
  return action === 'added' || action === 'emulated' ? 'changed' : action
}

/** Refused and dropped first, what was kept last. */
export function byRank(notes: readonly Note[]): Note[] {
  return notes.toSorted((a, b) => ACTIONS[a.action].rank - ACTIONS[b.action].rank)
}

/** The notes that make a column's request another one than was written. Moving a value elsewhere does not. */
export function differences(notes: readonly Note[]): Note[] {
  return byRank(notes).filter(({ action }) => action !== 'kept' && action !== 'moved')
}

/** A value as a table cell or a sentence shows it. */
export function shortValue(value: unknown, most = 48): string {
  if (value === undefined) return ''
  if (Array.isArray(value) && value.some(entry => typeof entry === 'object'))
    return value.length === 1 ? '1 entry' : `${value.length} entries`
  const text = typeof value === 'number' ? value.toLocaleString('en-US', { maximumFractionDigits: 20 }) : JSON.stringify(value)
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

/** What became of a value, in a few words: `0.7 → 1`, `not sent`. */
export function outcome({ action, from, to }: Note): string {
  if (action === 'dropped') return 'not sent'
  if (action === 'refused') return 'refused'
  if (to === undefined) return action
  if (from === undefined) return shortValue(to, 28)
  return `${shortValue(from, 20)} → ${shortValue(to, 28)}`
}

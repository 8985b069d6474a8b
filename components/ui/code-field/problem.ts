import type { ReactNode } from 'react'

/** Something about a stretch of the text, in UTF-16 units from its start. */
export interface Problem {
  from: number
  to: number
  severity: 'error' | 'warning' | 'info'
  message: string
  /** Stands before the message, such as the letter of a column. */
  mark?: ReactNode
  fix?: { label: string; apply(text: string): string }
}

/** `3:5`, both counted from 1. */
export function placeOf(text: string, at: number): string {
  const before = text.slice(0, at)
  return `${before.split('\n').length}:${at - before.lastIndexOf('\n')}`
}

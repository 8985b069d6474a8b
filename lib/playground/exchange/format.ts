import type { Portable } from '../share/portable'
import type { Answer } from './answers'

/** What came in, before it replaces anything. */
export interface Understood {
  /** What it was: `An OpenAI request body`. */
  what: string
  /** Without columns of its own it is put to those on the page. */
  prompt: Omit<Portable, 'columns'>
  columns?: Portable['columns']
  answers: Answer[]
  /** What does not come along, and why. */
  lost: { path: string; why: string }[]
}

/** Something a prompt can be made of. A further one is a file beside this and an entry in the list. */
export interface ImportFormat {
  matches(value: Record<string, unknown>): boolean
  /** `providers`: those the page knows. Throws an Error that names what is wrong. */
  read(value: Record<string, unknown>, providers: ReadonlySet<string>): Understood
}

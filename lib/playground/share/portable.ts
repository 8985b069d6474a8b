import { checkDepth } from '@/lib/util/json'
import { isObject } from '../check'
import { isDocument, type SavedDocument } from '../saved-state'
import { type Column, LETTERS, type Prompt } from '../types'
import { checkShape } from './shape'

/** A prompt with its columns as it leaves this browser: without the page's own ids, and never with a key. */
export type Portable = Omit<Prompt, 'messages'> & {
  messages: Prompt['messages'][number]['message'][]
  columns: Omit<Column, 'id'>[]
}

/** What travels of a prompt. The compiler asks for each new member of {@link Prompt} and {@link Column}. */
const PROMPT: Record<keyof Portable, true> = {
  title: true,
  messages: true,
  params: true,
  columns: true,
  variables: true,
  mocks: true,
  loop: true,
}
const COLUMN: Record<keyof Portable['columns'][number], true> = {
  provider: true,
  model: true,
  params: true,
  host: true,
  retries: true,
  route: true,
  letter: true,
}

const DEPTH = 64

export function toPortable({ prompt, columns }: SavedDocument): Portable {
  return {
    ...(only(prompt, PROMPT) as Omit<Prompt, 'messages'>),
    messages: prompt.messages.map(({ message }) => message),
    columns: columns.map(column => only(column, COLUMN) as Portable['columns'][number]),
  }
}

/** With ids of the page's own. */
export function fromPortable(portable: Portable, newId: () => string): SavedDocument {
  const { columns, messages, ...prompt } = portable
  return {
    prompt: { ...prompt, messages: messages.map(message => ({ id: newId(), message })) },
    columns: columns.map(column => ({ ...column, id: newId() })),
  }
}

/**
 * A value from a stranger as a {@link Portable}; members nobody knows are left out, letters that are missing are given.
 * Throws an Error whose message names what is wrong.
 */
export function readPortable(value: unknown): Portable {
  if (!isObject(value)) throw new Error('It holds no prompt.')
  if (!checkDepth(value, DEPTH)) throw new Error(`It is nested more than ${DEPTH} levels deep.`)
  checkPlain(value)
  if (!Array.isArray(value.messages) || !Array.isArray(value.columns)) throw new Error('It holds no messages or no columns.')
  const columns = value.columns.map((column, index) => (isObject(column) ? { letter: LETTERS[index], ...column } : column))
  const portable = { ...only(value, PROMPT), columns: columns.map(column => (isObject(column) ? only(column, COLUMN) : column)) }
  checkShape(portable)
  if (!isDocument(fromPortable(portable as unknown as Portable, counter()))) throw new Error('It is not a whole prompt.')
  return portable as unknown as Portable
}

/** Names that reach into every object, and numbers JSON cannot say: no prompt has them. */
function checkPlain(value: unknown): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('It holds a number that is none.')
  if (typeof value !== 'object' || value === null) return
  if (Object.hasOwn(value, '__proto__')) throw new Error('It holds the name __proto__, which no prompt has.')
  for (const inner of Object.values(value)) checkPlain(inner)
}

/** In the order of the names, whatever the value's is. */
function only(value: object, names: Record<string, true>): Record<string, unknown> {
  const table = value as Record<string, unknown>
  const there = Object.keys(names).filter(name => Object.hasOwn(value, name) && table[name] !== undefined)
  return Object.fromEntries(there.map(name => [name, table[name]]))
}

function counter(): () => string {
  let count = 0
  return () => String(++count)
}

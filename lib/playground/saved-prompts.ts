import { contentsOf } from './contents'
import { createLibrary, type Entry, type Library } from './library'
import { textOf } from './messages'
import { type SavedDocument, writeSaved } from './saved-state'
import type { Shelf } from './services'

/** A prompt kept under a name. */
export interface SavedPrompt extends Entry {
  name: string
  /** `4 messages, 2 tools`. */
  contents: string
  models: string[]
  /** How it begins. */
  text: string
}

export type SavedPrompts = Library<SavedPrompt>

const MOST = { entries: 1000, size: 20_000_000 }

export function savedPrompts(shelf: Shelf): SavedPrompts {
  return createLibrary(shelf, 'prompts', MOST, ({ name, models }) => typeof name === 'string' && Array.isArray(models))
}

/** Keeps it under a name: over the one of that id, or as a new one. */
export function putPrompt(
  prompts: SavedPrompts,
  document: SavedDocument,
  about: Pick<SavedPrompt, 'id' | 'at' | 'name'>,
): Promise<void> {
  const { prompt, columns } = document
  const entry = {
    ...about,
    contents: contentsOf(prompt),
    models: columns.map(({ provider, model }) => `${provider}/${model}`),
    text: beginningOf(document),
  }
  return prompts.put(entry, writeSaved({ prompt: { ...prompt, title: about.name }, columns }))
}

/** Of the last thing the user says, for lists and the search. */
export function beginningOf({ prompt }: Pick<SavedDocument, 'prompt'>): string {
  const last = prompt.messages.findLast(({ message }) => message.role === 'user') ?? prompt.messages.at(-1)
  return last ? textOf(last.message).replace(/\s+/g, ' ').trim().slice(0, 200) : ''
}

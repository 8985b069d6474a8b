import { isObject } from './check'
import { isDocument, type SavedDocument, unwrapped, writeSaved } from './saved-state'
import type { Shelf } from './services'
import type { Shared } from './slices/shared'
import type { Column } from './types'

/** Of prompts opened by a link, in any tab, and neither kept nor left. */
const KEPT = 10
const PREFIX = 'shared:'

export type SavedShared = SavedDocument & { waiting: boolean }

export function nameOfShared(id: string): string {
  return `${PREFIX}${id}`
}

export function writeShared({ prompt, columns }: SavedDocument, { waiting }: Shared): unknown {
  return writeSaved({ prompt, columns, waiting })
}

export function readShared(saved: unknown): SavedShared | undefined {
  const value = unwrapped(saved)
  return isDocument(value) && isObject(value)
    ? { prompt: value.prompt, columns: value.columns, waiting: value.waiting === true }
    : undefined
}

/** Removes the oldest and gives the columns of the others, whose answers are kept. */
export async function sweepShared(storage: Shelf): Promise<Column[]> {
  const names = (await storage.names())
    .filter(name => name.startsWith(PREFIX))
    .sort()
    .reverse()
  for (const name of names.slice(KEPT)) await storage.delete(name)
  const saved = await Promise.all(names.slice(0, KEPT).map(name => storage.get(name)))
  return saved.flatMap(one => readShared(one)?.columns ?? [])
}

import { isObject, isTime } from './check'
import type { Shelf } from './services'

/** What a list shows of something kept. */
export interface Entry {
  id: string
  /** Milliseconds since 1970. */
  at: number
  /** Of what is kept, as JSON text: characters. */
  size: number
}

/** Things kept on this device with an index of them, so that a list is read without reading them all. */
export interface Library<E extends Entry> {
  /** The newest first. */
  list(): Promise<E[]>
  read(id: string): Promise<unknown>
  /** Also replaces one of the same id. The oldest go when it gets too much. */
  put(entry: Omit<E, 'size'>, value: unknown): Promise<void>
  change(id: string, change: (entry: E) => E): Promise<void>
  remove(ids: readonly string[]): Promise<void>
}

interface Bounds {
  entries: number
  /** Characters of JSON in all. */
  size: number
}

export function createLibrary<E extends Entry>(
  shelf: Shelf,
  name: string,
  most: Bounds,
  isEntry: (value: Record<string, unknown>) => boolean,
): Library<E> {
  const nameOf = (id: string) => `${name}:${id}`
  const entriesOf = (saved: unknown): E[] =>
    Array.isArray(saved) ? saved.filter(entry => isObject(entry) && isBasic(entry) && isEntry(entry)) : []

  /** Reads and writes the index in one step: another tab may be doing the same. */
  async function update(change: (entries: E[]) => E[]): Promise<void> {
    let gone: E[] = []
    await shelf.update(name, saved => {
      const before = entriesOf(saved)
      const after = change(before)
      gone = before.filter(({ id }) => !after.some(entry => entry.id === id))
      return after
    })
    await Promise.all(gone.map(({ id }) => shelf.delete(nameOf(id))))
  }

  return {
    list: async () => entriesOf(await shelf.get(name)),
    read: id => shelf.get(nameOf(id)),
    async put(entry, value) {
      const sized = { ...entry, size: JSON.stringify(value).length } as E
      await shelf.set(nameOf(entry.id), value)
      await update(entries => bounded([sized, ...entries.filter(({ id }) => id !== entry.id)], most))
    },
    change: (id, change) => update(entries => entries.map(entry => (entry.id === id ? change(entry) : entry))),
    remove: ids => update(entries => entries.filter(({ id }) => !ids.includes(id))),
  }
}

/** The newest that fit, and the newest in any case. */
function bounded<E extends Entry>(entries: E[], most: Bounds): E[] {
  let size = 0
  return entries
    .sort((one, other) => other.at - one.at)
    .filter((entry, index) => {
      size += entry.size
      return index === 0 || (index < most.entries && size <= most.size)
    })
}

function isBasic({ id, at, size }: Record<string, unknown>): boolean {
  return typeof id === 'string' && isTime(at) && isTime(size)
}

import { type ColumnSeed, defaultColumns, nextModel } from '../defaults'
import { keysIn } from '../route-keys'
import type { PlaygroundState, Slice } from '../store'
import { type Column, type ColumnRoute, LETTERS, type Letter } from '../types'
import { withParam } from './prompt'
import { withDeletion } from './undo'

export interface ModelChoice {
  provider: string
  /** Without the provider. */
  model: string
  host?: string
}

export interface ColumnsSlice {
  columns: Column[]
  /** The column shortcuts and the inspector speak about. Always one of `columns`. */
  focused: string
  focus(id: string): void
  /** Returns its id, or `null` when there are six already. */
  addColumn(choice?: ModelChoice): string | null
  /** Right of the original; returns its id, or `null` when there are six already. */
  duplicateColumn(id: string): string | null
  /** At least one stays. A run under way is stopped. */
  removeColumn(id: string): void
  /** Overrides and retries stay; a routing config goes, and can be put back. */
  setModel(id: string, choice: ModelChoice): void
  /** An override; `null`: not sent here; `undefined`: as the prompt says. */
  setColumnParam(id: string, name: string, value: unknown): void
  /** Sendings after the first, 0 to 5; 0: none. */
  setRetries(id: string, retries: number): void
  /** A config that holds keys is not taken. */
  setRoute(id: string, route: ColumnRoute): void
  /** Back to the column's model alone; can be undone. */
  removeRoute(id: string): void
  /** Takes out all overrides and retries: as the prompt says. */
  resetColumn(id: string): void
}

export const columnsSlice: Slice<ColumnsSlice> = (set, get, { services, runs }) => {
  const change = (id: string, update: (column: Column) => Column) =>
    set(({ columns }) => ({ columns: columns.map(column => (column.id === id ? update(column) : column)) }))
  const insert = (seed: ColumnSeed, at: number) => {
    const letter = freeLetter(get().columns)
    if (!letter) return null
    const column = { ...seed, id: services.newId(), letter }
    set(({ columns }) => ({ columns: columns.toSpliced(at, 0, column), focused: column.id }))
    return column.id
  }
  const columns = defaultColumns()

  return {
    columns,
    focused: columns[0]!.id,
    focus: id => set(state => (state.columns.some(column => column.id === id) ? { focused: id } : {})),
    addColumn: choice => insert({ ...(choice ?? nextModel(get().columns)), params: {} }, get().columns.length),
    duplicateColumn(id) {
      const index = get().columns.findIndex(column => column.id === id)
      const original = get().columns[index]
      return original ? insert({ ...original, params: structuredClone(original.params) }, index + 1) : null
    },
    removeColumn(id) {
      const { columns, focused, deletions } = get()
      const index = columns.findIndex(column => column.id === id)
      const removed = columns[index]
      if (!removed || columns.length === 1) return
      runs.stop(id)
      const rest = columns.toSpliced(index, 1)
      set({
        columns: rest,
        focused: focused === id ? rest[Math.min(index, rest.length - 1)]!.id : focused,
        deletions: withDeletion(deletions, {
          what: `Column ${removed.letter}`,
          putBack: state => backInPlace(state, removed, index),
        }),
      })
    },
    setModel(id, { provider, model, host }) {
      get().removeRoute(id)
      change(id, ({ host: _, ...column }) => ({ ...column, provider, model, ...(host && { host }) }))
    },
    setColumnParam: (id, name, value) => change(id, column => ({ ...column, params: withParam(column.params, name, value) })),
    setRetries: (id, retries) =>
      change(id, ({ retries: _, ...column }) => (retries > 0 ? { ...column, retries: Math.min(5, retries) } : column)),
    setRoute(id, route) {
      if (!keysIn(route.config).length) change(id, column => ({ ...column, route }))
    },
    removeRoute(id) {
      const { columns, deletions } = get()
      const { letter, route } = columns.find(column => column.id === id) ?? {}
      if (!route) return
      change(id, ({ route: _, ...column }) => column)
      const putBack = ({ columns }: PlaygroundState) => ({
        columns: columns.map(column => (column.id === id ? { ...column, route } : column)),
      })
      set({ deletions: withDeletion(deletions, { what: `Routing config of ${letter}`, putBack }) })
    },
    resetColumn: id => change(id, ({ retries: _, ...column }) => ({ ...column, params: {} })),
  }
}

/** Columns with ids and letters, in order. */
export function columnsFrom(seeds: readonly ColumnSeed[], newId: () => string): Column[] {
  return seeds.slice(0, LETTERS.length).map((seed, index) => ({ ...seed, id: newId(), letter: LETTERS[index]! }))
}

function freeLetter(columns: readonly Column[]): Letter | undefined {
  return LETTERS.find(letter => !columns.some(column => column.letter === letter))
}

/** Under its own letter, or the first free one when that has been given away since. */
function backInPlace({ columns }: PlaygroundState, removed: Column, index: number): Partial<PlaygroundState> | null {
  const taken = columns.some(({ letter }) => letter === removed.letter)
  const letter = taken ? freeLetter(columns) : removed.letter
  return letter ? { columns: columns.toSpliced(index, 0, { ...removed, letter }), focused: removed.id } : null
}

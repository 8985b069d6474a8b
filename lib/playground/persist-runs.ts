import { readRun, writeSaved } from './saved-state'
import type { Parts, PlaygroundState, PlaygroundStore } from './store'
import type { Column, Run } from './types'

/** Milliseconds between two savings of a run under way. */
const INTERVAL = 2000

const DAMAGED = 'A saved answer could not be read and was left out.'

/** Saves runs when they end, stop, and every two seconds while they go on or are written in; `flush` saves those now. */
export function persistRuns(store: PlaygroundStore, { services, runs }: Parts, onFailure: () => void) {
  const { storage } = services
  let cancel: (() => void) | undefined
  /** Columns whose finished run was written in. */
  const changed = new Set<string>()

  const save = (run: Run | null) => {
    if (run) storage.set(nameOf(run.columnId), writeSaved(run)).catch(onFailure)
  }
  const flush = () => {
    for (const id of new Set([...store.getState().running, ...changed])) save(runs.snapshot(id))
    changed.clear()
  }
  const everyInterval = () => {
    cancel ??= services.after(INTERVAL, () => {
      cancel = undefined
      flush()
      if (store.getState().running.length) everyInterval()
    })
  }

  /** A removed column's answer goes, and comes back with it. */
  function followColumns(now: PlaygroundState, before: PlaygroundState) {
    if (now.columns === before.columns) return
    for (const { id } of before.columns) if (!isKept(now, id)) storage.delete(nameOf(id)).catch(onFailure)
    for (const { id } of now.columns) if (!has(before, id)) save(runs.snapshot(id))
  }

  /** Brings back the runs of the columns on the page; what neither they nor `others` claim is removed. */
  async function restore(others: readonly Column[]) {
    const claimed = new Set([...store.getState().columns, ...others].map(({ id }) => nameOf(id)))
    for (const name of (await storage.names()).filter(name => name.startsWith(nameOf('')))) {
      if (!claimed.has(name)) {
        await storage.delete(name)
        continue
      }
      const run = readRun(await storage.get(name))
      if (run) runs.restore(run)
      else store.getState().addProblem(DAMAGED)
    }
  }

  const stops = [
    store.subscribe(followColumns),
    runs.subscribe((id, run, phase) => {
      if (phase === 'ended') return save(run)
      if (phase === 'changed') changed.add(id)
      everyInterval()
    }),
  ]
  return {
    flush,
    restore,
    stop() {
      for (const stop of stops) stop()
      cancel?.()
    },
  }
}

function nameOf(columnId: string): string {
  return `run:${columnId}`
}

/** Also while its prompt stands aside. */
function isKept(state: PlaygroundState, id: string): boolean {
  return has(state, id) || !!state.shared?.own.columns.some(column => column.id === id)
}

function has({ columns }: PlaygroundState, id: string): boolean {
  return columns.some(column => column.id === id)
}

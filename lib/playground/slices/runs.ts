import type { Trace } from '@/lib/chat/trace'
import type { Answer } from '../client'
import { headersOf, readerOf, requestOf } from '../request'
import { announce } from '../stats'
import type { Parts, PlaygroundStore, Slice } from '../store'
import { keepsFrames } from './ui'

export interface RunsSlice {
  /** Ids of the columns whose run is under way. What they receive is in `useRun`. */
  running: string[]
  /** One sentence for the aria-live region: `A finished, 244 tokens`. */
  announcement: string
  /** Which of several choices a column shows, by its id; the first where nothing is said. Not saved. */
  choices: Record<string, number>
  showChoice(columnId: string, choice: number): void
  /** Starts a column anew; a run under way there is stopped. */
  run(columnId: string): void
  runAll(): void
  stop(columnId: string): void
  stopAll(): void
  /** What the gateway wrote down under a trace id of the column's. */
  readTrace(columnId: string, traceId: string, signal: AbortSignal): Promise<Answer<Trace>>
  /** Columns that are scrolled out of sight only buffer. */
  setOnScreen(columnId: string, onScreen: boolean): void
}

export const runsSlice: Slice<RunsSlice> = (set, get, { runs, client }) => ({
  running: [],
  announcement: '',
  choices: {},
  showChoice: (columnId, choice) => set(({ choices }) => ({ choices: { ...choices, [columnId]: choice } })),
  run(columnId) {
    if (!get().mayRun()) return
    const { prompt, columns, keys, ui } = get()
    const column = columns.find(({ id }) => id === columnId)
    if (column) runs.start(column, requestOf(prompt, column), headersOf(column, keys, keepsFrames(ui)))
  },
  runAll() {
    if (!get().mayRun()) return
    for (const { id } of get().columns) get().run(id)
  },
  stop: columnId => runs.stop(columnId),
  stopAll() {
    for (const id of get().running) runs.stop(id)
  },
  readTrace(columnId, traceId, signal) {
    const { columns, keys } = get()
    const column = columns.find(({ id }) => id === columnId) ?? columns[0]!
    return client.trace(traceId, readerOf(column, keys), signal)
  },
  setOnScreen: (columnId, onScreen) => runs.setOnScreen(columnId, onScreen),
})

/** Keeps `running` and the announcement in step with the runs. */
export function watchRuns(store: PlaygroundStore, { runs, services }: Parts): () => void {
  const stops = [services.onPage('visibility', runs.wake), services.onPage('press', runs.yield)]
  const unsubscribe = runs.subscribe((columnId, run, phase) => {
    if (phase === 'changed') return
    const { running, columns } = store.getState()
    const others = running.filter(id => id !== columnId)
    // Emptied, so that the same sentence is said again.
    if (phase === 'started') return store.setState({ running: [...others, columnId], announcement: '' })
    const letter = columns.find(({ id }) => id === columnId)?.letter
    store.setState({ running: others, ...(letter && { announcement: announce(letter, run) }) })
  })
  return () => {
    for (const stop of stops) stop()
    unsubscribe()
  }
}

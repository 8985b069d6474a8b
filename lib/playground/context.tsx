'use client'

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { FrameLog } from './frames'
import { browserServices } from './services'
import { createPlayground, type Playground, type PlaygroundState, type PlaygroundStore } from './store'
import type { Run } from './types'

const Context = createContext<Playground | null>(null)

/** One store per page, so that nothing is shared between requests on the server. */
export function PlaygroundProvider({ children, playground }: { children: ReactNode; playground?: Playground }) {
  const [value] = useState(() => playground ?? createPlayground(browserServices()))
  useEffect(() => value.start(), [value])
  return <Context value={value}>{children}</Context>
}

/** A part of the page's state, or one of its actions. `select` must return the same object for the same state. */
export function usePlayground<T>(select: (state: PlaygroundState) => T): T {
  return useStore(useHere().store, select)
}

/** The store itself, for handlers that read the state when something happens instead of following it. */
export function usePlaygroundStore(): PlaygroundStore {
  return useHere().store
}

/** What a column has received so far, `null` before its first run; at most one publication per frame. */
export function useRun(columnId: string): Run | null
export function useRun<T>(columnId: string, select: (run: Run | null) => T): T
export function useRun<T>(columnId: string, select?: (run: Run | null) => T): Run | T | null {
  const store = useHere().runs.of(columnId)
  return useStore(store, ({ run }) => (select ? select(run) : run))
}

/** The raw events of a column's last run, `null` where they were not asked for. */
export function useFrames(columnId: string): FrameLog | null {
  return useStore(useHere().runs.framesOf(columnId), ({ log }) => log)
}

type SeveralRuns = readonly (Run | null)[]

/** What several columns have received, at once. `columnIds` must be the same array for the same columns. */
export function useRuns(columnIds: readonly string[]): SeveralRuns
export function useRuns<T>(columnIds: readonly string[], select: (runs: SeveralRuns) => T): T
export function useRuns<T>(columnIds: readonly string[], select?: (runs: SeveralRuns) => T): SeveralRuns | T {
  const { runs } = useHere()
  const source = useMemo(() => {
    const stores = columnIds.map(runs.of)
    const read = () => stores.map(store => store.getState().run)
    let shown = read()
    return {
      subscribe(listener: () => void) {
        const stops = stores.map(store => store.subscribe(listener))
        return () => stops.forEach(stop => void stop())
      },
      snapshot() {
        const now = read()
        if (now.some((run, index) => run !== shown[index])) shown = now
        return shown
      },
    }
  }, [columnIds, runs])
  const selected = () => (select ? select(source.snapshot()) : source.snapshot())
  return useSyncExternalStore(source.subscribe, selected, selected)
}

function useHere(): Playground {
  const playground = useContext(Context)
  if (!playground) throw new Error('The playground’s hooks need a PlaygroundProvider above them.')
  return playground
}

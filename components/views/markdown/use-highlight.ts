import { type ReactNode, useEffect, useSyncExternalStore } from 'react'

type Highlight = (text: string, lang: string) => ReactNode

let highlight: Highlight | undefined
let loading = false
const listeners = new Set<() => void>()

/** The highlighter, once it is loaded; where that fails code stays plain, and the next block of it tries again. */
export function useHighlight(wanted: boolean): Highlight | undefined {
  useEffect(() => {
    if (wanted && !loading) void load()
  }, [wanted])
  return useSyncExternalStore(
    listen,
    () => highlight,
    () => undefined,
  )
}

async function load() {
  loading = true
  try {
    highlight = (await import('./highlight')).highlight
  } catch {
    loading = false
  }
  for (const listener of listeners) listener()
}

function listen(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

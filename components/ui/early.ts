import { type ComponentType, lazy, useEffect } from 'react'

const SIGNS = ['pointerdown', 'keydown'] as const

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>

const first = new Set<() => Promise<unknown>>()
const rest = new Set<() => Promise<unknown>>()

/** A component that is not part of the page's first load; it is fetched when somebody first does anything. */
export function early<Props>(load: Load<Props>) {
  first.add(load)
  return lazy(load)
}

/** Fetched behind those, one at a time, so that nothing wanted meanwhile waits for it. */
export function later<Props>(load: Load<Props>) {
  rest.add(load)
  return lazy(load)
}

/** While six answers stream over HTTP/1.1 the browser has no connection left to fetch by what somebody opens. */
export function useEarly() {
  useEffect(() => {
    const fetchAll = async () => {
      stop()
      await Promise.all([...first].map(attempt))
      for (const load of rest) await attempt(load)
    }
    const stop = () => SIGNS.forEach(sign => void document.removeEventListener(sign, fetchAll, true))
    for (const sign of SIGNS) document.addEventListener(sign, fetchAll, true)
    return stop
  }, [])
}

/** What fails now is tried again when it is wanted. */
function attempt(load: () => Promise<unknown>) {
  return load().catch(() => {})
}

import type { Services } from './services'

/** Milliseconds until the gateway is looked for again: doubled each time, up to the longest. */
const SHORTEST = 1_000
const LONGEST = 15_000

/** The way to the gateway. A request that gets no answer raises the question whether it is still there; `/healthz` answers it. */
export interface Line {
  fetch: typeof fetch
  /** Tells when the gateway went, and when it came back. Returns how to stop. */
  watch(onChange: (reachable: boolean) => void): () => void
  /** Looks for it now. */
  look(): void
}

export function createLine(services: Services): Line {
  let tell: ((reachable: boolean) => void) | undefined
  let reachable = true
  let looking = false
  let wait = SHORTEST
  let callOff: (() => void) | undefined

  function found(answered: boolean) {
    callOff?.()
    callOff = undefined
    if (answered) wait = SHORTEST
    else if (tell) {
      callOff = services.after(wait, look)
      wait = Math.min(LONGEST, wait * 2)
    }
    if (answered === reachable) return
    reachable = answered
    tell?.(answered)
  }

  function look() {
    if (looking || !tell) return
    looking = true
    services
      .fetch('/healthz', { cache: 'no-store' })
      .then(
        () => found(true),
        () => found(false),
      )
      .finally(() => {
        looking = false
      })
  }

  return {
    async fetch(input, init) {
      const wasReachable = reachable
      try {
        const response = await services.fetch(input, init)
        // An answer to what was sent before the gateway went says nothing of its coming back.
        if (!reachable && !wasReachable) found(true)
        return response
      } catch (cause) {
        if (!init?.signal?.aborted && reachable) look()
        throw cause
      }
    },
    watch(onChange) {
      tell = onChange
      const stops = [services.onPage('network', look), services.onPage('visibility', () => reachable || look())]
      return () => {
        tell = undefined
        callOff?.()
        for (const stop of stops) stop()
      }
    },
    look,
  }
}

import type { Services } from './services'

/** Milliseconds between publications when one column streams: one frame. */
const INTERVAL = 1000 / 60

/** Decides when what was buffered is shown: at most once per frame, less often the more columns stream. */
export interface Scheduler {
  /** A stream begins; `publish` shows what it has so far. */
  add(id: string, publish: () => void): void
  /** It has something new. */
  touch(id: string): void
  /** It has ended: its last publication is made at once, by the caller. */
  remove(id: string): void
  /** Scrolled out of sight it only buffers. */
  setOnScreen(id: string, onScreen: boolean): void
  /** The page is visible again. */
  wake(): void
}

export function createScheduler({ requestFrame, now, hidden }: Pick<Services, 'requestFrame' | 'now' | 'hidden'>): Scheduler {
  const streams = new Map<string, () => void>()
  const waiting = new Set<string>()
  const offScreen = new Set<string>()
  let asked = false
  let publishedAt = -Infinity

  const ready = () => [...waiting].filter(id => !offScreen.has(id))

  function ask() {
    if (asked || hidden() || !ready().length) return
    asked = true
    requestFrame(() => {
      asked = false
      if (isDue()) publish()
      ask()
    })
  }

  /** Frames come a little early or late; half of one decides which is nearest. */
  function isDue(): boolean {
    const interval = INTERVAL * Math.sqrt(Math.max(1, streams.size))
    return now() - publishedAt >= interval - INTERVAL / 2
  }

  function publish() {
    if (hidden()) return
    publishedAt = now()
    for (const id of ready()) {
      waiting.delete(id)
      streams.get(id)?.()
    }
  }

  return {
    add: (id, publish) => streams.set(id, publish),
    touch(id) {
      waiting.add(id)
      ask()
    },
    remove(id) {
      streams.delete(id)
      waiting.delete(id)
    },
    setOnScreen(id, onScreen) {
      if (onScreen) offScreen.delete(id)
      else offScreen.add(id)
      ask()
    },
    wake: ask,
  }
}

import type { Services } from './services'

/** Milliseconds between publications when one column streams: one frame. */
const INTERVAL = 1000 / 60

/** Milliseconds a page that cannot keep up rests at most before it shows more. */
const REST = 250

/** More streams than these leave every second frame to the page. */
const FEW = 3

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
  /** The next frame belongs to whoever pressed something; the one behind it does not, however fast they type. */
  yield(): void
}

interface Stream {
  publish(): void
  publishedAt: number
}

export function createScheduler({ requestFrame, now, hidden }: Pick<Services, 'requestFrame' | 'now' | 'hidden'>): Scheduler {
  const streams = new Map<string, Stream>()
  const waiting = new Set<string>()
  const offScreen = new Set<string>()
  let asked = false
  /** The frame before this one showed something. */
  let drawn = false
  let restUntil = -Infinity
  /** Since the last frame. */
  let pressed = false
  /** The last frame was left to whoever pressed something. */
  let yielded = false

  const ready = () => [...waiting].filter(id => streams.has(id) && !offScreen.has(id))

  function ask() {
    if (!asked && !hidden() && ready().length) nextFrame()
  }

  function nextFrame() {
    asked = true
    const askedAt = now()
    requestFrame(() => {
      asked = false
      if (drawn) rest(now() - askedAt - INTERVAL)
      yielded = pressed && !yielded
      pressed = false
      drawn = !hidden() && !yielded && !isBetween() && now() >= restUntil && publish() > 0
      // Also where nothing is new: it tells how long drawing took.
      if (drawn) nextFrame()
      else ask()
    })
  }

  /** What a frame costs however little it draws is then paid half as often. */
  const isBetween = () => drawn && streams.size > FEW

  /** Where drawing took longer than a frame, as long again belongs to whoever types. */
  function rest(late: number) {
    if (late > INTERVAL / 2) restUntil = now() + Math.min(REST, late)
  }

  /** In turn, so that each frame draws only a few: together they still keep to the interval. Returns how many. */
  function publish(): number {
    const root = Math.sqrt(Math.max(1, streams.size))
    const most = Math.ceil(root)
    const interval = INTERVAL * (streams.size > FEW ? 2 * Math.ceil(streams.size / most) : root)
    const due = ready().filter(id => isDue(streams.get(id)!, interval))
    due.sort((one, other) => streams.get(one)!.publishedAt - streams.get(other)!.publishedAt)
    const turn = due.slice(0, most)
    for (const id of turn) {
      const stream = streams.get(id)!
      waiting.delete(id)
      stream.publishedAt = now()
      stream.publish()
    }
    return turn.length
  }

  /** Frames come a little early or late; half of one decides which is nearest. */
  function isDue({ publishedAt }: Stream, interval: number): boolean {
    return now() - publishedAt >= interval - INTERVAL / 2
  }

  return {
    add: (id, publish) => streams.set(id, { publish, publishedAt: -Infinity }),
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
    yield() {
      pressed = true
    },
  }
}

/** Time, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Rejects with the signal's reason as soon as it is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
}

export const clock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const stop = () => {
        clearTimeout(timer)
        reject(signal.reason)
      }
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop)
        resolve()
      }, milliseconds)
      signal.addEventListener('abort', stop, { once: true })
    }),
}

export interface Pace {
  /** Tokens per second; 0: at once, without timers. */
  tokensPerSecond: number
  /** Milliseconds until the first token. */
  firstToken: number
}

export const PACE: Pace = { tokensPerSecond: 80, firstToken: 150 }

/** How far a late reader may make up for lost time, in milliseconds: enough for a coarse timer, too little for a burst. */
const CATCH_UP = 100

/** Hands the tokens on at the pace, one per pull, until the signal is aborted. `isToken` says which items take time. */
export async function* paced<T>(
  items: Iterable<T>,
  isToken: (item: T) => boolean,
  { tokensPerSecond, firstToken }: Pace,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<T> {
  let due = clock.now() + firstToken
  for (const item of items) {
    signal.throwIfAborted()
    if (tokensPerSecond > 0 && isToken(item)) {
      const wait = due - clock.now()
      if (wait > 0) await clock.sleep(wait, signal)
      due = Math.max(due, clock.now() - CATCH_UP) + 1000 / tokensPerSecond
    }
    yield item
  }
}

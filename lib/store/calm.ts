import type { Store } from './store'

/** Between two lines in the log, in milliseconds. */
const QUIET_MS = 60_000
/** After a failure the store is left alone so long: one answer waits for it, and not every one. */
const REST_MS = 1_000

interface Calm {
  now?(): number
  log?(line: string): void
}

/**
 * The same store, whose failures take no answer down: what cannot be read is not there, what cannot be written is not kept, and a
 * counter that cannot be counted is 0. Each is told in the log, once a minute at most. `check` still says how it is.
 */
export function calm(store: Store, { now = () => performance.now(), log = console.error }: Calm = {}): Store {
  let saidAt = Number.NEGATIVE_INFINITY
  let failedAt = Number.NEGATIVE_INFINITY
  const say = (cause: unknown) => {
    failedAt = now()
    if (now() - saidAt < QUIET_MS) return
    saidAt = now()
    log(
      `[refract] The store (${store.name}) failed, and answers go on without it: ${cause instanceof Error ? cause.message : cause}`,
    )
  }
  const tried = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    if (now() - failedAt < REST_MS) return otherwise
    try {
      return await work()
    } catch (cause) {
      say(cause)
      return otherwise
    }
  }
  return {
    ...store,
    get: key => tried(() => store.get(key), undefined),
    set: (key, value, ttl) => tried(() => store.set(key, value, ttl), undefined),
    delete: key => tried(() => store.delete(key), undefined),
    increment: (key, by, ttl) => tried(() => store.increment(key, by, ttl), 0),
  }
}

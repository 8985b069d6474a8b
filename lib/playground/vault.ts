import { isObject, isTextRecord } from './check'
import type { Keys } from './request'
import type { Parts, PlaygroundStore } from './store'

const NAME = 'keys'
const VERSION = 1

/** Brings remembered keys back and keeps them in step, only while the person wants it. Nothing here ever says a key. */
export function watchKeys(store: PlaygroundStore, { services: { vault } }: Parts): () => void {
  let stopped = false
  let restored = false
  /** One after the other, so that a removal is never overtaken by an earlier writing. */
  let queue: Promise<void> = Promise.resolve()

  const say = (problem: string) => store.getState().addProblem(problem)
  const enqueue = (job: () => Promise<void>, problem: string) => {
    queue = queue.then(job).catch(() => say(problem))
  }
  const write = () => {
    const { keys, remember } = store.getState()
    if (remember) enqueue(() => vault.set(NAME, { version: VERSION, keys }), 'The keys could not be remembered on this device.')
    else
      enqueue(
        () => vault.delete(NAME),
        'Remembered keys could not be removed from this device. Clear this site’s data in the browser.',
      )
  }

  async function restore() {
    // Without a vault there is nothing to restore; the attempt to write will say so.
    const remembered = await vault.get(NAME).then(readKeys, () => undefined)
    if (stopped) return
    const typed = store.getState().keys
    if (remembered) {
      store.setState({
        remember: true,
        keys: {
          providers: { ...remembered.providers, ...typed.providers },
          accessToken: typed.accessToken || remembered.accessToken,
        },
      })
    }
    restored = true
    if (store.getState().remember) write()
  }

  void restore()
  const unsubscribe = store.subscribe((now, before) => {
    const changed = now.keys !== before.keys && now.remember
    if (restored && (changed || now.remember !== before.remember)) write()
  })
  return () => {
    stopped = true
    unsubscribe()
  }
}

function readKeys(value: unknown): Keys | undefined {
  if (!isObject(value) || value.version !== VERSION || !isObject(value.keys)) return
  const { providers, accessToken } = value.keys
  return isTextRecord(providers) && typeof accessToken === 'string' ? { providers, accessToken } : undefined
}

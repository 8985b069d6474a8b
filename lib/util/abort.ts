import { Controller, type Signal } from './signal'

/**
 * A signal that aborts with the first of several. `release` removes its listeners and must be called once the work is over:
 * AbortSignal.any of Node 20 keeps every derived signal alive as long as the longest-lived source.
 */
export function anySignal(...sources: Signal[]): { signal: Signal; release(): void } {
  const controller = new Controller()
  const aborted = sources.find(signal => signal.aborted)
  if (aborted) {
    controller.abort(aborted.reason)
    return { signal: controller.signal, release: () => {} }
  }
  const onAbort = () => {
    release()
    controller.abort(sources.find(source => source.aborted)?.reason)
  }
  const release = () => {
    for (const source of sources) source.removeEventListener('abort', onAbort)
  }
  for (const source of sources) source.addEventListener('abort', onAbort)
  return { signal: controller.signal, release }
}

/** The promise, or the signal's reason as soon as it aborts. Whoever else waits for the promise goes on waiting. */
export function unlessAborted<Value>(promise: Promise<Value>, signal: Signal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort)
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/** Waits `ms` milliseconds. Rejects with the signal's reason when it aborts, before or meanwhile; leaves no listener and no timer. */
export function sleep(ms: number, signal?: Signal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    signal?.addEventListener('abort', onAbort)
  })
}

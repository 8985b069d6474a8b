/**
 * Counts the timers that code under lib has set and that have neither fired nor been cleared. Other timers of the process (the test
 * runner's, the servers') are none of it.
 */
export function watchTimers(): { open(): string[]; restore(): void } {
  const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis
  const open = new Map<unknown, string>()

  const watched =
    (set: typeof setTimeout, fires: boolean) =>
    (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
      const caller = new Error().stack?.split('\n')[2] ?? ''
      const from = caller.includes('node_modules') ? undefined : /\/lib\/[\w/-]+\.ts/.exec(caller)?.[0]
      const timer: unknown = set(
        (...given: unknown[]) => {
          if (fires) open.delete(timer)
          callback(...given)
        },
        ms,
        ...args,
      )
      if (from) open.set(timer, `${from} ${ms} ms`)
      return timer
    }
  const cleared = (clear: typeof clearTimeout) => (timer: Parameters<typeof clearTimeout>[0]) => {
    open.delete(timer)
    clear(timer)
  }

  Object.assign(globalThis, {
    setTimeout: watched(setTimeout, true),
    setInterval: watched(setInterval as typeof setTimeout, false),
    clearTimeout: cleared(clearTimeout),
    clearInterval: cleared(clearInterval as typeof clearTimeout),
  })
  return {
    open: () => [...open.values()],
    restore: () => void Object.assign(globalThis, { setTimeout, setInterval, clearTimeout, clearInterval }),
  }
}

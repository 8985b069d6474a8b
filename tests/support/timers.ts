interface Timer {
  from: string
  fire(): void
}

/**
 * Knows the timers that code under lib has set and that have neither fired nor been cleared; other timers of the process (the test
 * runner's, the servers') are none of it. A test need not wait for a clock: it fires it.
 */
export function watchTimers() {
  const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis
  const open = new Map<unknown, Timer>()
  let skipping: { file: string; waits: number[] } | undefined

  const watched =
    (set: typeof setTimeout, once: boolean) =>
    (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
      const caller = new Error().stack?.split('\n')[2] ?? ''
      const from = caller.includes('node_modules') ? undefined : /\/lib\/[\w/-]+\.ts/.exec(caller)?.[0]
      const run = () => {
        if (once) open.delete(timer)
        callback(...args)
      }
      const skips = !!skipping && !!from?.endsWith(skipping.file)
      if (skips) skipping!.waits.push(ms ?? 0)
      const timer = set(run, skips ? 0 : ms)
      if (!from) return timer
      const refresh = timer.refresh.bind(timer)
      const known = { from, fire: run }
      open.set(timer, known)
      timer.refresh = () => {
        open.set(timer, known)
        return refresh()
      }
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
  const of = (file: string) => [...open.values()].filter(({ from }) => from.endsWith(file))
  return {
    /** The files whose timers are open. */
    open: () => [...open.values()].map(({ from }) => from),
    count: (file: string) => of(file).length,
    /** Fires the timers of a file as if their time had come. */
    fire(file: string) {
      const timers = of(file)
      if (!timers.length) throw new Error(`${file} has no timer open`)
      for (const timer of timers) timer.fire()
    },
    /** From now on the timers of this file, and of no other, fire at once; gives how long each was meant to take. */
    skip: (file: string) => (skipping = { file, waits: [] }).waits,
    restore: () => void Object.assign(globalThis, { setTimeout, setInterval, clearTimeout, clearInterval }),
  }
}

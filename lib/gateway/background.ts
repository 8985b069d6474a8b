/** Work nobody waits for, as writing down what was. */
export interface Background {
  run(work: () => Promise<void>): void
  /** Until all that was begun is done: before a process goes, or a function is frozen. Never rejects. */
  settled(): Promise<void>
}

export function createBackground(): Background {
  const underWay = new Set<Promise<void>>()
  return {
    run(work) {
      const promise = work()
        .catch(cause => console.error('[refract] background:', cause instanceof Error ? cause.message : cause))
        .finally(() => underWay.delete(promise))
      underWay.add(promise)
    },
    async settled() {
      while (underWay.size) await Promise.all(underWay)
    },
  }
}

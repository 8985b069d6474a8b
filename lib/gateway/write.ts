import type { Clocks } from './clocks'

interface Options {
  clocks: Pick<Clocks, 'heartbeat' | 'stalledReader'>
  /** Written into the silence. */
  heartbeat: string
  /** Told when the caller leaves or stops reading. */
  leave(): void
}

/**
 * A byte stream that reads from its source only as fast as the caller drains it, says something every `heartbeat`
 * milliseconds of silence, and gives up on a caller who has not read for `stalledReader` milliseconds.
 */
export function pausable(source: AsyncGenerator<string>, { clocks, heartbeat, leave }: Options): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let pending: Promise<IteratorResult<string>> | undefined
  let stalled: ReturnType<typeof setTimeout> | undefined
  const end = () => {
    clearTimeout(stalled)
    leave()
    source.return(undefined).then(undefined, () => {})
  }
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        clearTimeout(stalled)
        pending ??= source.next()
        const result = await orSilence(pending, clocks.heartbeat)
        if (result === undefined) controller.enqueue(encoder.encode(heartbeat))
        else {
          pending = undefined
          if (result.done) return controller.close()
          controller.enqueue(encoder.encode(result.value))
        }
        stalled = setTimeout(() => {
          controller.error(new Error('The caller stopped reading.'))
          end()
        }, clocks.stalledReader)
        stalled.unref?.()
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )
}

/** The value, or nothing when it takes longer than `ms`. */
async function orSilence<T>(value: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<undefined>(resolve => {
    timer = setTimeout(resolve, ms, undefined)
  })
  try {
    return await Promise.race([value, silence])
  } finally {
    clearTimeout(timer)
  }
}

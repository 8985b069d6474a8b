import type { EgressBody } from './types'

/** Bytes held for a reader before the connection is paused. */
const HELD = 64 * 1024

interface Upstream {
  pause(): void
  resume(): void
  /** Closes the connection. */
  stop(): void
}

export interface BodyWriter {
  body: EgressBody
  push(piece: Uint8Array): void
  end(): void
  /** What was received before is still read, unless `now`. */
  fail(error: Error, now: boolean): void
}

/** The bytes of one answer between the connection, which is paused while nobody reads, and its one reader. */
export function createBody(upstream: Upstream): BodyWriter {
  const pieces: Uint8Array[] = []
  let held = 0
  let paused = false
  let over = false
  let failure: Error | undefined
  let wake = () => {}

  const drop = () => {
    pieces.length = 0
    held = 0
  }

  const close = (error?: Error) => {
    over = true
    failure ??= error
    wake()
  }

  const cancel = () => {
    drop()
    if (over) return
    close()
    upstream.stop()
  }

  async function* read() {
    try {
      for (;;) {
        const piece = pieces.shift()
        if (piece) {
          held -= piece.length
          if (paused && held < HELD) {
            paused = false
            upstream.resume()
          }
          yield piece
        } else if (failure) throw failure
        else if (over) return
        else await new Promise<void>(resolve => (wake = resolve))
      }
    } finally {
      cancel()
    }
  }

  const reader = read()
  return {
    body: { [Symbol.asyncIterator]: () => reader, cancel: async () => cancel() },
    push(piece) {
      if (over) return
      pieces.push(piece)
      held += piece.length
      if (held >= HELD && !paused) {
        paused = true
        upstream.pause()
      }
      wake()
    },
    end: () => close(),
    fail(error, now) {
      if (now) drop()
      close(error)
    },
  }
}

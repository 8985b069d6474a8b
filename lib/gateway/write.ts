import { GatewayError } from '@/lib/chat/errors'
import type { Clocks } from './clocks'

interface Options {
  clocks: Pick<Clocks, 'heartbeat' | 'stalledReader'>
  /** Of the call: when its caller has left, nobody reads any more. */
  signal: AbortSignal
  /** Written into the silence. */
  heartbeat: string
  /** Told once: all was written, or the caller left or stopped reading. */
  over(): void
}

/**
 * A byte stream that reads from its source only as fast as the caller drains it, says something every `heartbeat`
 * milliseconds of silence, and gives up on a caller who has not read for `stalledReader` milliseconds. The source never throws.
 */
export function pausable(source: AsyncGenerator<string>, options: Options): ReadableStream<Uint8Array> {
  const { clocks, signal, over } = options
  const encoder = new TextEncoder()
  const heartbeat = encoder.encode(options.heartbeat)
  let controller: ReadableStreamDefaultController<Uint8Array>
  let asked = false
  let ended = false

  /** The caller has taken everything and waits for more. */
  const waits = () => asked && controller.desiredSize === 0
  const silence = setInterval(() => waits() && controller.enqueue(heartbeat), clocks.heartbeat)
  const patience = setTimeout(() => {
    if (waits()) patience.refresh()
    else leave(new Error('The caller stopped reading.'))
  }, clocks.stalledReader)
  // A clock of ours is told inside the stream.
  const onAbort = () => signal.reason instanceof GatewayError || leave(signal.reason)
  signal.addEventListener('abort', onAbort)

  function end() {
    if (ended) return
    ended = true
    clearInterval(silence)
    clearTimeout(patience)
    signal.removeEventListener('abort', onAbort)
    over()
    source.return(undefined).then(undefined, () => {})
  }

  function leave(reason: unknown) {
    controller.error(reason)
    end()
  }

  return new ReadableStream<Uint8Array>(
    {
      start: given => void (controller = given),
      async pull() {
        silence.refresh()
        patience.refresh()
        asked = true
        const { done, value } = await source.next()
        asked = false
        if (ended) return
        if (!done) return controller.enqueue(encoder.encode(value))
        controller.close()
        end()
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )
}

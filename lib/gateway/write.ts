import { GatewayError } from '@/lib/chat/errors'
import type { Signal } from '@/lib/util/signal'
import type { Stream } from './answer'
import type { Clocks } from './clocks'

interface Options {
  clocks: Pick<Clocks, 'heartbeat' | 'stalledReader'>
  /** Of the call: when its caller has left, nobody reads any more. */
  signal: Signal
  /** Written into the silence. */
  heartbeat: string
  /** Told once: all was written, or the caller left or stopped reading. */
  over(): void
}

/**
 * A stream that reads from its source only as fast as the caller drains it, says something every `heartbeat` milliseconds of
 * silence, and gives up on a caller who has not read for `stalledReader` milliseconds. The source never throws.
 */
export const pausable =
  (source: AsyncGenerator<string>, { clocks, signal, heartbeat, over }: Options): Stream =>
  sink => {
    let reads = false
    let ended = false
    /** The caller has taken everything and waits for more. */
    const waits = () => reads && sink.isEmpty()
    const silence = setInterval(() => waits() && sink.write(heartbeat), clocks.heartbeat)
    const patience = setTimeout(() => {
      if (waits()) patience.refresh()
      else leave(new Error('The caller stopped reading.'))
    }, clocks.stalledReader)
    // A clock of ours is told inside the stream.
    const onAbort = () => signal.reason instanceof GatewayError || leave(signal.reason)
    signal.addEventListener('abort', onAbort)
    sink.whenWanted(pull)
    return end

    async function pull() {
      if (ended) return
      silence.refresh()
      patience.refresh()
      reads = true
      const { done, value } = await source.next()
      if (ended) return
      reads = false
      if (!done) {
        sink.write(value)
        return sink.whenWanted(pull)
      }
      sink.end()
      end()
    }

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
      sink.destroy(reason)
      end()
    }
  }

import { GatewayError } from '@/lib/chat/errors'
import type { RawFrame } from '@/lib/chat/receipt'
import type { Decoded, Delta } from '@/lib/chat/types'
import { EgressError } from '@/lib/egress'
import { FrameError, frameReader } from '@/lib/util/event-stream'
import { type EventReader, eventReader, type ServerEvent, StreamLimitError } from '@/lib/util/sse'
import type { StreamDecoder, Wire } from '@/lib/wires/wire'
import type { Clocks } from './clocks'
import { cleaned } from './redact'
import type { Sending } from './sending'

/** Held back until the first content: before it, retry and fallback are free. In UTF-16 units of the chunks. */
const HELD = 64_000
const FRAMES = 1_000_000

interface Source {
  /** Its reading fails when the sending's connection aborts. */
  bytes: AsyncIterable<Uint8Array>
  framing: Wire['framing']
  decoder: StreamDecoder
  sending: Sending
  clocks: Pick<Clocks, 'idle' | 'drain'>
  /** Takes the credentials out of a text. */
  clean(text: string): string
}

/** What one read brought, and what went wrong after it. */
interface Read {
  batch: Decoded[]
  /** False when no event came, as with a comment. */
  spoke: boolean
  failure?: unknown
}

/**
 * Bytes to chunks: everything up to the first content in one list, then a list for each read. Ends the sending in exactly one
 * state: done, as soon as the terminal event is there; error or truncated, throwing a GatewayError; aborted, throwing the
 * reason, or when its reader leaves.
 */
export async function* decode({ bytes, framing, decoder, sending, clocks, clean }: Source): AsyncGenerator<Decoded[]> {
  const { attempt, connection } = sending
  const iterator = bytes[Symbol.asyncIterator]()
  const events: EventReader<Error> = framing === 'sse' ? eventReader() : frameReader()
  const keep = frameKeeper(sending, clean)
  let held: Decoded[] = []
  let size = 0
  let content = false
  let spoke = true
  let waits = false
  let failure: unknown
  let idle: NodeJS.Timeout | undefined

  /** One read further. What it brought is in `held` alone, so that nothing stays in memory while a caller does not read. */
  async function advance(): Promise<void> {
    const last = await read()
    const { batch } = last
    if (connection.aborted) throw connection.reason
    spoke = last.spoke
    failure = last.failure
    content = marked(batch, sending) || content
    if (decoder.finished && failure === undefined) sending.end('done')
    if (!content) size += sizeOf(batch)
    held = held.length ? held.concat(batch) : batch
  }

  function taken(): Decoded[] {
    const ready = held
    held = []
    return ready
  }

  async function read(): Promise<Read> {
    waits = true
    try {
      const { done, value } = await iterator.next()
      return done ? owed(truncated()) : readEvents(value)
    } catch (cause) {
      return { ...owed(cause), failure: cause }
    } finally {
      waits = false
    }
  }

  /** Where nothing has been handed over, what is left of a broken answer is not either: another target may still answer. */
  function owed(failure: unknown): Read {
    const batch = decoder.end()
    if (decoder.finished) return { batch, spoke: true }
    return { batch: content ? batch : [], spoke: true, failure }
  }

  function readEvents(value: Uint8Array): Read {
    attempt.marks.firstByte ??= sending.at()
    const list = events.push(value)
    const batch: Decoded[] = []
    try {
      for (const event of list) {
        const frame = keep?.(event)
        const before = batch.length
        for (const decoded of decoder.next(event)) batch.push(decoded)
        if (frame && batch.length > before) frame.chunks = batch.length - before
      }
    } catch (cause) {
      return { batch, spoke: true, failure: cause instanceof GatewayError ? cause : unreadable(cause) }
    }
    if (decoder.finished) return { batch: batch.concat(decoder.end()), spoke: true }
    return { batch, spoke: list.length > 0, failure: events.failure }
  }

  try {
    for (;;) {
      // Counts from the last event on, while we wait: a caller who reads slowly is not the provider's silence.
      if (content && spoke)
        idle = idle?.refresh() ?? setTimeout(() => waits && sending.stop(stalled(attempt.provider, clocks.idle)), clocks.idle)
      await advance()
      const finished = decoder.finished && failure === undefined
      if (held.length && (content || finished || size > HELD)) yield taken()
      if (finished) return
      if (failure !== undefined) throw failure
    }
  } catch (cause) {
    if (connection.aborted) throw connection.reason
    const error = cleaned(asError(cause, attempt.provider), clean)
    sending.end(error.details.code === 'truncated' ? 'truncated' : 'error', error)
    throw error
  } finally {
    clearTimeout(idle)
    sending.end('aborted')
    if (attempt.end === 'done') void drain(iterator, sending, clocks.drain)
  }
}

/** Reads on to the end of the bytes, so that the connection can serve again. A provider that holds on to it is let go. */
async function drain(iterator: AsyncIterator<Uint8Array>, { hangUp }: Sending, ms: number) {
  const timer = setTimeout(hangUp, ms)
  try {
    while (!(await iterator.next()).done);
  } catch {
    // The answer is complete; how its connection ends is nobody's concern.
  } finally {
    clearTimeout(timer)
  }
}

/** Keeps raw events up to a size, where the caller asked for them. */
function frameKeeper({ attempt, at }: Sending, clean: (text: string) => string) {
  const { frames } = attempt
  let size = 0
  return (
    frames &&
    (({ event, data }: ServerEvent): RawFrame | undefined => {
      size += data.length
      if (size > FRAMES) {
        attempt.framesLeft = (attempt.framesLeft ?? 0) + 1
        return
      }
      const frame: RawFrame = { ms: at(), ...(event && { event }), data: clean(data) }
      frames.push(frame)
      return frame
    })
  )
}

/** True when something the caller can read is among the chunks, or that there is nothing; the times go into the attempt. */
function marked(batch: Decoded[], { attempt, at }: Sending): boolean {
  const { marks } = attempt
  let content = false
  for (const decoded of batch) {
    if (decoded.words !== undefined) {
      marks.firstContent ??= at()
      content = true
      continue
    }
    for (const { delta = {}, finish_reason, native_finish_reason } of decoded.chunk.choices) {
      if (delta.reasoning_content) marks.firstThought ??= at()
      if (isAnswer(delta)) marks.firstContent ??= at()
      if (finish_reason) attempt.finishReason = native_finish_reason ?? finish_reason
      content ||= !!(delta.reasoning_content || delta.content_blocks?.length || isAnswer(delta) || finish_reason)
    }
  }
  return content
}

const isAnswer = ({ content, refusal, tool_calls, function_call, audio }: Delta) =>
  !!(content || refusal || tool_calls?.length || function_call || audio)

const sizeOf = (batch: Decoded[]) =>
  batch.reduce((size, { text, chunk }) => size + (text?.length ?? JSON.stringify(chunk).length), 0)

/**
 * Reads up to the first content, and gives it back in front of the rest. Throws what the stream throws before that.
 * No generator around a generator: `yield*` costs as much per chunk as decoding it, and one that was never begun cannot be left.
 */
export async function committed(source: AsyncGenerator<Decoded[]>): Promise<AsyncIterable<Decoded[]>> {
  let first: IteratorResult<Decoded[]> | undefined = await source.next()
  const iterator: AsyncIterator<Decoded[]> = {
    next() {
      const ready = first
      first = undefined
      return ready ? Promise.resolve(ready) : source.next()
    },
    return: () => source.return(undefined),
  }
  return { [Symbol.asyncIterator]: () => iterator }
}

const BROKE_OFF = 'The provider broke off before its answer was complete.'

const truncated = () => new GatewayError('provider_error', BROKE_OFF, { code: 'truncated' })

const unreadable = (cause: unknown) =>
  new GatewayError('provider_error', 'The provider sent an event that makes no sense here.', { code: 'bad_event', cause })

const stalled = (provider: string, ms: number) =>
  new GatewayError('provider_error', `The provider sent nothing for ${ms / 1000} seconds in the middle of its answer.`, {
    provider,
    code: 'stalled',
  })

function asError(cause: unknown, provider: string): GatewayError {
  if (cause instanceof GatewayError) return new GatewayError(cause.kind, cause.message, { provider, ...cause.details })
  if (cause instanceof FrameError) return asError(unreadable(cause), provider)
  const tooLarge = cause instanceof StreamLimitError || (cause instanceof EgressError && cause.kind === 'too-large')
  const message = cause instanceof StreamLimitError || cause instanceof EgressError ? cause.message : BROKE_OFF
  return new GatewayError('provider_error', message, { provider, cause, code: tooLarge ? 'too_large' : 'truncated' })
}

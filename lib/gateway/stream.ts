import { GatewayError } from '@/lib/chat/errors'
import type { Decoded } from '@/lib/chat/types'
import type { Attempt, Call } from '@/lib/routing/types'
import { eventReader, type ServerEvent, StreamLimitError } from '@/lib/util/sse'
import type { StreamDecoder } from '@/lib/wires/wire'
import type { Services } from './services'

/** Bytes of events held back until the first content: before it, retry and fallback are free. */
const HELD_BYTES = 64_000
const FRAME_BYTES = 1_000_000

interface Reading {
  services: Services
  call: Call
  /** Ends with the caller, or when the answer takes too long. */
  signal: AbortSignal
  provider: string
  tooLong(): GatewayError
  clean(error: GatewayError): GatewayError
  /** Once, however the stream ends. */
  over(): void
}

/**
 * Bytes to chunks, a list for each read. Ends in exactly one state, written into the attempt: done, error, aborted or
 * truncated; all but done throw a GatewayError (aborted: the signal's reason).
 */
export async function* decode(
  decoder: StreamDecoder,
  bytes: AsyncIterable<Uint8Array>,
  attempt: Attempt,
  reading: Reading,
): AsyncGenerator<Decoded[]> {
  const { services, call, signal } = reading
  const at = () => services.monotonic() - call.startedAt
  const events = eventReader()
  const iterator = bytes[Symbol.asyncIterator]()
  const frame = frameKeeper(attempt)
  const keep = attempt.frames && ((event: ServerEvent) => frame(event, at()))
  let content = false
  try {
    for (;;) {
      const { done, value } = await next(iterator, content ? services.clocks.idle : undefined, reading)
      if (done) break
      attempt.marks.firstByte ??= at()
      const batch = read(decoder, events.push(value), keep)
      if (events.failure) throw events.failure
      if (!batch.length) continue
      content ||= marked(batch, attempt, at)
      yield batch
    }
    const owed = decoder.end()
    if (!decoder.finished) throw truncated(reading.provider)
    attempt.end = 'done'
    if (owed.length) yield owed
  } catch (cause) {
    attempt.end = endOf(cause, call)
    if (call.signal.aborted) throw cause
    const error = reading.clean(
      signal.aborted && !(cause instanceof GatewayError) ? reading.tooLong() : asError(cause, reading.provider),
    )
    attempt.error = {
      message: error.message,
      type: error.details.type ?? error.kind,
      code: error.details.code ?? null,
      status: error.status,
    }
    throw error
  } finally {
    attempt.end ??= 'aborted'
    reading.over()
    await iterator.return?.().then(undefined, () => {})
  }
}

/** Waits for bytes, but not longer than the idle clock once content has begun. A provider that is done need not be waited for. */
async function next(
  iterator: AsyncIterator<Uint8Array>,
  idle: number | undefined,
  { signal, provider }: Reading,
): Promise<IteratorResult<Uint8Array>> {
  signal.throwIfAborted()
  let timer: ReturnType<typeof setTimeout> | undefined
  let onAbort: (() => void) | undefined
  const pending = iterator.next()
  const given = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    if (idle) timer = setTimeout(() => reject(stalled(provider, idle)), idle)
  })
  try {
    return await Promise.race([pending, given])
  } catch (cause) {
    pending.catch(() => {})
    throw cause
  } finally {
    clearTimeout(timer)
    if (onAbort) signal.removeEventListener('abort', onAbort)
  }
}

function read(decoder: StreamDecoder, events: ServerEvent[], keep: ((event: ServerEvent) => void) | undefined): Decoded[] {
  const batch: Decoded[] = []
  for (const event of events) {
    keep?.(event)
    batch.push(...decoder.next(event))
  }
  return batch
}

/** Keeps raw events up to a size; the count is the list's own, so that it is not summed again for each. */
function frameKeeper(attempt: Attempt) {
  let size = 0
  return ({ event, data }: ServerEvent, ms: number) => {
    size += data.length
    if (size <= FRAME_BYTES) attempt.frames?.push({ ms, ...(event && { event }), data })
  }
}

/** True when something the caller can read is among the chunks; their times go into the attempt. */
function marked(batch: Decoded[], attempt: Attempt, at: () => number): boolean {
  let content = false
  for (const { chunk } of batch) {
    for (const { delta, finish_reason, native_finish_reason } of chunk.choices) {
      if (delta.reasoning_content) attempt.marks.firstThought ??= at()
      if (delta.content || delta.refusal || delta.tool_calls || delta.function_call) attempt.marks.firstContent ??= at()
      if (finish_reason) attempt.finishReason = native_finish_reason ?? finish_reason
      content ||= bearsContent(delta) || finish_reason !== null
    }
  }
  return content
}

const bearsContent = (delta: Decoded['chunk']['choices'][number]['delta']) =>
  !!(
    delta.content ||
    delta.refusal ||
    delta.reasoning_content ||
    delta.tool_calls?.length ||
    delta.function_call ||
    delta.content_blocks?.length
  )

/** Reads up to the first content, and gives it back in front of the rest. Throws what the stream throws before that. */
export async function committed(source: AsyncGenerator<Decoded[]>): Promise<AsyncIterable<Decoded[]>> {
  const held: Decoded[] = []
  let size = 0
  for (;;) {
    const { done, value } = await source.next()
    if (done) return resume(held, source)
    held.push(...value)
    size += value.reduce((sum, { text, chunk }) => sum + (text?.length ?? JSON.stringify(chunk).length), 0)
    if (
      value.some(({ chunk }) => chunk.choices.some(choice => bearsContent(choice.delta) || choice.finish_reason)) ||
      size > HELD_BYTES
    )
      return resume(held, source)
  }
}

async function* resume(held: Decoded[], rest: AsyncGenerator<Decoded[]>): AsyncGenerator<Decoded[]> {
  try {
    if (held.length) yield held
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}

const truncated = (provider: string) =>
  new GatewayError('provider_error', 'The provider broke off before its answer was complete.', { provider, code: 'truncated' })

const stalled = (provider: string, ms: number) =>
  new GatewayError('provider_error', `The provider sent nothing for ${ms / 1000} seconds in the middle of its answer.`, {
    provider,
    code: 'stalled',
  })

function asError(cause: unknown, provider: string): GatewayError {
  if (cause instanceof GatewayError)
    return cause.details.provider ? cause : new GatewayError(cause.kind, cause.message, { ...cause.details, provider })
  if (cause instanceof StreamLimitError)
    return new GatewayError('provider_error', `The provider sent too much. ${cause.message}`, {
      provider,
      code: 'too_large',
      cause,
    })
  return new GatewayError('provider_error', 'The provider broke off before its answer was complete.', {
    provider,
    code: 'truncated',
    cause,
  })
}

function endOf(cause: unknown, call: Call): NonNullable<Attempt['end']> {
  if (call.signal.aborted) return 'aborted'
  if (cause instanceof GatewayError) return cause.details.code === 'truncated' ? 'truncated' : 'error'
  return cause instanceof StreamLimitError ? 'error' : 'truncated'
}

import { crc32 } from './crc32'
import { type EventReader, type ServerEvent, StreamLimitError } from './sse'

/** Bytes at most, of one frame and of the whole stream. */
interface FrameLimits {
  frame: number
  stream: number
}

const LIMITS: FrameLimits = { frame: 16 << 20, stream: 64 << 20 }

/** Two lengths and their checksum stand before the headers, a checksum of everything behind the payload. */
const PRELUDE = 12
const CHECKSUM = 4

/** A frame whose lengths make no sense, whose headers cannot be read, or whose bytes are not those that were sent. */
export class FrameError extends Error {
  override name = 'FrameError'
}

/**
 * Cuts bytes into the frames of an AWS event stream, the same ones wherever the bytes are cut and in time linear in their
 * number: https://smithy.io/2.0/aws/amazon-eventstream.html. Both checksums are checked, and lengths before they are used.
 * The `event` of a frame is its `:event-type`; of an exception it is `!` and the `:exception-type`, of an error `!` and the
 * `:error-code`. `data` is the payload as text, and for an error, which has none, `{"message": …}`.
 */
export function frameReader(limits: Partial<FrameLimits> = {}): EventReader<FrameError | StreamLimitError> {
  const most = { ...LIMITS, ...limits }
  let held = new Uint8Array(0)
  let length = 0
  let total = 0
  /** Length of the frame that is coming in, once it is known. */
  let expected: number | undefined
  let failure: FrameError | StreamLimitError | undefined

  return {
    push,
    end() {
      if (failure) throw failure
    },
    get failure() {
      return failure
    },
  }

  function push(chunk: Uint8Array): ServerEvent[] {
    if (failure) throw failure
    const fits = chunk.subarray(0, most.stream - total)
    total += fits.length
    add(fits)
    const events: ServerEvent[] = []
    try {
      take(events)
    } catch (cause) {
      if (!(cause instanceof FrameError || cause instanceof StreamLimitError)) throw cause
      failure = cause
    }
    if (fits.length < chunk.length) failure ??= new StreamLimitError('stream', most.stream)
    return events
  }

  /** Behind what is held, in a buffer that doubles. */
  function add(bytes: Uint8Array) {
    if (length + bytes.length > held.length) {
      const larger = new Uint8Array(Math.max(1024, 2 * (length + bytes.length)))
      larger.set(held.subarray(0, length))
      held = larger
    }
    held.set(bytes, length)
    length += bytes.length
  }

  /** Every frame that is complete; what is left is shorter than the last chunk, or the beginning of one frame. */
  function take(events: ServerEvent[]) {
    let start = 0
    while (length - start >= PRELUDE) {
      expected ??= lengthOf(held.subarray(start, start + PRELUDE), most.frame)
      if (length - start < expected) break
      events.push(eventOf(held.subarray(start, start + expected)))
      start += expected
      expected = undefined
    }
    if (start > 0) held.copyWithin(0, start, length)
    length -= start
  }
}

/** What the prelude says, once its own checksum is right. */
function lengthOf(prelude: Uint8Array, most: number): number {
  const view = viewOf(prelude)
  if (crc32(prelude.subarray(0, 8)) !== view.getUint32(8))
    throw new FrameError('The lengths of a frame do not match their checksum.')
  const length = view.getUint32(0)
  if (length > most) throw new StreamLimitError('frame', most)
  if (length < PRELUDE + CHECKSUM || view.getUint32(4) > length - PRELUDE - CHECKSUM) {
    throw new FrameError('The lengths of a frame contradict each other.')
  }
  return length
}

function eventOf(frame: Uint8Array): ServerEvent {
  const view = viewOf(frame)
  const end = frame.length - CHECKSUM
  if (crc32(frame.subarray(0, end)) !== view.getUint32(end)) throw new FrameError('A frame does not match its checksum.')
  const start = PRELUDE + view.getUint32(4)
  const headers = headersOf(frame.subarray(PRELUDE, start))
  const data = textOf(frame.subarray(start, end))
  switch (headers.get(':message-type')) {
    case 'exception':
      return { event: `!${headers.get(':exception-type') ?? ''}`, data }
    case 'error':
      return {
        event: `!${headers.get(':error-code') ?? ''}`,
        data: data || JSON.stringify({ message: headers.get(':error-message') ?? '' }),
      }
    default: {
      const event = headers.get(':event-type')
      return event ? { event, data } : { data }
    }
  }
}

const STRING = 7
/** Bytes of a value by its type: true, false, byte, short, integer, long, then two with their length before them, time, UUID. */
const SIZES = [0, 0, 1, 2, 4, 8, undefined, undefined, 8, 16]

/** The headers that are text; the others are passed over. */
function headersOf(bytes: Uint8Array): Map<string, string> {
  const view = viewOf(bytes)
  const headers = new Map<string, string>()
  let at = 0
  /** Moves on by so many bytes, which must be there, and gives back where they begin. */
  const skip = (size: number) => {
    at += size
    if (at > bytes.length) throw new FrameError('A header of a frame is cut off.')
    return at - size
  }
  while (at < bytes.length) {
    const name = bytes[skip(1)]!
    const nameStart = skip(name)
    const type = bytes[skip(1)]!
    if (type >= SIZES.length) throw new FrameError(`A header of a frame has the unknown type ${type}.`)
    const size = SIZES[type] ?? view.getUint16(skip(2))
    const start = skip(size)
    if (type === STRING) headers.set(textOf(bytes.subarray(nameStart, nameStart + name)), textOf(bytes.subarray(start, at)))
  }
  return headers
}

const utf8 = new TextDecoder()
const textOf = (bytes: Uint8Array) => utf8.decode(bytes)
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FrameError, frameReader } from '@/lib/util/event-stream'
import { type ServerEvent, StreamLimitError } from '@/lib/util/sse'
import { encodeFrame, frameOf, joined } from '../support/frames'

const runs = Math.max(20, Math.round(1000 * Number(process.env.THOROUGH ?? 0.1)))
const utf8 = (text: string) => new TextEncoder().encode(text)
const text = (value: string) => ({ type: 'string' as const, value })

/** All events, and how it ended. */
function read(pieces: readonly Uint8Array[], limits?: Parameters<typeof frameReader>[0]) {
  const reader = frameReader(limits)
  const events: ServerEvent[] = []
  for (const piece of pieces) {
    events.push(...reader.push(piece))
    if (reader.failure) break
  }
  return { events, failure: reader.failure }
}

const EVENTS: ServerEvent[] = [
  { event: 'messageStart', data: '{"role":"assistant"}' },
  { event: 'contentBlockDelta', data: '{"delta":{"text":"ä😀"},"contentBlockIndex":0}' },
  { event: '!throttlingException', data: '{"message":"Too many requests"}' },
]
const STREAM = joined(EVENTS.map(frameOf))

describe('frames that AWS’s own codec wrote', () => {
  test('are read with their type and payload, exceptions marked', () => {
    expect(read([STREAM])).toEqual({ events: EVENTS, failure: undefined })
  })

  test('are the same wherever the bytes are cut', () => {
    expect(read([...STREAM].map(byte => Uint8Array.of(byte))).events).toEqual(EVENTS)
    for (let at = 0; at <= STREAM.length; at++) expect(read([STREAM.subarray(0, at), STREAM.subarray(at)]).events).toEqual(EVENTS)
  })

  test('with any headers, payloads and cuts', () => {
    const header = fc.oneof(
      fc.string({ maxLength: 40 }).map(text),
      fc.boolean().map(value => ({ type: 'boolean' as const, value })),
      fc.integer({ min: -128, max: 127 }).map(value => ({ type: 'byte' as const, value })),
      fc.integer({ min: -32_768, max: 32_767 }).map(value => ({ type: 'short' as const, value })),
      fc.integer().map(value => ({ type: 'integer' as const, value })),
      fc.uint8Array({ maxLength: 40 }).map(value => ({ type: 'binary' as const, value })),
      fc.date({ noInvalidDate: true }).map(value => ({ type: 'timestamp' as const, value })),
      fc.uuid().map(value => ({ type: 'uuid' as const, value })),
    )
    const name = fc.string({ minLength: 1, maxLength: 20 }).filter(one => !one.startsWith(':'))
    const frame = fc.record({
      headers: fc.dictionary(name, header, { maxKeys: 6 }),
      event: fc.string({ minLength: 1, maxLength: 20 }),
      data: fc.string({ unit: 'binary', maxLength: 300 }),
    })
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 6 }), fc.array(fc.nat(2000), { maxLength: 12 }), (frames, cuts) => {
        const bytes = joined(
          frames.map(({ headers, event, data }) =>
            encodeFrame({ ...headers, ':event-type': text(event), ':message-type': text('event') }, utf8(data)),
          ),
        )
        const edges = [0, ...cuts.map(cut => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
        const pieces = edges.slice(1).map((edge, index) => bytes.slice(edges[index], edge))
        const expected = frames.map(({ event, data }) => ({ event, data: new TextDecoder().decode(utf8(data)) }))
        expect(read(pieces)).toEqual({ events: expected, failure: undefined })
      }),
      { numRuns: runs },
    )
  })

  test('without a model of their error say what the error is in their headers', () => {
    const headers = {
      ':message-type': text('error'),
      ':error-code': text('InternalFailure'),
      ':error-message': text('An "odd" failure'),
    }
    expect(read([encodeFrame(headers, new Uint8Array())]).events).toEqual([
      { event: '!InternalFailure', data: '{"message":"An \\"odd\\" failure"}' },
    ])
  })

  test('without a type are events without a name', () => {
    expect(read([encodeFrame({}, utf8('{}'))]).events).toEqual([{ data: '{}' }])
  })
})

describe('bytes that are no frames', () => {
  test('any byte that was changed ends the reading, after the frames before it', () => {
    for (let at = 0; at < STREAM.length; at++) {
      const broken = STREAM.slice()
      broken[at]! ^= 0x20
      const { events, failure } = read([broken])
      expect(failure, `byte ${at}`).toBeInstanceOf(FrameError)
      expect(events).toEqual(EVENTS.slice(0, events.length))
    }
  })

  test('lengths that are right by their checksum, but impossible, end it too', () => {
    const impossible: [total: number, headers: number][] = [
      [0, 0],
      [15, 0],
      [20, 5],
      [20, 0xffff_ffff],
    ]
    for (const [total, headers] of impossible) {
      expect(read([withPrelude(total, headers)]).failure, `${total}, ${headers}`).toBeInstanceOf(FrameError)
    }
  })

  test('a frame of more than 16 MB is refused before it is read', () => {
    const { failure } = read([withPrelude((16 << 20) + 1, 0)])
    expect(failure).toBeInstanceOf(StreamLimitError)
    expect(failure!.message).toMatch(/frame.*16777216 bytes/)
  })

  test('headers that are cut off, or of a type nobody knows', () => {
    for (const headers of [
      [5, 97],
      [1, 97, 7, 0, 9, 98],
      [1, 97, 7],
      [1, 97, 12],
      [1, 97, 4, 0, 0],
    ]) {
      expect(read([frameWith(Uint8Array.from(headers))]).failure, String(headers)).toBeInstanceOf(FrameError)
    }
  })

  test('a stream that is too long ends where its limit is, with the frames until there', () => {
    const first = frameOf(EVENTS[0]!).length
    const { events, failure } = read([STREAM], { stream: first + 10 })
    expect(events).toEqual(EVENTS.slice(0, 1))
    expect(failure).toMatchObject({ limit: 'stream' })
  })

  test('whatever they are, it is a failure at most, and the next push says so again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        const reader = frameReader()
        reader.push(bytes)
        if (reader.failure) expect(() => reader.push(bytes)).toThrow(reader.failure)
        if (reader.failure) expect(() => reader.end()).toThrow(reader.failure)
      }),
      { numRuns: runs },
    )
  })
})

test('a large frame that comes byte by byte costs no more than its bytes', () => {
  const data = JSON.stringify({ text: 'x'.repeat(300_000) })
  const pieces = [...frameOf({ event: 'a', data })].map(byte => Uint8Array.of(byte))
  expect(read(pieces).events).toEqual([{ event: 'a', data }])
})

/** The beginning of a frame that says it has these lengths. */
function withPrelude(total: number, headers: number): Uint8Array {
  const bytes = new Uint8Array(40)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, total)
  view.setUint32(4, headers)
  view.setUint32(8, slowChecksum(bytes.subarray(0, 8)))
  return bytes
}

/** A frame with right checksums around these bytes as its headers. */
function frameWith(headers: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(16 + headers.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, bytes.length)
  view.setUint32(4, headers.length)
  view.setUint32(8, slowChecksum(bytes.subarray(0, 8)))
  bytes.set(headers, 12)
  view.setUint32(bytes.length - 4, slowChecksum(bytes.subarray(0, bytes.length - 4)))
  return bytes
}

/** CRC-32 as its definition reads, bit by bit. */
function slowChecksum(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    for (let bit = 0; bit < 8; bit++) {
      const low = (value ^ (byte >>> bit)) & 1
      value = (value >>> 1) ^ (low ? 0xedb88320 : 0)
    }
  }
  return (value ^ 0xffffffff) >>> 0
}

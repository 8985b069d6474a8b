import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anySignal, sleep } from '@/lib/util/abort'
import { eventReader, readEvents, type ServerEvent, StreamLimitError, type StreamLimits, writeEvent } from '@/lib/util/sse'
import { streamOf } from '@/lib/util/stream'

const runs = Math.max(20, Math.round(1000 * Number(process.env.THOROUGH ?? 0.1)))
const bytesOf = (text: string) => new TextEncoder().encode(text)

function read(pieces: Uint8Array[], limits?: Partial<StreamLimits>): ServerEvent[] {
  const reader = eventReader(limits)
  const events = pieces.flatMap(piece => reader.push(piece))
  reader.end()
  return events
}

/** The events before the failure, and the limit that was passed. */
function readUntilFailure(pieces: Uint8Array[], limits: Partial<StreamLimits>) {
  const reader = eventReader(limits)
  const events: ServerEvent[] = []
  for (const piece of pieces) {
    events.push(...reader.push(piece))
    if (reader.failure) break
  }
  return { events, limit: reader.failure?.limit }
}

function cut(bytes: Uint8Array, ...places: number[]): Uint8Array[] {
  const edges = [0, ...places, bytes.length].sort((a, b) => a - b)
  return edges.slice(1).map((edge, index) => bytes.slice(edges[index], edge))
}

/** The standard's algorithm as it reads, for text that is all there. */
function reference(text: string): ServerEvent[] {
  const events: ServerEvent[] = []
  let data: string[] = []
  let event = ''
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  lines.pop()
  for (const line of lines) {
    const [, field, value] = /^([^:]*)(?:: ?(.*))?$/su.exec(line)!
    if (line === '') {
      if (data.length > 0) events.push(event ? { event, data: data.join('\n') } : { data: data.join('\n') })
      data = []
      event = ''
    } else if (field === 'data') data.push(value ?? '')
    else if (field === 'event') event = value ?? ''
  }
  return events
}

const sample =
  '\ufeff: hello\n\nevent: first\ndata: {"a":"ä😀\u2028"}\n\ndata:no space\ndata:  two\nid: 7\nretry: 10\n\ndata\n\nevent: none\n\ndata: last\n\n'
const sampleEvents: ServerEvent[] = [
  { event: 'first', data: '{"a":"ä😀\u2028"}' },
  { data: 'no space\n two' },
  { data: '' },
  { data: 'last' },
]

describe('reading events', () => {
  for (const [name, end] of Object.entries({ LF: '\n', CR: '\r', CRLF: '\r\n' })) {
    const bytes = bytesOf(sample.replaceAll('\n', end))

    test(`lines that end in ${name} are the same events wherever the bytes are cut once or twice`, () => {
      for (let first = 0; first <= bytes.length; first++) {
        for (let second = first; second <= bytes.length; second++) expect(read(cut(bytes, first, second))).toEqual(sampleEvents)
      }
    })

    test(`lines that end in ${name} are the same events byte by byte`, () => {
      expect(read([...bytes].map(byte => Uint8Array.of(byte)))).toEqual(sampleEvents)
    })

    test(`an event whose lines end in ${name} is handed over with the last byte that can end it`, () => {
      const reader = eventReader()
      const event = bytesOf(`data: x${end}${end === '\r\n' ? '\r' : end}`)
      expect(reader.push(event)).toEqual([{ data: 'x' }])
      expect(reader.push(bytesOf(`${end === '\r\n' ? '\n' : ''}data: y${end}${end}`))).toEqual([{ data: 'y' }])
    })
  }

  test('any text, cut anywhere, gives the events of the standard', () => {
    const piece = fc.constantFrom(
      'data',
      'event',
      ':',
      ': ',
      ' ',
      '\n',
      '\r',
      '\r\n',
      '\n\n',
      'x',
      'ä',
      '😀',
      '\ufeff',
      '\u2028',
      'data: ',
      'event: e',
      'id: 1',
      '\0',
    )
    const cuts = fc.array(fc.nat(200), { maxLength: 6 })
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), cuts, (pieces, places) => {
        const text = pieces.join('')
        const bytes = bytesOf(text)
        expect(read(cut(bytes, ...places.map(place => Math.min(place, bytes.length))))).toEqual(reference(text))
      }),
      { numRuns: runs },
    )
  })

  test('bytes that are no UTF-8 become replacement characters, the same ones wherever they are cut', () => {
    const bytes = Uint8Array.of(...bytesOf('data: '), 0xff, 0xe2, 0x82, 10, 10, ...bytesOf('data: '), 0xf0, 0x9f, 0x98, 13, 13)
    const whole = read([bytes])
    expect(whole).toEqual([{ data: '\ufffd\ufffd' }, { data: '\ufffd' }])
    for (let place = 0; place <= bytes.length; place++) expect(read(cut(bytes, place))).toEqual(whole)
  })

  test('an event that is not ended by an empty line is not handed over', () => {
    expect(read([bytesOf('data: a\n\ndata: b\n')])).toEqual([{ data: 'a' }])
    expect(read([bytesOf('data: a\n\ndata: b')])).toEqual([{ data: 'a' }])
  })

  test('only the first byte order mark is taken away', () => {
    expect(read([bytesOf('\ufeff\ufeffdata: a\n\ndata: \ufeffb\n\n')])).toEqual([{ data: '\ufeffb' }])
  })

  test('a limit is named when it is passed, after the events before it, wherever the bytes are cut', () => {
    const cases: [string, Partial<StreamLimits>, string][] = [
      [`data: a\n\ndata: ${'x'.repeat(30)}\n\n`, { line: 30 }, 'line'],
      [`data: a\n\ndata: ${'x'.repeat(30)}`, { line: 30 }, 'line'],
      [`data: a\n\n${'data: 0123456789\n'.repeat(3)}\n`, { event: 31 }, 'event'],
      [`data: a\n\ndata: b\n\n`, { stream: 12 }, 'stream'],
    ]
    for (const [text, limits, limit] of cases) {
      const bytes = bytesOf(text)
      for (let first = 0; first <= bytes.length; first++) {
        for (let second = first; second <= bytes.length; second++) {
          expect(readUntilFailure(cut(bytes, first, second), limits)).toEqual({ events: [{ data: 'a' }], limit })
        }
      }
    }
  })

  test('sizes up to the limits pass', () => {
    const text = `data: ${'x'.repeat(24)}\ndata: 12345\n\n`
    expect(read([bytesOf(text)], { line: 30, event: 30, stream: text.length })).toHaveLength(1)
  })

  test('the call after a passed limit throws', () => {
    const reader = eventReader({ line: 3 })
    reader.push(bytesOf('12345'))
    expect(() => reader.push(bytesOf('\n'))).toThrow(StreamLimitError)
    expect(() => reader.end()).toThrow(RangeError)
  })

  test('all events of one read are handed over before the next read', async () => {
    const log: string[] = []
    async function* source() {
      log.push('read')
      yield bytesOf('data: 1\n\ndata: 2\n\ndata: 3\n\n')
      log.push('read')
      yield bytesOf('data: 4\n\n')
    }
    for await (const event of readEvents(source())) log.push(event.data)
    expect(log).toEqual(['read', '1', '2', '3', 'read', '4'])
  })

  test('leaving early cancels the source, stream or iterable', async () => {
    const left: string[] = []
    const endless = new ReadableStream<Uint8Array>({
      pull: controller => controller.enqueue(bytesOf('data: x\n\n')),
      cancel: () => void left.push('stream'),
    })
    async function* iterable() {
      try {
        for (;;) yield bytesOf('data: x\n\n')
      } finally {
        left.push('iterable')
      }
    }
    for (const source of [endless, iterable()]) for await (const _ of readEvents(source)) break
    expect(left).toEqual(['stream', 'iterable'])
  })

  test('a passed limit throws out of the iterator after its events, and cancels the source', async () => {
    let cancelled = false
    const source = new ReadableStream<Uint8Array>({
      start: controller => controller.enqueue(bytesOf('data: a\n\n0123456789')),
      cancel: () => void (cancelled = true),
    })
    const events: ServerEvent[] = []
    const reading = (async () => {
      for await (const event of readEvents(source, { line: 9 })) events.push(event)
    })()
    await expect(reading).rejects.toMatchObject({ name: 'StreamLimitError', limit: 'line' })
    expect(events).toEqual([{ data: 'a' }])
    expect(cancelled).toBe(true)
  })
})

describe('writing events', () => {
  test('what is written is read back as it was', () => {
    const value = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary' }).map(text => JSON.stringify({ text })),
    )
    fc.assert(
      fc.property(value, fc.option(fc.constantFrom('refract.receipt', 'refract.frame'), { nil: undefined }), (text, event) => {
        const [back, ...rest] = read([bytesOf(writeEvent(text, event))])
        expect(rest).toEqual([])
        expect(back!.event).toBe(event)
        expect(JSON.parse(back!.data)).toEqual(JSON.parse(text))
      }),
      { numRuns: runs },
    )
  })

  test('line separators leave as escapes, in values and in JSON text', () => {
    const value = { text: 'a\u2028b\u2029c\u0085d' }
    const written = 'data: {"text":"a\\u2028b\\u2029c\\u0085d"}\n\n'
    expect(writeEvent(value)).toBe(written)
    expect(writeEvent(JSON.stringify(value))).toBe(written)
  })

  test('JSON text of several lines becomes several data lines', () => {
    expect(read([bytesOf(writeEvent('{\r\n"a": 1\n}'))])).toEqual([{ data: '{\n"a": 1\n}' }])
  })

  test('the end of a stream is written as it is', () => {
    expect(writeEvent('[DONE]')).toBe('data: [DONE]\n\n')
  })
})

describe('a stream of an iterable', () => {
  test('reads only when it is read', async () => {
    let made = 0
    async function* source() {
      for (;;) yield `${++made}`
    }
    const reader = streamOf(source()).getReader()
    expect(made).toBe(0)
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('1')
    await Promise.resolve()
    expect(made).toBe(1)
    await reader.cancel()
  })

  test('passes over empty pieces and writes strings as UTF-8', async () => {
    async function* source() {
      yield ''
      yield 'ä'
      yield new Uint8Array()
      yield bytesOf('b')
    }
    expect(await new Response(streamOf(source())).text()).toBe('äb')
  })

  test('cancelling runs the cleanup of the source and swallows what it throws', async () => {
    let cleaned = false
    const source = {
      next: async () => ({ done: false as const, value: 'x' }),
      return(): Promise<never> {
        cleaned = true
        throw new Error('from the cleanup')
      },
      [Symbol.asyncIterator]: () => source,
    }
    const reader = streamOf(source).getReader()
    await reader.read()
    await reader.cancel()
    expect(cleaned).toBe(true)
  })

  test('a source that throws breaks the stream', async () => {
    async function* source() {
      yield 'x'
      throw new Error('broken')
    }
    await expect(new Response(streamOf(source())).text()).rejects.toThrow('broken')
  })
})

describe('aborting', () => {
  function counted() {
    const controller = new AbortController()
    let listeners = 0
    const { signal } = controller
    const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)]
    signal.addEventListener = (...parts: Parameters<typeof add>) => {
      listeners++
      add(...parts)
    }
    signal.removeEventListener = (...parts: Parameters<typeof remove>) => {
      listeners--
      remove(...parts)
    }
    return { controller, signal, listeners: () => listeners }
  }

  test('a sleep ends with the reason of an abort, before it and during it', async () => {
    const early = counted()
    early.controller.abort(new Error('left'))
    await expect(sleep(60_000, early.signal)).rejects.toThrow('left')
    const late = counted()
    const sleeping = sleep(60_000, late.signal)
    late.controller.abort(new Error('left later'))
    await expect(sleeping).rejects.toThrow('left later')
  })

  test('a sleep that is over leaves no listener', async () => {
    const { signal, listeners } = counted()
    await sleep(1, signal)
    expect(listeners()).toBe(0)
  })

  test('any of several signals aborts the derived one with its reason, and no listener stays', () => {
    const [one, two] = [counted(), counted()]
    const any = anySignal(one.signal, two.signal)
    expect(any.signal.aborted).toBe(false)
    two.controller.abort('two')
    expect(any.signal.reason).toBe('two')
    expect([one.listeners(), two.listeners()]).toEqual([0, 0])
    expect(anySignal(one.signal, two.signal).signal.reason).toBe('two')
  })

  test('release takes the listeners away', () => {
    const one = counted()
    const { signal, release } = anySignal(one.signal)
    release()
    one.controller.abort()
    expect(signal.aborted).toBe(false)
    expect(one.listeners()).toBe(0)
  })
})

import type { MessageCreateParamsBase } from '@anthropic-ai/sdk/resources/messages/messages'
import type { ConverseRequest } from '@aws-sdk/client-bedrock-runtime'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { accumulate } from '@/lib/chat/accumulate'
import { GatewayError } from '@/lib/chat/errors'
import type { ChatChunk, Decoded, Note } from '@/lib/chat/types'
import { applyParams } from '@/lib/params/apply'
import { frameReader } from '@/lib/util/event-stream'
import { eventReader } from '@/lib/util/sse'
import { anthropic } from '@/lib/wires/anthropic'
import type { AnthropicBody } from '@/lib/wires/anthropic/types'
import { converse } from '@/lib/wires/converse'
import type { ConverseBody, Sent } from '@/lib/wires/converse/types'
import { gemini } from '@/lib/wires/gemini'
import { openai } from '@/lib/wires/openai'
import type { ReplyContext, Wire } from '@/lib/wires/wire'
import { frameOf, joined } from '../support/frames'
import { mutated } from '../support/mutate'
import { casesOf, contextOf, type WireCase } from '../support/wire-cases'

const WIRES: Wire[] = [openai, anthropic, gemini, converse]

/** How many of `all` generated cases are run. */
const thorough = (all: number) => Math.ceil(Math.max(Math.min(all, 20), all * Number(process.env.THOROUGH ?? 0.1)))

for (const wire of WIRES) {
  for (const example of casesOf(wire.id)) describe(`${wire.id} ${example.name}`, () => check(wire, example))
}

function check(wire: Wire, example: WireCase) {
  const { request, body, notes, stream, reply, completion, error } = example

  if (error && stream === undefined && reply === undefined) {
    test('is refused', () => expect(failureOf(() => send(wire, example))).toMatchObject(error))
    return
  }

  test('sends what the provider understands, and leaves the request as it is', () => {
    const before = structuredClone(request)
    const sent = send(wire, example)
    expect(request).toEqual(before)
    if (body) expect(JSON.parse(JSON.stringify(sent.body))).toEqual(body)
    if (notes) expect(sent.notes.map(({ param, action }) => [param, action])).toEqual(notes)
    for (const { why } of sent.notes) expect(why).toMatch(/^\S.*\S\.$/s)
  })

  if (reply !== undefined) {
    test('reads the reply', () => {
      const read = () => wire.fromReply(structuredClone(reply), contextOf(example))
      if (error) expect(failureOf(read)).toMatchObject(error)
      else expect(plain(read())).toEqual(completion)
    })
  }

  if (stream === undefined) return

  test('reads the stream', () => {
    const { chunks, failure, truncated } = decode(wire, example, [stream])
    if (completion) expect(plain(accumulate(chunks))).toEqual(completion)
    if (error?.truncated) expect(truncated).toBe(true)
    else if (error) expect(failure).toMatchObject(error)
    else expect({ failure, truncated }).toEqual({ truncated: false })
  })

  test('gives chunks that any client reads', () => {
    const { chunks } = decode(wire, example, [stream])
    expectOneStream(chunks)
  })

  test('gives the same chunks wherever the bytes are cut', () => {
    // As text: tens of thousands of comparisons.
    const read = (parts: Uint8Array[]) => JSON.stringify(decodeBytes(wire, example, parts))
    const whole = JSON.stringify(decode(wire, example, [stream]))
    const differing: unknown[] = []
    for (const ending of wire.framing === 'sse' ? ['\n', '\r\n', '\r'] : ['\n']) {
      const bytes = bytesOf(wire, stream.replaceAll('\n', ending))
      if (read([...bytes].map(byte => Uint8Array.of(byte))) !== whole) differing.push([ending, 'byte by byte'])
      for (const cuts of [[], ...cutsOf(bytes.length)]) if (read(slices(bytes, cuts)) !== whole) differing.push([ending, cuts])
    }
    expect(differing).toEqual([])
  })

  test('says that it is truncated when its end is missing', () => {
    if (error) return
    const blocks = stream.split('\n\n').filter(Boolean)
    const { chunks } = decode(wire, example, [stream])
    for (let length = 0; length < blocks.length; length++) {
      const part = decode(wire, example, [`${blocks.slice(0, length).join('\n\n')}\n\n`])
      const ended = part.chunks.some(chunk => chunk.choices.some(choice => choice.finish_reason))
      if (!ended) expect(part.truncated, `after ${length} of ${blocks.length} events`).toBe(true)
    }
    expect(chunks.length).toBeGreaterThan(0)
  })

  test('meets events that are not what they should be with an error at most', () => {
    const events = readerOf(wire).push(bytesOf(wire, stream))
    const values = events.map(({ data }) => (data === '[DONE]' ? data : JSON.parse(data)))
    fc.assert(
      fc.property(mutated(fc.constant(values)), broken => {
        const decoder = wire.decoder(contextOf(example))
        const read = () => {
          for (const [index, value] of Array.isArray(broken) ? broken.entries() : []) {
            decoder.next({ event: events[index]?.event, data: value === '[DONE]' ? value : JSON.stringify(value) })
          }
          decoder.end()
        }
        expect(() => failureOf(read)).not.toThrow()
      }),
      { numRuns: thorough(300) },
    )
  })
}

/** As the gateway does it: the wire, the parameters, the wire's last word. */
function send(wire: Wire, { request, ask }: WireCase): { body: unknown; notes: Note[] } {
  const { body, notes } = wire.toBody(request, ask)
  applyParams(request, wire.id, body, ask)
  return { body, notes: [...notes, ...(wire.settle?.(body, request, ask) ?? [])] }
}

interface Failure {
  kind: string
  status: number
  message: string
  type?: string
  code?: string | null
  param?: string | null
}

interface Decoding {
  decoded: Decoded[]
  chunks: ChatChunk[]
  failure?: Failure
  truncated: boolean
}

const decode = (wire: Wire, example: WireCase, texts: string[]) =>
  decodeBytes(
    wire,
    example,
    texts.map(text => bytesOf(wire, text)),
  )

const readerOf = ({ framing }: Wire) => (framing === 'sse' ? eventReader() : frameReader())

/** Streams are written down as text, those of frames too: a name, which `!` makes an exception, and the payload. */
function bytesOf({ framing }: Wire, text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text)
  return framing === 'sse' ? bytes : joined(eventReader().push(bytes).map(frameOf))
}

function decodeBytes(wire: Wire, example: WireCase, parts: Uint8Array[]): Decoding {
  const reader = readerOf(wire)
  const decoder = wire.decoder(contextOf(example))
  const decoded: Decoded[] = []
  const failure = failureOf(() => {
    for (const part of parts) for (const event of reader.push(part)) decoded.push(...decoder.next(event))
    decoded.push(...decoder.end())
  })
  const chunks = decoded.map(({ chunk }) => chunk)
  return { decoded, chunks, ...(failure && { failure }), truncated: !failure && !decoder.finished }
}

/** How it failed, in one flat object. Anything but a GatewayError is a fault of ours. */
function failureOf(run: () => unknown): Failure | undefined {
  try {
    run()
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause
    const { kind, status, message, details } = cause
    return { kind, status, message, type: details.type, code: details.code, param: details.param }
  }
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

/** Every single cut, and pairs of them where the stream is short; some of both by default. */
function* cutsOf(length: number): Generator<number[]> {
  const singles = thorough(length)
  for (let index = 0; index < singles; index++) yield [Math.floor(((index + 0.5) * length) / singles)]
  const all = (length * (length - 1)) / 2
  const pairs = length > 600 ? thorough(200) : thorough(Math.min(all, 4000))
  for (let index = 0; index < pairs; index++) {
    const [first, second] = pairAt(Math.floor((index * all) / pairs))
    yield [first, second + 1]
  }
}

/** The pair of this number: (0,0), (0,1), (1,1), (0,2), … */
function pairAt(number: number): [number, number] {
  const second = Math.floor((Math.sqrt(8 * number + 1) - 1) / 2)
  return [number - (second * (second + 1)) / 2, second]
}

function slices(bytes: Uint8Array, cuts: number[]): Uint8Array[] {
  return [0, ...cuts].map((start, index) => bytes.subarray(start, cuts[index] ?? bytes.length))
}

/** One id, created and model; the role once per choice; calls numbered in order; usage once, alone and last. */
function expectOneStream(chunks: ChatChunk[]) {
  expect(new Set(chunks.map(({ id, created, model, object }) => `${id} ${created} ${model} ${object}`)).size).toBeLessThan(2)
  const counted = chunks.filter(({ usage }) => usage)
  expect(counted.length).toBeLessThan(2)
  if (counted[0]) expect([counted[0].choices, chunks.indexOf(counted[0])]).toEqual([[], chunks.length - 1])
  const seen = new Map<number, { calls: number; finished: boolean }>()
  for (const choice of chunks.flatMap(chunk => chunk.choices)) {
    expect(choice).toHaveProperty('finish_reason')
    const before = seen.get(choice.index)
    expect(choice.delta.role, 'the role comes first').toBe(before ? undefined : 'assistant')
    const state = before ?? { calls: 0, finished: false }
    seen.set(choice.index, state)
    expect(state.finished).toBe(false)
    if (choice.finish_reason) state.finished = true
    else if (before && !choice.logprobs && !('content_filter_results' in choice)) expect(choice.delta).not.toEqual({})
    for (const call of choice.delta.tool_calls ?? []) {
      expect(call.index).toBeLessThanOrEqual(state.calls)
      const opens = call.index === state.calls
      if (opens) state.calls++
      expect(call.id === undefined, 'an id when a call begins, and not again').toBe(!opens)
      if (opens) expect(call.type).toBeTruthy()
    }
  }
}

test('what the openai wire does not change is forwarded in the provider’s own words', () => {
  for (const name of ['plain', 'logprobs-split-emoji', 'n-two']) {
    const example = casesOf('openai').find(each => each.name === name)!
    const sent = [...example.stream!.matchAll(/^data: ([^\n]*)\n/gm)].map(match => match[1])
    const { decoded } = decode(openai, example, [example.stream!])
    expect([...decoded.map(({ text }) => text), '[DONE]']).toEqual(sent)
  }
})

test('a text beside a chunk is the text of exactly this chunk', () => {
  for (const example of casesOf('openai').filter(({ stream }) => stream)) {
    const { decoded } = decode(openai, example, [example.stream!])
    for (const { chunk, text } of decoded) if (text !== undefined) expect(plain(chunk)).toEqual(JSON.parse(text))
  }
})

test('an Anthropic body is one by Anthropic’s own types', () => {
  expectTypeOf<AnthropicBody & { max_tokens: number }>().toExtend<MessageCreateParamsBase>()
})

test('a Converse body is one by AWS’s own types', () => {
  expectTypeOf<ConverseBody>().toExtend<Sent<Omit<ConverseRequest, 'modelId'>>>()
})

const PLAIN = casesOf('anthropic').find(({ name }) => name === 'plain')!

describe('errors', () => {
  const sse = (value: unknown) => ({ data: JSON.stringify(value) })

  test.each<[Wire, unknown, number, object]>([
    [
      anthropic,
      { type: 'error', error: { type: 'invalid_request_error', message: 'max_tokens: Field required' } },
      400,
      { kind: 'invalid_request_error', message: 'max_tokens: Field required' },
    ],
    [
      anthropic,
      { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
      529,
      { kind: 'overloaded_error', status: 529, type: 'overloaded_error' },
    ],
    [
      anthropic,
      { type: 'error', error: { type: 'billing_error', message: 'Low.', details: { error_code: 'credit_low' } } },
      402,
      { status: 402, type: 'billing_error', code: 'credit_low' },
    ],
    [
      anthropic,
      '<!DOCTYPE html><html><body>Bad gateway, key sk-ant-test</body></html>',
      502,
      { kind: 'provider_error', message: 'Anthropic answered 502 with a page, not an answer.' },
    ],
    [
      anthropic,
      'upstream connect error, key sk-ant-test',
      503,
      { kind: 'overloaded_error', message: 'Anthropic answered 503 with text that is not JSON.' },
    ],
    [anthropic, '', 500, { message: 'Anthropic answered 500 with nothing in it.' }],
    [anthropic, null, 404, { kind: 'not_found_error', message: 'Anthropic answered 404 without saying why.' }],
    [
      openai,
      {
        error: {
          message: 'Unsupported parameter',
          type: 'invalid_request_error',
          param: 'messages[0].role',
          code: 'unsupported_parameter',
        },
      },
      400,
      {
        message: 'Unsupported parameter',
        param: 'messages[0].role',
        code: 'unsupported_parameter',
        type: 'invalid_request_error',
      },
    ],
    [openai, { error: 'model not found' }, 404, { kind: 'not_found_error', message: 'model not found' }],
    [
      openai,
      { object: 'error', message: 'too long', type: 'BadRequestError', param: null, code: 400 },
      400,
      { message: 'too long', type: 'BadRequestError', code: '400' },
    ],
    [
      openai,
      { detail: [{ loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted' }] },
      422,
      { status: 422, message: 'stream_options: Extra inputs are not permitted' },
    ],
    [openai, '<html>', 502, { kind: 'provider_error', message: 'The provider answered 502 with a page, not an answer.' }],
    [
      gemini,
      { error: { code: 429, message: 'Quota exceeded.', status: 'RESOURCE_EXHAUSTED', details: [{ retryDelay: '34s' }] } },
      429,
      { kind: 'rate_limit_error', status: 429, message: 'Quota exceeded.', type: 'RESOURCE_EXHAUSTED', code: null },
    ],
    [
      gemini,
      [{ error: { code: 404, message: 'models/x is not found', status: 'NOT_FOUND' } }],
      404,
      { kind: 'not_found_error', message: 'models/x is not found' },
    ],
    // A wrong key is a 400 at AI Studio.
    [
      gemini,
      {
        error: { code: 400, message: 'API key not valid.', status: 'INVALID_ARGUMENT', details: [{ reason: 'API_KEY_INVALID' }] },
      },
      400,
      { kind: 'authentication_error', status: 401, code: 'API_KEY_INVALID' },
    ],
    [gemini, '', 503, { kind: 'overloaded_error', message: 'Gemini answered 503 with nothing in it.' }],
  ])('%#', (wire, body, status, expected) => {
    const failure = failureOf(() => {
      throw wire.errorOf(body, status)
    })
    expect(failure).toMatchObject(expected)
    expect(failure!.message).not.toMatch(/sk-/)
  })

  test.each<[object, object]>([
    [{ error: { message: 'Slow down', type: 'rate_limit_error' } }, { status: 429, message: 'Slow down' }],
    [
      { error: 'Out of credits', code: 'insufficient_quota' },
      { status: 429, message: 'Out of credits' },
    ],
    [
      { id: 'a', choices: [], x_groq: { error: 'over capacity' } },
      { status: 502, message: 'over capacity' },
    ],
    [
      {
        id: 'a',
        choices: [{ delta: { content: '' }, finish_reason: 'error' }],
        error: { code: 502, message: 'Provider disconnected' },
      },
      { status: 502, message: 'Provider disconnected' },
    ],
    [
      { choices: [{ index: 0, delta: {}, finish_reason: 'insufficient_system_resource' }] },
      { kind: 'overloaded_error', code: 'insufficient_system_resource' },
    ],
    [
      { object: 'error', message: 'too long', code: 400 },
      { status: 400, message: 'too long' },
    ],
  ])('inside a stream of the openai wire: %j', (event, expected) => {
    const decoder = openai.decoder(contextOf(casesOf('openai').find(({ name }) => name === 'plain')!))
    expect(failureOf(() => decoder.next(sse(event)))).toMatchObject(expected)
  })

  test.each<[Wire, unknown]>([
    [openai, {}],
    [openai, { choices: [] }],
    [openai, null],
    [openai, 'text'],
    [anthropic, {}],
    [anthropic, { content: 'text' }],
    [anthropic, null],
    [anthropic, 3],
    [gemini, {}],
    [gemini, { candidates: [] }],
    [gemini, []],
    [gemini, null],
    [gemini, 'text'],
  ])('a reply that is none is a provider error: %#', (wire, value) => {
    expect(failureOf(() => wire.fromReply(value, contextOf(PLAIN)))).toMatchObject({
      kind: 'provider_error',
      code: 'not_an_answer',
    })
  })

  test('an event that is not JSON is a provider error', () => {
    for (const wire of WIRES) {
      expect(failureOf(() => wire.decoder(contextOf(PLAIN)).next({ data: '{"a":' }))).toMatchObject({
        kind: 'provider_error',
        code: 'bad_event',
      })
    }
  })
})

describe('text that is cut into deltas', () => {
  const pieces = (text: string) =>
    fc.array(fc.nat(text.length), { maxLength: 12 }).map(cuts => {
      const at = [0, ...cuts.sort((a, b) => a - b), text.length]
      return at.slice(1).map((end, index) => text.slice(at[index]!, end))
    })

  const openaiContext = (): ReplyContext => {
    const example = casesOf('openai').find(({ name }) => name === 'think-tags-cut')!
    return contextOf(example)
  }

  test.each([
    '<think>\nOne.\n</think>\n\nTwo.',
    ' \n<think>One. < /think> </thin </think>Two <think>three</think>',
    '<think>never closed </thi',
    '<think></think>',
    '<thin',
    '<thinker> is a word',
    'No tag, <think>but later</think>.',
    '',
  ])('thinking between tags is the same as in one piece: %j', text => {
    const whole = openai.fromReply({ choices: [{ message: { content: text } }] }, openaiContext()).choices[0]!.message
    fc.assert(
      fc.property(pieces(text), parts => {
        const decoder = openai.decoder(openaiContext())
        const events = [
          ...parts.map(content => ({ choices: [{ index: 0, delta: { content } }] })),
          { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
        ]
        const chunks = events.flatMap(event => decoder.next({ data: JSON.stringify(event) })).map(({ chunk }) => chunk)
        const message = accumulate(chunks).choices[0]!.message
        expect({ ...message, content: message.content ?? '' }).toEqual({ ...whole, content: whole.content ?? '' })
      }),
      { numRuns: thorough(1000) },
    )
  })

  test.each([
    '```json\n{"a":1}\n```',
    ' \n```\n{"a": "```"}\n ``` \n',
    '{"a":1}\n```',
    '```js',
    '``` not a fence\n',
    '`',
    '```json\n{"cut',
  ])('a fence around JSON is the same as in one piece: %j', text => {
    const example = casesOf('anthropic').find(({ name }) => name === 'json-object')!
    const whole = anthropic.fromReply({ content: [{ type: 'text', text }] }, contextOf(example)).choices[0]!.message
    fc.assert(
      fc.property(pieces(text), parts => {
        const decoder = anthropic.decoder(contextOf(example))
        const events = [
          { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
          ...parts.map(part => ({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: part } })),
          { type: 'message_stop' },
        ]
        const chunks = events.flatMap(event => decoder.next({ data: JSON.stringify(event) })).map(({ chunk }) => chunk)
        expect(accumulate(chunks).choices[0]!.message.content).toEqual(whole.content)
      }),
      { numRuns: thorough(1000) },
    )
  })
})

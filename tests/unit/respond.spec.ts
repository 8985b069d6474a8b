import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { GatewayError } from '@/lib/chat/errors'
import type { Receipt } from '@/lib/chat/receipt'
import { toResponse } from '@/lib/gateway/web'
import { pausable } from '@/lib/gateway/write'
import { readEvents } from '@/lib/util/sse'
import { collect } from '../support/collect'
import {
  answering,
  CANARY,
  eventsOf,
  gatewayTo,
  HELLO,
  jsonOf,
  nothingHolds,
  said,
  streaming,
  textOf,
  WIRES,
} from '../support/gateway'
import { never, type Script, type StandIn, signal, standIn } from '../support/stand-in'
import { watchTimers } from '../support/timers'

let upstream: StandIn
let scripts: Script[] = []
const timers = watchTimers()
beforeAll(async () => {
  upstream = await standIn((_, index) => scripts[Math.min(index, scripts.length - 1)] ?? {})
})
afterAll(async () => {
  await upstream.close()
  timers.restore()
  nothingHolds(CANARY)
})
beforeEach(() => void upstream.requests.splice(0))
afterEach(() => vi.waitFor(() => expect(timers.open()).toEqual([]), 10_000))

const STREAM = { ...HELLO, stream: true }
const { openai, anthropic } = WIRES
const complete = (wire: keyof typeof WIRES) => streaming([...WIRES[wire].start, ...WIRES[wire].half, ...WIRES[wire].rest])
const busy: Script = { status: 503, headers: { 'content-type': 'application/json' }, body: '{"error":{"message":"Busy."}}' }
const header = (response: Response, name: string) => response.headers.get(name)

describe('an answer', () => {
  it("carries what everyone may know, and the provider's limits", async () => {
    const limits = { 'x-ratelimit-remaining-requests': '9', 'retry-after': '1', 'set-cookie': 'a=b', 'x-internal': 'c' }
    for (const stream of [false, true]) {
      scripts = [stream ? { ...complete('anthropic'), headers: limits } : answering(anthropic.whole, { headers: limits })]
      const headers = { 'x-portkey-trace-id': 'my-trace' }
      const body = { ...HELLO, stream, seed: 1, temperature: 1.5 }
      const response = await gatewayTo(upstream).ask('anthropic', { body, headers })
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'x-portkey-trace-id': 'my-trace',
        'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
        'x-portkey-provider': 'anthropic',
        'x-portkey-retry-attempt-count': '0',
        'x-portkey-last-used-option-index': 'config',
        'x-portkey-cache-status': 'DISABLED',
        'x-refract-attempts': '1',
        'x-refract-dropped': 'seed',
        'x-refract-changed': expect.stringContaining('temperature'),
        'x-ratelimit-remaining-requests': '9',
        'retry-after': '1',
        'server-timing': expect.stringMatching(/^parse;dur=[\d.]+, route;dur=[\d.]+, translate;dur=[\d.]+, upstream;dur=[\d.]+$/),
      })
      for (const name of ['set-cookie', 'x-internal']) expect(header(response, name)).toBeNull()
      await textOf(response)
    }
  })

  it('makes a trace id where there is none, also for what is refused at the door', async () => {
    const { ask } = gatewayTo(upstream)
    scripts = [answering(openai.whole)]
    const refused = await ask('openai', { body: '{' })
    for (const response of [await ask('openai'), refused]) {
      expect(header(response, 'x-portkey-trace-id')).toMatch(/^[\da-f-]{36}$/)
      expect(header(response, 'x-request-id')).toMatch(/^[\da-f-]{36}$/)
    }
    expect(header(refused, 'x-should-retry')).toBe('false')
    const named = await ask('openai', { body: '{', headers: { 'x-portkey-trace-id': 'mine' } })
    expect(header(named, 'x-portkey-trace-id')).toBe('mine')
  })

  it('keeps to the mode that was asked for', async () => {
    const thinking = {
      ...anthropic.whole,
      content: [{ type: 'thinking', thinking: 'Hm.', signature: 's' }, ...anthropic.whole.content],
    }
    scripts = [answering(thinking)]
    const keys = async (strict?: string) => {
      const headers: Record<string, string> = strict === undefined ? {} : { 'x-portkey-strict-open-ai-compliance': strict }
      const { choices } = await jsonOf(await gatewayTo(upstream).ask('anthropic', { headers }))
      return [...Object.keys(choices[0]), ...Object.keys(choices[0].message)].sort()
    }
    const schema = ['content', 'finish_reason', 'index', 'logprobs', 'message', 'refusal', 'role']
    expect(await keys('true')).toEqual(schema)
    expect(await keys()).toEqual([...schema, 'reasoning_content'].sort())
    expect(await keys('false')).toEqual([...schema, 'reasoning_content', 'content_blocks', 'native_finish_reason'].sort())
  })
})

describe('a failure', () => {
  it('has one shape, whoever made it', async () => {
    scripts = [busy]
    const theirs = await jsonOf(await gatewayTo(upstream).ask('openai'))
    expect(theirs).toEqual({
      error: { message: 'Busy.', type: 'overloaded_error', param: null, code: null },
      provider: 'openai',
      status: 'failure',
      message: 'Busy.',
    })
    const ours = await jsonOf(await gatewayTo(upstream).ask('openai', { body: { ...HELLO, n: 0 } }))
    expect(ours).toMatchObject({ error: { param: 'n' }, status: 'failure', message: ours.error.message })
  })

  it('says -1 and that trying is over once our own retries are used up, and only then', async () => {
    scripts = [busy]
    const { route, target, ask } = gatewayTo(upstream)
    const used = await route(target('openai', { retry: { attempts: 2 } }))
    expect([used.status, header(used, 'x-portkey-retry-attempt-count'), header(used, 'x-should-retry')]).toEqual([
      503,
      '-1',
      'false',
    ])
    expect([header(used, 'x-refract-attempts'), header(used, 'x-portkey-trace-id')]).toEqual(['3', expect.any(String)])
    // A caller without retries of ours may leave them to its SDK.
    const single = await ask('openai')
    expect([header(single, 'x-portkey-retry-attempt-count'), header(single, 'x-should-retry')]).toEqual(['0', null])
    upstream.requests.splice(0)
    scripts = [busy, { ...busy, status: 400 }]
    const refused = await route(target('openai', { retry: { attempts: 3 } }))
    expect([refused.status, header(refused, 'x-portkey-retry-attempt-count')]).toEqual([400, '1'])
  })

  it('counts the retries of each choice by itself', async () => {
    scripts = [busy, busy, busy, answering(anthropic.whole)]
    const { route, target } = gatewayTo(upstream)
    const response = await route(target('anthropic', { retry: { attempts: 1 } }), { body: { ...HELLO, n: 3 } })
    expect([header(response, 'x-portkey-retry-attempt-count'), header(response, 'x-refract-attempts')]).toEqual(['1', '6'])
  })

  it.each<[hint: Record<string, string>, seconds: string, ms: string]>([
    [{ 'retry-after': '7' }, '7', '7000'],
    [{ 'retry-after-ms': '250' }, '1', '250'],
    [{ 'x-ms-retry-after-ms': '1500' }, '2', '1500'],
  ])('passes on how long to wait: %j', async (hint, seconds, ms) => {
    scripts = [{ ...busy, status: 429, headers: hint }]
    const response = await gatewayTo(upstream).ask('openai')
    expect([header(response, 'retry-after'), header(response, 'retry-after-ms')]).toEqual([seconds, ms])
  })

  it("passes on the provider's own word against trying again, and what trying would not change", async () => {
    scripts = [{ ...busy, headers: { 'x-should-retry': 'false' } }]
    expect(header(await gatewayTo(upstream).ask('openai'), 'x-should-retry')).toBe('false')
    scripts = [{ ...busy, headers: { 'content-type': 'text/html' }, body: '<html>' }]
    expect(header(await gatewayTo(upstream).ask('openai'), 'x-should-retry')).toBe('false')
  })
})

describe('a stream', () => {
  const datas = async (response: Response) => (await eventsOf(response)).filter(({ event }) => !event).map(({ data }) => data)

  it('is forwarded as it came, and in strict mode within the schema', async () => {
    const odd =
      'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m", "extra":12345678901234567890,"choices":[{"index":0,"delta":{"role":"assistant","content":"Hi"},"finish_reason":null}]}'
    const [, , end] = openai.rest
    scripts = [streaming([`${odd}\n\n`, openai.rest[1]!, end!])]
    const { ask } = gatewayTo(upstream)
    const loose: Record<string, string>[] = [{}, { 'x-portkey-strict-open-ai-compliance': 'false' }]
    for (const headers of loose) expect((await datas(await ask('openai', { body: STREAM, headers })))[0]).toBe(odd.slice(6))
    const strict = await datas(await ask('openai', { body: STREAM, headers: { 'x-portkey-strict-open-ai-compliance': 'true' } }))
    expect(strict[0]).not.toContain('extra')
    expect(said(strict.map(data => ({ data })))).toBe('Hi')
  })

  it('says the usage to who asked, once, and to nobody else', async () => {
    const usage = { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 }
    const chunk = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [], usage }
    const counted = streaming([
      ...openai.start,
      ...openai.rest.slice(0, 2),
      `data: ${JSON.stringify(chunk)}\n\n`,
      openai.rest[2]!,
    ])
    for (const [wire, script] of [['openai', counted] as const, ['anthropic', complete('anthropic')] as const]) {
      scripts = [script]
      const { ask } = gatewayTo(upstream)
      expect((await datas(await ask(wire, { body: STREAM }))).join()).not.toContain('"total_tokens"')
      const asked = await datas(await ask(wire, { body: { ...STREAM, stream_options: { include_usage: true } } }))
      expect(asked.filter(data => data.includes('"total_tokens":8'))).toEqual([asked.at(-2)])
      expect(JSON.parse(asked.at(-2)!).choices).toEqual([])
      for (const data of asked.slice(0, -2)) if (wire === 'anthropic') expect(JSON.parse(data)).toHaveProperty('usage', null)
    }
  })

  it('never holds a line end that a client might take for one', async () => {
    for (const wire of ['openai', 'anthropic'] as const) {
      const half = WIRES[wire].half.map(text => text.replace('Half an', 'a\u2028b\u2029c\u0085d'))
      scripts = [streaming([...WIRES[wire].start, ...half, ...WIRES[wire].rest])]
      const text = await textOf(await gatewayTo(upstream).ask(wire, { body: STREAM }))
      expect(text).not.toMatch(/[\u2028\u2029\u0085]/)
      expect(said((await collect(readEvents(new Response(text).body!))).map(({ data }) => ({ data })))).toContain(
        'a\u2028b\u2029c\u0085d',
      )
    }
  })

  it('speaks of functions to who asked for functions', async () => {
    const call = [
      anthropic.start[0]!,
      ...[
        { type: 'content_block_start', index: 0, content_block: { type: 'tool_use', id: 'toolu_1', name: 'f', input: {} } },
        { type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: '{"a":1}' } },
        { type: 'content_block_stop', index: 0 },
        { type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 5 } },
        { type: 'message_stop' },
      ].map(event => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`),
    ]
    const body = { ...STREAM, functions: [{ name: 'f', parameters: { type: 'object', properties: {} } }] }
    scripts = [streaming(call)]
    const text = (await datas(await gatewayTo(upstream).ask('anthropic', { body }))).join('\n')
    expect(text).toContain('"function_call"')
    expect(text).toContain('"finish_reason":"function_call"')
    expect(text).not.toContain('tool_calls')
  })

  it('is marked so that nobody on the way holds it back', async () => {
    scripts = [complete('openai')]
    const response = await gatewayTo(upstream).ask('openai', { body: STREAM })
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    })
    await textOf(response)
  })
})

describe('a receipt', () => {
  const asking = (receipt: string, body: object = HELLO) => ({ headers: { 'x-refract-receipt': receipt }, body })
  const target = { retry: { attempts: 1 } }

  it('of a failure names every sending and its error', async () => {
    scripts = [busy, { ...busy, status: 500, body: 'oops' }]
    const { route, target: at } = gatewayTo(upstream)
    const { refract } = await jsonOf(await route(at('openai', target), asking('1')))
    expect(refract).toMatchObject({
      chosen: null,
      usage: null,
      attempts: [
        { status: 503, end: 'error', error: { message: 'Busy.', status: 503, body: busy.body } },
        { status: 500, end: 'error', waited: 0, error: { status: 500, body: 'oops' } },
      ],
    })
  })

  it('of a fallback names all targets, the one that was never asked included', async () => {
    scripts = [busy, answering(openai.whole)]
    const { route, target: at } = gatewayTo(upstream)
    const messages = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{' } }] },
      { role: 'tool', tool_call_id: 'a', content: 'x' },
    ]
    const config = { strategy: { mode: 'fallback' }, targets: [at('anthropic'), at('custom'), at('openai')] }
    const { refract } = (await jsonOf(await route(config, asking('1', { ...HELLO, messages })))) as { refract: Receipt }
    expect(refract.attempts.map(({ provider, status, end }) => [provider, status, end])).toEqual([
      ['anthropic', 0, 'error'],
      ['custom', 503, 'error'],
      ['openai', 200, 'done'],
    ])
    expect(refract.attempts[0]!.notes.at(-1)).toMatchObject({
      action: 'refused',
      param: 'messages[1].tool_calls[0].function.arguments',
    })
    expect(refract.chosen).toBe(2)
  })

  it('of several choices names each sending', async () => {
    scripts = [answering(anthropic.whole)]
    const { choices, refract, usage } = await jsonOf(await gatewayTo(upstream).ask('anthropic', asking('1', { ...HELLO, n: 3 })))
    expect(choices.map(({ index }: { index: number }) => index)).toEqual([0, 1, 2])
    expect(refract.attempts.map(({ choice, end }: Receipt['attempts'][0]) => [choice, end])).toEqual([
      [0, 'done'],
      [1, 'done'],
      [2, 'done'],
    ])
    expect([usage.total_tokens, refract.usage]).toEqual([24, usage])
  })

  it.each<[unsupported: string, sendings: number, action: string]>([
    ['emulate', 3, 'emulated'],
    ['drop', 1, 'dropped'],
    ['error', 0, 'emulated'],
  ])('under the policy %s', async (unsupported, sendings, action) => {
    scripts = [answering(anthropic.whole)]
    const headers = { 'x-refract-receipt': '1', 'x-refract-unsupported': unsupported }
    const response = await gatewayTo(upstream).ask('anthropic', { headers, body: { ...HELLO, n: 3 } })
    const { refract, error } = await jsonOf(response)
    expect([response.status, upstream.requests.length]).toEqual([sendings ? 200 : 400, sendings])
    expect(refract.attempts[0].notes.find(({ param }: { param: string }) => param === 'n')).toMatchObject({ action })
    if (error) expect(error).toMatchObject({ code: 'unsupported_parameter', param: 'n' })
  })

  it('a target that cannot take it under the policy error leaves it to one that can', async () => {
    scripts = [answering(openai.whole)]
    const { route, target: at } = gatewayTo(upstream)
    const config = { strategy: { mode: 'fallback' }, targets: [at('anthropic'), at('openai')] }
    const headers = { 'x-refract-receipt': '1', 'x-refract-unsupported': 'error' }
    const response = await route(config, { headers, body: { ...HELLO, n: 2, seed: 5 } })
    expect([response.status, header(response, 'x-portkey-last-used-option-index')]).toEqual([200, 'config.targets[1]'])
    const { refract } = await jsonOf(response)
    expect(refract.attempts.map(({ status }: Receipt['attempts'][0]) => status)).toEqual([0, 200])
  })

  it('early is there before the answer is, and again at the end', async () => {
    const seen = signal()
    scripts = [streaming([...openai.start, ...openai.half, seen.promise, ...openai.rest])]
    const response = await gatewayTo(upstream).ask('openai', asking('early', STREAM))
    const [first, rest] = response.body!.tee()
    const text = new TextDecoder().decode((await first.getReader().read()).value)
    expect(text).toMatch(/^event: refract\.receipt\n/)
    seen.resolve()
    const events = await eventsOf(new Response(rest))
    expect(events.map(({ event }) => event).filter(Boolean)).toEqual(['refract.receipt', 'refract.receipt'])
    const [early, late] = events.filter(({ event }) => event).map(({ data }) => JSON.parse(data) as Receipt)
    expect([early!.chosen, early!.attempts[0]!.end, late!.attempts[0]!.end]).toEqual([0, null, 'done'])
    expect(late!.timing).toMatchObject({ first_byte: expect.any(Number), first_content: expect.any(Number) })
  })

  it('with frames tells every event of the provider as it came, once, also of a sending that failed', async () => {
    const error = openai.error(`Not with ${CANARY}.`)
    scripts = [streaming([error]), complete('openai')]
    const { route, target: at } = gatewayTo(upstream)
    const events = await eventsOf(
      await route(at('openai', { retry: { attempts: 1, on_status_codes: [500] } }), asking('frames', STREAM)),
    )
    const frames = events.filter(({ event }) => event === 'refract.frame').map(({ data }) => JSON.parse(data))
    const raw = [...openai.start, ...openai.half, ...openai.rest].map(text => text.slice(6, -2))
    expect(frames.map(({ attempt, data }) => [attempt, data])).toEqual([
      [0, error.slice(6, -2).replace(CANARY, 'sk-…WXYZ')],
      ...raw.map(data => [1, data]),
    ])
    expect(frames[0]).toMatchObject({ object: 'refract.frame', ms: expect.any(Number) })
    // Each says how many of the chunks after it were made of it.
    const told = frames.filter(({ attempt }) => attempt === 1).reduce((sum, { chunks = 0 }) => sum + chunks, 0)
    expect(told).toBe(events.filter(({ event, data }) => !event && data !== '[DONE]').length)
    expect(events.filter(({ event }) => event === 'refract.receipt')).toHaveLength(2)
    expect(JSON.parse(events.at(-2)!.data).attempts[1]).not.toHaveProperty('frames')
    expect(events[0]!.event).toBe('refract.receipt')
    for (const attempt of JSON.parse(events[0]!.data).attempts) expect(attempt).not.toHaveProperty('frames')
  })

  it('with frames keeps them where no stream began', async () => {
    scripts = [streaming(openai.start)]
    const { refract } = await jsonOf(await gatewayTo(upstream).ask('openai', asking('frames', STREAM)))
    expect(refract.attempts[0].frames).toMatchObject([{ data: openai.start[0]!.slice(6, -2) }])
  })

  it('comes in strict mode, too, and to nobody who did not ask', async () => {
    scripts = [answering(openai.whole)]
    const { ask } = gatewayTo(upstream)
    const strict = { 'x-refract-receipt': '1', 'x-portkey-strict-open-ai-compliance': 'true' }
    expect(await jsonOf(await ask('openai', { headers: strict }))).toHaveProperty('refract')
    for (const receipt of ['0', 'false', ''])
      expect(await jsonOf(await ask('openai', asking(receipt)))).not.toHaveProperty('refract')
  })
})

describe('a pausable stream', () => {
  const CLOCKS = { heartbeat: 60_000, stalledReader: 60_000 }
  const open = (source: AsyncGenerator<string>, signal = new AbortController().signal, clocks = CLOCKS) => {
    const over = vi.fn()
    const body = pausable(source, { clocks, signal, heartbeat: ':\n\n', over })
    return { over, reader: toResponse({ status: 200, headers: {}, body }).body!.getReader() }
  }
  const text = ({ value }: { value?: Uint8Array }) => new TextDecoder().decode(value)
  async function* forever(pulled = { count: 0 }): AsyncGenerator<string> {
    for (;;) yield `${pulled.count++}`
  }

  it('pulls only what is read', async () => {
    const pulled = { count: 0 }
    const { reader, over } = open(forever(pulled))
    await new Promise(resolve => setTimeout(resolve))
    expect(pulled.count).toBe(0)
    expect([text(await reader.read()), text(await reader.read())]).toEqual(['0', '1'])
    expect(pulled.count).toBe(2)
    await reader.cancel()
    expect(over).toHaveBeenCalledOnce()
  })

  it('speaks into the silence, and loses nothing by it', async () => {
    const wait = signal()
    const source = (async function* () {
      yield 'a'
      await wait.promise
      yield 'b'
    })()
    const { reader, over } = open(source, undefined, { ...CLOCKS, heartbeat: 5 })
    const seen = [text(await reader.read()), text(await reader.read()), text(await reader.read())]
    expect(seen).toEqual(['a', ':\n\n', ':\n\n'])
    wait.resolve()
    let next = await reader.read()
    while (text(next) === ':\n\n') next = await reader.read()
    expect(text(next)).toBe('b')
    expect((await reader.read()).done).toBe(true)
    expect(over).toHaveBeenCalledOnce()
  })

  it('gives up on a reader who has stopped, or never began', async () => {
    for (const reads of [0, 1]) {
      const { reader, over } = open(forever())
      for (let i = 0; i < reads; i++) await reader.read()
      timers.fire('write.ts')
      expect(over).toHaveBeenCalledOnce()
      await expect(reader.read()).rejects.toThrow('stopped reading')
    }
  })

  it('gives up on a reader who does not take the heartbeats, and not on one who does', async () => {
    const silent = async function* (): AsyncGenerator<string> {
      await new Promise<never>(() => {})
    }
    const { reader, over } = open(silent())
    await new Promise(resolve => setTimeout(resolve))
    for (let i = 0; i < 3; i++) {
      const beat = reader.read()
      // The heartbeat, and then the patience, which sees that it was taken.
      timers.fire('write.ts')
      expect(text(await beat)).toBe(':\n\n')
      expect(over).not.toHaveBeenCalled()
    }
    const last = reader.read()
    timers.fire('write.ts')
    await last
    timers.fire('write.ts')
    expect(over).toHaveBeenCalledOnce()
    await expect(reader.closed).rejects.toThrow('stopped reading')
  })

  it("ends with its caller's leaving, and not with a clock of ours, which is told inside", async () => {
    const leave = new AbortController()
    const left = open(forever(), leave.signal)
    await left.reader.read()
    leave.abort(new Error('gone'))
    await expect(left.reader.read()).rejects.toThrow('gone')
    expect(left.over).toHaveBeenCalledOnce()

    const clock = new AbortController()
    const late = open(forever(), clock.signal)
    clock.abort(new GatewayError('timeout_error', 'Too long.'))
    expect(text(await late.reader.read())).toBe('0')
    await late.reader.cancel()
  })

  it('runs the end of its source whenever it is left', async () => {
    for (const reads of [1, 2]) {
      const ended = signal()
      const source = (async function* () {
        try {
          for (;;) yield 'x'
        } finally {
          ended.resolve()
        }
      })()
      const { reader } = open(source)
      for (let i = 0; i < reads; i++) await reader.read()
      await reader.cancel()
      await ended.promise
    }
  })
})

it('a caller who stops reading frees the provider', async () => {
  scripts = [streaming([...openai.start, ...openai.half, never])]
  const { ask } = gatewayTo(upstream, { clocks: { stalledReader: 40 } })
  const response = await ask('openai', { body: STREAM })
  expect(await upstream.requests[0]!.closed).toBe(false)
  await expect(response.text()).rejects.toThrow('stopped reading')
})

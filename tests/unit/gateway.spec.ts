import { getEventListeners } from 'node:events'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { allowListFrom, send } from '@/lib/egress'
import { createGateway } from '@/lib/gateway'
import { clocksOf } from '@/lib/gateway/clocks'
import { deliver } from '@/lib/gateway/deliver'
import { createShared } from '@/lib/gateway/shared'
import { createTokens } from '@/lib/gateway/tokens'
import type { Attempt, Call } from '@/lib/routing/types'
import { memoryStore } from '@/lib/store'
import {
  answering,
  CANARY,
  callOf,
  eventsOf,
  gatewayTo,
  HELLO,
  jsonOf,
  left,
  nothingHolds,
  requestOf,
  said,
  streaming,
  textOf,
  WIRES,
  type WireName,
} from '../support/gateway'
import { cut, never, reset, type Script, type StandIn, type Step, signal, standIn } from '../support/stand-in'
import { watchTimers } from '../support/timers'

let upstream: StandIn
let scripts: Script[] = []
beforeAll(async () => {
  upstream = await standIn((_, index) => scripts[Math.min(index, scripts.length - 1)] ?? {})
})
afterAll(async () => {
  await upstream.close()
  nothingHolds(CANARY)
})
beforeEach(() => void upstream.requests.splice(0))

const timers = watchTimers()
afterEach(() => vi.waitFor(() => expect(timers.open()).toEqual([]), 10_000))
afterAll(() => timers.restore())

const wires = Object.keys(WIRES) as WireName[]
const RECEIPT = { 'x-refract-receipt': '1' }
const STREAM = { ...HELLO, stream: true }

const chatOf = (wire: WireName, { half, rest, error } = WIRES[wire]) => ({
  half: [...WIRES[wire].start, ...half],
  all: [...WIRES[wire].start, ...half, ...rest],
  error: error(`The key ${CANARY} is on fire.`),
})

/** Breaks the stream once its half was read by the caller. */
async function brokenBy(wire: WireName, end: Step, headers: Record<string, string> = {}, clocks = {}) {
  const seen = signal()
  scripts = [streaming([...chatOf(wire).half, seen.promise, end])]
  const { ask } = gatewayTo(upstream, { clocks })
  const response = await ask(wire, { body: STREAM, headers: { ...RECEIPT, ...headers } })
  const [first, rest] = response.body!.tee()
  const reader = first.getReader()
  await reader.read()
  seen.resolve()
  while (!(await reader.read()).done);
  const events = await eventsOf(new Response(rest, { headers: response.headers }))
  const receipt = events.find(({ event }) => event === 'refract.receipt')
  return { events, chunks: events.filter(({ event }) => !event), receipt: receipt && JSON.parse(receipt.data) }
}

describe.each(wires)('a stream from %s', wire => {
  const { half, all, error } = chatOf(wire)

  it('that is complete is done, with [DONE] once and last', async () => {
    scripts = [streaming(all)]
    const events = await eventsOf(await gatewayTo(upstream).ask(wire, { body: STREAM, headers: RECEIPT }))
    expect(said(events)).toBe('Half an answer.')
    expect(events.map(({ event, data }) => event ?? data).slice(-2)).toEqual(['refract.receipt', '[DONE]'])
    const { attempts, chosen } = JSON.parse(events.at(-2)!.data)
    expect([attempts.length, attempts[0].end, chosen]).toEqual([1, 'done', 0])
  })

  it('whose provider holds the connection open is done at once, and the connection is let go', async () => {
    scripts = [streaming([...all, never])]
    const events = await eventsOf(await gatewayTo(upstream, { clocks: { drain: 20 } }).ask(wire, { body: STREAM }))
    expect(events.at(-1)!.data).toBe('[DONE]')
    expect(await upstream.requests[0]!.closed).toBe(false)
  })

  it('whose provider goes on after its end says nothing more, and its connection is kept until then', async () => {
    const later = new Promise(resolve => setTimeout(resolve, 20))
    scripts = [streaming([...all, later, ...half, 'data: {"never":"seen"}\n\n', error])]
    const events = await eventsOf(await gatewayTo(upstream).ask(wire, { body: STREAM }))
    expect([said(events), events.at(-1)!.data]).toEqual(['Half an answer.', '[DONE]'])
    expect(await upstream.requests[0]!.closed).toBe(true)
  })

  it.each<[how: string, end: Step, state: string]>([
    ['is reset', reset, 'truncated'],
    ['is cut', cut, 'truncated'],
    ['ends without its last event', '', 'truncated'],
    ['says an error', error, 'error'],
    ['sends what is not JSON', 'data: {"half\n\n', 'error'],
    ['sends a line without end', `data: ${'x'.repeat(1_100_000)}`, 'error'],
  ])('that %s keeps its text and ends as one error event, without [DONE]', async (_, end, state) => {
    const { events, chunks, receipt } = await brokenBy(wire, end)
    expect(said(events)).toBe('Half an')
    expect(receipt.attempts).toMatchObject([{ end: state, error: { message: expect.any(String) } }])
    const last = JSON.parse(chunks.at(-1)!.data)
    expect(last).toMatchObject({
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta: {}, finish_reason: 'error' }],
      error: { message: receipt.attempts[0].error.message, type: expect.any(String), param: null },
    })
    expect(last.id).toBe(JSON.parse(chunks[0]!.data).id)
    expect(events.at(-1)!.event).toBe('refract.receipt')
    expect(await upstream.requests[0]!.closed).toBeDefined()
  })

  it('that fails in strict mode is the error alone', async () => {
    const { chunks } = await brokenBy(wire, error, { 'x-portkey-strict-open-ai-compliance': 'true' })
    expect(JSON.parse(chunks.at(-1)!.data)).toEqual({
      error: {
        message: expect.stringContaining('on fire'),
        type: expect.any(String),
        param: null,
        code: expect.toSatisfy(() => true),
      },
    })
  })

  it('that falls silent in the middle ends as an error; comments are silence, too', async () => {
    const comments = (async function* () {
      yield* half
      for (;;) {
        yield ': still here\n\n'
        await new Promise(resolve => setTimeout(resolve, 5))
      }
    })()
    const bodies: Script['body'][] = [[...half, never], comments]
    for (const body of bodies) {
      upstream.requests.splice(0)
      scripts = [{ headers: { 'content-type': 'text/event-stream' }, body }]
      const { ask } = gatewayTo(upstream, { clocks: { idle: 50 } })
      const events = await eventsOf(await ask(wire, { body: STREAM, headers: RECEIPT }))
      expect(said(events)).toBe('Half an')
      expect(JSON.parse(events.at(-2)!.data).error).toMatchObject({ code: 'stalled', message: expect.stringContaining('0.05 s') })
      expect(await upstream.requests[0]!.closed).toBe(false)
    }
  })

  it('whose caller reads slowly is not silent', async () => {
    const [more, rest] = [signal(), signal()]
    scripts = [streaming([...half, more.promise, ...half.slice(-1), rest.promise, ...all.slice(-4)])]
    const response = await gatewayTo(upstream).ask(wire, { body: STREAM })
    const reader = response.body!.getReader()
    await reader.read()
    const next = reader.read()
    more.resolve()
    await next
    // Nobody waits for the provider now.
    timers.fire('stream.ts')
    rest.resolve()
    let text = ''
    for (let last = await reader.read(); !last.done; last = await reader.read()) text += new TextDecoder().decode(last.value)
    expect(text).toMatch(/data: \[DONE\]\n\n$/)
  })

  it('that is too long in all ends as an error', async () => {
    scripts = [streaming([...half, never])]
    const response = await gatewayTo(upstream).ask(wire, { body: STREAM, headers: RECEIPT })
    timers.fire('chat.ts')
    const events = await eventsOf(response)
    expect(JSON.parse(events.at(-2)!.data).error.code).toBe('total_time')
    expect(JSON.parse(events.at(-1)!.data).attempts[0]).toMatchObject({ end: 'error', error: { status: 504 } })
    expect(await upstream.requests[0]!.closed).toBe(false)
  })

  it('that has begun is not cut by the clock on its beginning', async () => {
    const headers = { 'x-portkey-request-timeout': '60000' }
    scripts = [streaming(all)]
    const response = await gatewayTo(upstream).ask(wire, { body: STREAM, headers })
    expect(timers.count('timeout.ts')).toBe(0)
    expect((await eventsOf(response)).at(-1)!.data).toBe('[DONE]')
  })

  it.each<[how: string, body: Step[], code: string | null]>([
    ['an error event', [error], null],
    ['nothing', [], 'truncated'],
    ['a role and then a reset', [...WIRES[wire].start, reset], 'truncated'],
    ['a page', ['<html>'], 'truncated'],
  ])('that begins with %s is an error with a status, not a stream', async (_, body, code) => {
    scripts = [streaming(body)]
    const response = await gatewayTo(upstream).ask(wire, { body: STREAM, headers: RECEIPT })
    const { error, refract } = await jsonOf(response)
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.headers.get('content-type')).toContain('json')
    if (code) expect(error.code).toBe(code)
    expect(refract).toMatchObject({ chosen: null, attempts: [{ status: 200, end: code === 'truncated' ? code : 'error' }] })
  })

  it('is sent again, or elsewhere, as long as the caller has seen nothing', async () => {
    const { route, target } = gatewayTo(upstream)
    const beginnings: Step[][] = [[error], [...WIRES[wire].start, reset], [...WIRES[wire].start]]
    // What might have become a tag is held back, and nothing was seen of it.
    if (wire === 'openai') beginnings.push([WIRES.openai.half[0]!.replace('Half an', '<thi')])
    for (const broken of beginnings) {
      upstream.requests.splice(0)
      scripts = [streaming(broken), streaming(all)]
      const fallback = { strategy: { mode: 'fallback' }, targets: [target(wire), target(wire)] }
      const response = await route(fallback, { body: STREAM, headers: RECEIPT })
      expect(response.headers.get('x-portkey-last-used-option-index')).toBe('config.targets[1]')
      const events = await eventsOf(response)
      expect([said(events), events.at(-1)!.data]).toEqual(['Half an answer.', '[DONE]'])
      const { attempts, chosen } = JSON.parse(events.at(-2)!.data)
      expect([attempts.length, chosen, attempts[1].end]).toEqual([2, 1, 'done'])

      upstream.requests.splice(0)
      const retried = await route(target(wire, { retry: { attempts: 1 } }), { body: STREAM })
      expect(retried.headers.get('x-portkey-retry-attempt-count')).toBe('1')
      expect((await eventsOf(retried)).at(-1)!.data).toBe('[DONE]')
    }
  })

  it('is never sent again once the caller has seen something', async () => {
    const seen = signal()
    scripts = [streaming([...half, seen.promise, reset])]
    const { route, target } = gatewayTo(upstream)
    const again = target(wire, { retry: { attempts: 3 } })
    const response = await route({ strategy: { mode: 'fallback' }, targets: [again, again] }, { body: STREAM })
    seen.resolve()
    expect((await eventsOf(response)).at(-1)!.data).toContain('truncated')
    expect(upstream.requests).toHaveLength(1)
  })

  it('is whole for a caller who gets it as JSON from its provider', async () => {
    scripts = [answering(WIRES[wire].whole)]
    const events = await eventsOf(await gatewayTo(upstream).ask(wire, { body: STREAM, headers: RECEIPT }))
    expect([said(events), events.at(-1)!.data]).toEqual(['Half an answer.', '[DONE]'])
    expect(JSON.parse(events.at(-2)!.data)).toMatchObject({ usage: { total_tokens: 8 }, attempts: [{ end: 'done' }] })
  })

  it('reads no more than its caller does', async () => {
    let written = 0
    const endless = (async function* () {
      yield* half
      for (; written < 2000; written++) yield WIRES[wire].half[0]!.replace('Half an', 'x'.repeat(10_000))
      yield* all.slice(-4)
    })()
    scripts = [{ headers: { 'content-type': 'text/event-stream' }, body: endless }]
    const response = await gatewayTo(upstream).ask(wire, { body: STREAM })
    const reader = response.body!.getReader()
    await reader.read()
    // The script goes on only while someone takes what it writes.
    await vi.waitFor(async () => {
      const at = written
      await new Promise(resolve => setTimeout(resolve, 30))
      expect(written).toBe(at)
    }, 10_000)
    expect(written).toBeLessThan(2000)
    await reader.cancel()
    expect(await upstream.requests[0]!.closed).toBe(false)
  })

  it('is written at most as often as it is read, heartbeats and the end apart', async () => {
    scripts = [streaming([all.slice(0, -2).join(''), all.slice(-2).join('')])]
    const response = await gatewayTo(upstream).ask(wire, { body: STREAM, headers: { 'x-refract-receipt': 'early' } })
    let writes = 0
    for await (const _ of response.body!) writes++
    expect(writes).toBeLessThanOrEqual(3)
  })
})

/** What is left of a call that its caller leaves at some moment. */
describe.each(wires)('a caller who leaves %s', wire => {
  const { half } = chatOf(wire)
  const held = (body: Step[], type = 'text/event-stream'): Script => ({ headers: { 'content-type': type }, body })

  /** Sends at the level of one target, where the attempts can be seen. */
  function sending(body: Step[], request: object = { stream: true }, type?: string) {
    scripts = [held(body, type)]
    const leave = new AbortController()
    const call = callOf(request, { signal: leave.signal })
    const services = {
      env: {},
      clocks: clocksOf({}),
      monotonic: () => performance.now(),
      now: () => 0,
      today: () => 0,
      random: () => 0,
      uuid: () => 'id',
      shared: createShared(() => performance.now(), memoryStore()),
      egress: send,
      tokens: createTokens(),
    }
    const deliverTo = deliver(services, { serverKeys: false }, allowListFrom({ ALLOWED_PRIVATE_HOSTS: upstream.host }, NOWHERE))
    const reply = deliverTo({ provider: wire, api_key: CANARY, custom_host: `${upstream.url}/v1` }, call, 'config')
    return { leave: () => leave.abort(new Error('gone')), call, reply, signal: leave.signal }
  }
  const NOWHERE = { loopback: false, vercel: false }
  const ends = (call: Call) => call.attempts.map(({ end }: Attempt) => end)

  it('before anything is sent sends nothing', async () => {
    const { gateway } = gatewayTo(upstream)
    const leave = new AbortController()
    leave.abort()
    const response = await gateway.chatCompletions(requestOf('/v1/chat/completions', { signal: leave.signal }))
    expect(response.status).toBe(499)
    expect(upstream.requests).toHaveLength(0)
  })

  it.each([
    ['waiting for headers', [never], { stream: true }, undefined],
    ['waiting for the answer', ['{', never], {}, 'application/json'],
    ['waiting for the first content', [...WIRES[wire].start, never], { stream: true }, undefined],
  ] as const)('%s ends it', async (_, body, request, type) => {
    const { leave, call, reply, signal } = sending([...body], request, type)
    const seen = await upstream.request(0)
    leave()
    await expect(reply).rejects.toThrow('gone')
    expect(await seen.closed).toBe(false)
    expect([ends(call), getEventListeners(signal, 'abort')]).toEqual([['aborted'], []])
  })

  it('when it has begun and nothing was read of it ends it', async () => {
    const { leave, call, reply, signal } = sending([...half, never])
    expect((await reply).ok).toBe(true)
    leave()
    expect([ends(call), getEventListeners(signal, 'abort')]).toEqual([['aborted'], []])
    expect(await upstream.requests[0]!.closed).toBe(false)
  })

  it('in the middle of it ends it, and its reader learns why', async () => {
    const { leave, call, reply } = sending([...half, never])
    const settled = await reply
    if (!('chunks' in settled)) throw new Error('not a stream')
    const iterator = settled.chunks[Symbol.asyncIterator]()
    await iterator.next()
    const next = iterator.next()
    leave()
    await expect(next).rejects.toThrow('gone')
    expect(ends(call)).toEqual(['aborted'])
    expect(await upstream.requests[0]!.closed).toBe(false)
  })

  it('by reading no further ends it', async () => {
    const { call, reply } = sending([...half, never])
    const settled = await reply
    if (!('chunks' in settled)) throw new Error('not a stream')
    for await (const _ of settled.chunks) break
    expect(ends(call)).toEqual(['aborted'])
    expect(await upstream.requests[0]!.closed).toBe(false)
  })

  it('during the wait before a retry sends nothing more', async () => {
    scripts = [{ status: 429, headers: { 'retry-after': '30' }, body: '{}' }]
    const { route, target } = gatewayTo(upstream)
    const leave = new AbortController()
    const reply = route(target(wire, { retry: { attempts: 1 } }), { signal: leave.signal })
    await (await upstream.request(0)).closed
    await vi.waitFor(() => expect(timers.count('abort.ts')).toBe(1), 10_000)
    leave.abort()
    expect((await reply).status).toBe(499)
    expect(upstream.requests).toHaveLength(1)
  })
})

describe('a call', () => {
  it.each(['cancel', 'abort'] as const)('of several choices whose caller leaves by %s closes every connection', async how => {
    scripts = [streaming([...chatOf('anthropic').half, never])]
    const leave = new AbortController()
    const body = { ...STREAM, n: 3 }
    const response = await gatewayTo(upstream).ask('anthropic', { body, signal: leave.signal })
    const reader = response.body!.getReader()
    await reader.read()
    if (how === 'cancel') await reader.cancel()
    else leave.abort()
    expect(upstream.requests).toHaveLength(3)
    for (const { closed } of upstream.requests) expect(await closed).toBe(false)
  })

  it('leaves no listener on a signal that lives on', async () => {
    const { signal: long } = new AbortController()
    const { gateway } = gatewayTo(upstream)
    const at = {
      authorization: `Bearer ${CANARY}`,
      'x-portkey-provider': 'anthropic',
      'x-portkey-custom-host': `${upstream.url}/v1`,
    }
    const incoming = (body: object, headers: object = at) => {
      const request = requestOf('/v1/chat/completions', { body, headers: { ...headers } })
      Object.defineProperty(request, 'signal', { value: long })
      return request
    }
    const { all, half } = chatOf('anthropic')
    scripts = [answering(WIRES.anthropic.whole)]
    await gateway.chatCompletions(incoming(HELLO))
    await gateway.chatCompletions(incoming({ ...HELLO, n: 3 }))
    await gateway.chatCompletions(incoming(HELLO, {}))
    await gateway.chatCompletions(incoming({}))
    await gateway.explain(incoming(HELLO))
    await gateway.chatCompletions(incoming(HELLO, { ...at, 'x-portkey-request-timeout': '5000' }))
    scripts = [streaming(all)]
    await textOf(await gateway.chatCompletions(incoming(STREAM)))
    await textOf(await gateway.chatCompletions(incoming({ ...STREAM, n: 12 }, { ...at, 'x-portkey-request-timeout': '5000' })))
    scripts = [streaming(half)]
    await textOf(await gateway.chatCompletions(incoming(STREAM)))
    await (await gateway.chatCompletions(incoming(STREAM))).body!.cancel()
    expect(getEventListeners(long, 'abort')).toEqual([])
  })

  it('of many choices makes Node warn of nothing', async () => {
    const warn = vi.fn()
    process.on('warning', warn)
    scripts = [answering(WIRES.anthropic.whole)]
    const response = await gatewayTo(upstream).ask('anthropic', { body: { ...HELLO, n: 20 } })
    expect((await jsonOf(response)).choices).toHaveLength(20)
    process.off('warning', warn)
    expect(warn).not.toHaveBeenCalled()
  })

  it('whose time is up is 504, and is not sent again', async () => {
    scripts = [{ body: [never] }]
    const { route, target } = gatewayTo(upstream)
    const again = target('openai', { retry: { attempts: 3, on_status_codes: [504] } })
    const asking = route({ strategy: { mode: 'fallback' }, targets: [again, again] }, { headers: RECEIPT })
    const { closed } = await upstream.request(0)
    timers.fire('chat.ts')
    const response = await asking
    expect([response.status, response.headers.get('x-should-retry')]).toEqual([504, 'false'])
    expect(await jsonOf(response)).toMatchObject({ error: { code: 'total_time' }, refract: { attempts: [{ end: 'error' }] } })
    expect(await closed).toBe(false)
    expect(upstream.requests).toHaveLength(1)
  })

  it.each([true, false])('that does not answer in time is 408 (stream: %s), and goes elsewhere when it may', async stream => {
    scripts = [{ body: [never] }, stream ? streaming(chatOf('openai').all) : answering(WIRES.openai.whole)]
    const { route, target } = gatewayTo(upstream)
    const slow = target('openai', { request_timeout: 60_000 })
    const asking = { body: { ...HELLO, stream }, headers: RECEIPT }
    const response = route({ strategy: { mode: 'fallback' }, targets: [slow, target('openai')] }, asking)
    const { closed } = await upstream.request(0)
    timers.fire('timeout.ts')
    expect(await textOf(await response)).toContain('Half an')
    expect(await closed).toBe(false)

    scripts = [{ body: [never] }]
    const late = route(slow, asking)
    await upstream.request(2)
    timers.fire('timeout.ts')
    const { error, refract } = await jsonOf(await late)
    expect(error.message).toContain('60000 ms')
    expect(refract.attempts).toMatchObject([{ end: 'error', error: { code: 'request_timeout', status: 408 } }])
  })

  it('of several choices says which one was too slow', async () => {
    scripts = [answering(WIRES.anthropic.whole), { body: [never] }, answering(WIRES.anthropic.whole)]
    const headers = { ...RECEIPT, 'x-portkey-request-timeout': '60000' }
    const asking = gatewayTo(upstream).ask('anthropic', { body: { ...HELLO, n: 3 }, headers })
    await upstream.request(2)
    await vi.waitFor(() => expect(timers.count('timeout.ts')).toBe(1), 10_000)
    timers.fire('timeout.ts')
    const response = await asking
    expect(response.status).toBe(408)
    const { attempts } = (await jsonOf(response)).refract
    const slow = attempts.filter(({ error }: Attempt) => error)
    expect(slow).toMatchObject([{ end: 'error', error: { code: 'request_timeout' } }])
    expect(attempts.map(({ choice, end }: Attempt) => [choice, end === 'error'])).toEqual(
      [0, 1, 2].map(choice => [choice, choice === slow[0].choice]),
    )
  })

  it('in which one of several choices breaks off later says which', async () => {
    const { all, half } = chatOf('anthropic')
    const seen = signal()
    scripts = [streaming([...half, never]), streaming([...half, seen.promise, reset]), streaming(all)]
    const response = await gatewayTo(upstream).ask('anthropic', { body: { ...STREAM, n: 3 }, headers: RECEIPT })
    seen.resolve()
    const events = await eventsOf(response)
    const broken = JSON.parse(events.at(-2)!.data)
    const { attempts } = JSON.parse(events.at(-1)!.data)
    const index = attempts.findIndex(({ end }: Attempt) => end === 'truncated')
    expect(broken.choices).toEqual([{ index, delta: {}, finish_reason: 'error' }])
    expect(attempts.map(({ end }: Attempt) => end).sort()).toEqual(['aborted', 'done', 'truncated'])
    for (const { closed } of upstream.requests) await closed
  })

  it('with a trace id in any script goes through, the sandbox included', async () => {
    const gateway = createGateway({ env: { SANDBOX_TOKENS_PER_SECOND: '0' } })
    const trace = Buffer.from('след ☃').toString('latin1')
    const body = { ...HELLO, model: 'sandbox/openai', max_tokens: 3 }
    const response = await gateway.chatCompletions(
      requestOf('/v1/chat/completions', { body, headers: { 'x-portkey-trace-id': trace } }),
    )
    expect([response.status, response.headers.get('x-portkey-trace-id')]).toEqual([200, encodeURIComponent('след ☃')])
  })

  it('with parameters of any name goes through, halves of letters included', async () => {
    scripts = [answering(WIRES.anthropic.whole)]
    const body = `{"model":"m","messages":[{"role":"user","content":"x"}],"\\ud800":1,"${'п'.repeat(2000)}":2,"tail":3}`
    const response = await gatewayTo(upstream).ask('anthropic', { body })
    expect(response.status).toBe(200)
    expect(response.headers.get('x-refract-dropped')).toBe('%EF%BF%BD,+2')
  })

  it('a body that breaks off is nobody’s internal error', async () => {
    const { gateway } = gatewayTo(upstream)
    const body = new ReadableStream({
      pull: controller => controller.error(new Error('aborted')),
    })
    const headers = { 'content-type': 'application/json' }
    const incoming = new Request('http://localhost/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
    expect((await gateway.chatCompletions(incoming)).status).toBe(499)
    expect(left.join()).not.toContain('internal error')
  })
})

describe('an answer that is none', () => {
  it('is not waited for: a page without end', async () => {
    scripts = [{ headers: { 'content-type': 'text/html' }, body: ['<html>', never] }]
    const response = await gatewayTo(upstream).ask('openai', { body: STREAM, headers: RECEIPT })
    expect(await jsonOf(response)).toMatchObject({ error: { code: 'not_an_answer' }, refract: { attempts: [{ end: 'error' }] } })
    expect(await upstream.requests[0]!.closed).toBe(false)
  })

  it.each<[how: string, body: Step[], errorBody: number]>([
    ['that breaks off', ['{"error"', reset], 60_000],
    ['without end', ['{"error"', never], 20],
  ])('keeps its status: an error %s', async (_, body, errorBody) => {
    scripts = [{ status: 429, headers: { 'retry-after': '3' }, body }]
    const response = await gatewayTo(upstream, { clocks: { errorBody } }).ask('openai', { headers: RECEIPT })
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '3'])
    expect((await jsonOf(response)).refract.attempts).toMatchObject([{ status: 429, end: 'error' }])
    expect(await upstream.requests[0]!.closed).toBe(false)
  })
})

describe('a provider that repeats the key it was sent', () => {
  const echo = `Wrong key ${CANARY}.`
  it.each<[where: string, script: Script, stream: boolean]>([
    ['in its error', answering({ error: { message: echo, type: CANARY, code: CANARY, param: CANARY } }, { status: 401 }), false],
    ['in an error that is text', { status: 500, body: echo }, false],
    ['in an error page', { status: 503, headers: { 'content-type': 'text/html' }, body: `<p>${echo}</p>` }, false],
    ['in an answer that is none', answering({ object: 'error', message: echo }), false],
    ['in the first event', streaming([WIRES.openai.error(echo)]), true],
    ['in a later event', streaming([...chatOf('openai').half, WIRES.openai.error(echo)]), true],
    ['in a header', answering(WIRES.openai.whole, { headers: { 'x-ratelimit-limit-requests': CANARY } }), false],
    ['where a redirect leads', { status: 302, headers: { location: `https://example.com/?k=${CANARY}` } }, false],
  ])('%s is not heard', async (_, script, stream) => {
    scripts = [script]
    for (const receipt of ['1', 'frames']) {
      const headers = { 'x-refract-receipt': receipt }
      const text = await textOf(await gatewayTo(upstream).ask('openai', { body: { ...HELLO, stream }, headers }))
      expect(text).toContain('sk-…WXYZ')
    }
  })

  it('and a key that is planted is found', () => {
    left.push(`x${CANARY}`)
    expect(() => nothingHolds(CANARY)).toThrow()
    left.pop()
    left.push(btoa(`Bearer ${CANARY}`))
    expect(() => nothingHolds(CANARY)).toThrow()
    left.pop()
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SpanNode, Trace } from '@/lib/chat/trace'
import { createShared, type Shared } from '@/lib/gateway/shared'
import { memoryStore } from '@/lib/store'
import { answering, ascii, CANARY, gatewayTo, HELLO, nothingHolds, requestOf, streaming, textOf, WIRES } from '../support/gateway'
import { leftBy } from '../support/heap'
import { type Script, type StandIn, standIn } from '../support/stand-in'

const TOKEN = 'access-token-0123456789'
const OTHER = 'sk-canary-another-0123456789abcdef'

let upstream: StandIn
let scripts: Script[]
let shared: Shared
let values: Map<string, string>

beforeAll(async () => {
  upstream = await standIn(({ json }) => {
    const { stream } = json() as { stream?: boolean }
    const { start, half, rest, whole } = WIRES.openai
    return scripts.shift() ?? (stream ? streaming([...start, ...half, ...rest]) : answering(whole))
  })
})
beforeEach(() => {
  scripts = []
  values = new Map()
  const store = memoryStore()
  const set = (key: string, value: string, ttl: number) => (values.set(key, value), store.set(key, value, ttl))
  shared = createShared(() => performance.now(), { ...store, set })
})
afterAll(() => upstream.close())
afterAll(() => nothingHolds(CANARY, OTHER, TOKEN))

interface Asking {
  body?: object
  headers?: Record<string, string>
  config?: object
  env?: Record<string, string>
}

/** Asks under a trace id, and waits until all is written down. */
async function asked(trace: string, { body = {}, headers = {}, config = {}, env = {} }: Asking = {}) {
  const { route, target } = gatewayTo(upstream, { shared, env })
  const said = { 'x-portkey-trace-id': trace, ...headers }
  const response = await route({ ...target('openai'), ...config }, { body: { ...HELLO, ...body }, headers: said })
  await textOf(response)
  await shared.background.settled()
  return response
}

async function read(
  trace: string,
  headers: Record<string, string> = { authorization: `Bearer ${CANARY}` },
  env: Record<string, string> = {},
) {
  const { gateway } = gatewayTo(upstream, { shared, env })
  const request = new Request(`http://localhost/v1/traces/${trace}`, { headers })
  const response = await gateway.traces(request, trace)
  const text = await textOf(response)
  return { status: response.status, trace: JSON.parse(text) as Trace, text }
}

const first = ({ trace }: { trace: Trace }) => trace.spans[0]!

describe('a trace', () => {
  it('holds what a request was, what it did, and how it ended', async () => {
    await asked('t', { headers: { 'x-portkey-metadata': '{"user":"ada"}', 'x-portkey-span-name': 'draft' } })
    const { status, trace } = await read('t')
    expect(status).toBe(200)
    expect(trace).toMatchObject({ object: 'refract.trace', trace_id: 't', usage: { total_tokens: 8 } })
    expect(trace.spans).toEqual([
      expect.objectContaining({
        object: 'refract.span',
        name: 'draft',
        parent_span_id: null,
        status: 200,
        error: null,
        stream: false,
        provider: 'openai',
        model: 'm',
        cache: 'DISABLED',
        usage: expect.objectContaining({ total_tokens: 8 }),
        metadata: { user: 'ada' },
        attempts: [expect.objectContaining({ path: 'config', status: 200, end: 'done' })],
        children: [],
      }),
    ])
    expect(Date.parse(first({ trace }).started_at)).toBeGreaterThan(Date.now() - 60_000)
  })

  it('of a request that names none is remembered, for its owner, and not written down', async () => {
    const { route, target } = gatewayTo(upstream, { shared })
    const response = await route(target('openai'))
    await textOf(response)
    const id = response.headers.get('x-portkey-trace-id')!
    expect(first(await read(id))).toMatchObject({ status: 200, provider: 'openai', usage: { total_tokens: 8 } })
    expect((await read(id, { authorization: 'Bearer somebody-else' })).status).toBe(404)
    const restarted = createShared(() => performance.now(), shared.store)
    const { gateway } = gatewayTo(upstream, { shared: restarted })
    const request = new Request(`http://localhost/v1/traces/${id}`, { headers: { authorization: `Bearer ${CANARY}` } })
    expect((await gateway.traces(request, id)).status).toBe(404)
    const long = await route(target('openai'), { body: { ...HELLO, messages: [{ role: 'user', content: 'u'.repeat(20_000) }] } })
    await textOf(long)
    const longId = long.headers.get('x-portkey-trace-id')!
    expect(first(await read(longId))).toMatchObject({ status: 200 })
    expect((await gateway.traces(request, longId)).status).toBe(404)
    // One with a receipt is written down, and so is one of which too much would have to be remembered.
    for (const more of [{ headers: { 'x-refract-receipt': '1' } }, { body: { ...HELLO, user: 'u'.repeat(20_000) } }]) {
      const written = await route(target('openai'), more)
      await textOf(written)
      const its = written.headers.get('x-portkey-trace-id')!
      const again = new Request(`http://localhost/v1/traces/${its}`, { headers: { authorization: `Bearer ${CANARY}` } })
      await shared.background.settled()
      expect((await gateway.traces(again, its)).status).toBe(200)
    }
  })

  it('holds on to nothing of large requests but what they did', async () => {
    const { route, target } = gatewayTo(upstream, { shared })
    const left = await leftBy(async () => {
      for (const letter of 'abc') {
        const messages = [{ role: 'user', content: letter.repeat(2_000_000) }]
        await textOf(await route(target('openai'), { body: { ...HELLO, messages } }))
      }
      await shared.background.settled()
      upstream.requests.length = 0
    })
    expect(left).toBeLessThan(1_000_000)
  })

  it('holds a stream that came whole, one that was cut, and one whose caller left', async () => {
    await asked('whole', { body: { stream: true } })
    expect(first(await read('whole'))).toMatchObject({ status: 200, stream: true, error: null })
    scripts = [streaming(WIRES.openai.half)]
    await asked('cut', { body: { stream: true } })
    expect(first(await read('cut'))).toMatchObject({ status: 502, error: { code: 'truncated' } })
    const { route, target } = gatewayTo(upstream, { shared })
    const headers = { 'x-portkey-trace-id': 'left' }
    const { body } = await route(target('openai'), { body: { ...HELLO, stream: true }, headers })
    const reader = body!.getReader()
    await reader.read()
    await reader.cancel()
    expect(first(await read('left')).status).toBe(499)
  })

  it('holds failures, with every attempt and why it failed', async () => {
    const failing = answering({ error: { message: 'Too busy.', type: 'server_error' } }, { status: 503 })
    scripts = [failing, failing]
    await asked('failed', { config: { retry: { attempts: 1 } } })
    const span = first(await read('failed'))
    expect(span).toMatchObject({ status: 503, error: { message: 'Too busy.' } })
    expect(span.attempts.map(({ status, error }) => [status, error])).toEqual([
      [503, 'Too busy.'],
      [503, 'Too busy.'],
    ])
  })

  it('is a tree by the ids of spans and their parents, whatever came first', async () => {
    const span = (id: string, parent?: string) => ({
      headers: { 'x-portkey-span-id': id, ...(parent && { 'x-portkey-parent-span-id': parent }) },
    })
    await asked('tree', span('leaf', 'branch'))
    await asked('tree', span('branch', 'root'))
    await asked('tree', span('root'))
    await asked('tree', span('lost', 'nowhere'))
    await asked('tree', span('own', 'own'))
    const shape = (nodes: SpanNode[]): unknown =>
      nodes.map(({ span_id, children }) => (children.length ? [span_id, shape(children)] : span_id))
    const { trace } = await read('tree')
    expect(shape(trace.spans)).toEqual(expect.arrayContaining([['root', [['branch', ['leaf']]]], 'lost', 'own']))
    expect(trace.usage?.total_tokens).toBe(40)
  })

  it('holds no body and no key, unless bodies are asked for, and never a key', async () => {
    const body = { messages: [{ role: 'user', content: 'a private matter' }] }
    await asked('quiet', { body })
    expect((await read('quiet')).text).not.toContain('a private matter')
    await asked('loud', { body, env: { TRACE_BODIES: '1' } })
    const { text, trace } = await read('loud')
    expect(text).toContain('a private matter')
    expect(first({ trace }).attempts[0]!.body).toMatchObject(body)
    for (const value of values.values()) expect(value).not.toContain(CANARY)
    for (const key of values.keys()) expect(key).not.toContain(CANARY)
  })

  it('is not written for a caller who wants nothing logged', async () => {
    await asked('off', { headers: { 'x-portkey-debug': 'false' } })
    expect((await read('off')).status).toBe(404)
  })

  it('holds two hundred requests at most', async () => {
    for (let index = 0; index < 203; index++) await asked('many')
    expect((await read('many')).trace.spans).toHaveLength(200)
  }, 60_000)
})

describe('who may read a trace', () => {
  const key = (value: string) => ({ authorization: `Bearer ${value}` })

  it('is whoever holds a key its requests came with', async () => {
    await asked('mine')
    expect((await read('mine', key(CANARY))).status).toBe(200)
    expect((await read('mine', { 'x-api-key': CANARY })).status).toBe(200)
    expect((await read('mine', key(OTHER))).status).toBe(404)
    expect((await read('mine', {})).status).toBe(404)
  })

  it('is whoever holds the access token, where it was sent', async () => {
    const env = { ACCESS_TOKEN: TOKEN }
    await asked('ours', { env, headers: { 'x-portkey-api-key': TOKEN } })
    expect((await read('ours', { 'x-portkey-api-key': TOKEN }, env)).status).toBe(200)
    expect((await read('ours', { 'x-portkey-api-key': 'wrong' }, env)).status).toBe(404)
    await asked('theirs', { env })
    expect((await read('theirs', { 'x-portkey-api-key': TOKEN }, env)).status).toBe(404)
  })

  it('is this very machine, where the app listens on loopback, and no foreign page of it', async () => {
    const env = { REFRACT_LISTEN: '127.0.0.1' }
    const host = { host: '127.0.0.1:3000' }
    const { gateway } = gatewayTo(upstream, { shared, env })
    const headers = {
      'x-portkey-config': ascii({ provider: 'sandbox', override_params: { model: 'openai' } }),
      'x-portkey-trace-id': 'local',
      ...host,
    }
    await textOf(await gateway.chatCompletions(requestOf('/v1/chat/completions', { headers })))
    expect((await read('local', host, env)).status).toBe(200)
    expect((await read('local', { ...host, 'sec-fetch-site': 'cross-site' }, env)).status).toBe(404)
    expect((await read('local', { host: 'evil.example' }, env)).status).toBe(404)
  })

  it('and one whose id another uses too sees their own', async () => {
    await asked('same', { headers: { 'x-portkey-span-name': 'first' } })
    await asked('same', { config: { api_key: OTHER }, headers: { 'x-portkey-span-name': 'second' } })
    expect((await read('same', key(CANARY))).trace.spans.map(({ name }) => name)).toEqual(['first'])
    expect((await read('same', key(OTHER))).trace.spans.map(({ name }) => name)).toEqual(['second'])
  })
})

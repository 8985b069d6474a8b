import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createShared } from '@/lib/gateway/shared'
import { memoryStore, type Store } from '@/lib/store'
import {
  answering,
  CANARY,
  eventsOf,
  gatewayTo,
  HELLO,
  jsonOf,
  nothingHolds,
  requestOf,
  said,
  streaming,
  textOf,
  WIRES,
} from '../support/gateway'
import { type Script, type StandIn, standIn } from '../support/stand-in'

type Wire = 'openai' | 'anthropic'

let upstream: StandIn
let script: ((streams: boolean, wire: Wire) => Script) | undefined
let store: Store

beforeAll(async () => {
  upstream = await standIn(({ url, json }) => {
    const wire = url.endsWith('/messages') ? 'anthropic' : 'openai'
    const streams = !!(json() as { stream?: boolean }).stream
    return script?.(streams, wire) ?? (streams ? streaming(eventsAt(wire)) : answering(WIRES[wire].whole))
  })
})
beforeEach(() => {
  script = undefined
  store = memoryStore()
})
afterAll(() => upstream.close())
afterAll(() => nothingHolds(CANARY))

const eventsAt = (wire: Wire) => [...WIRES[wire].start, ...WIRES[wire].half, ...WIRES[wire].rest]

let now = 1_700_000_000

interface Asking {
  provider?: Wire
  body?: object
  headers?: Record<string, string>
  key?: string
  cache?: object | null
  receipt?: boolean
}

/** One request through a gateway whose store outlives it. */
async function asked({ provider = 'openai', body = {}, headers = {}, key = CANARY, cache = { mode: 'simple' } }: Asking = {}) {
  const before = upstream.requests.length
  const shared = createShared(() => performance.now(), store)
  const { route, target } = gatewayTo(upstream, { shared, now: () => now })
  const response = await route(
    { ...target(provider), api_key: key, ...(cache && { cache }) },
    { body: { ...HELLO, ...body }, headers: { 'x-refract-receipt': '1', ...headers } },
  )
  const streams = response.headers.get('content-type')?.startsWith('text/event-stream')
  const events = streams ? await eventsOf(response) : []
  const answer = streams ? undefined : await jsonOf(response)
  await shared.background.settled()
  return {
    status: response.headers.get('x-portkey-cache-status'),
    sent: upstream.requests.length - before,
    text: streams ? said(events) : answer.choices?.[0]?.message.content,
    refract: streams ? JSON.parse(events.find(({ event }) => event === 'refract.receipt')!.data) : answer.refract,
    response,
    events,
  }
}

const STREAM = { body: { stream: true } }

describe.each<Wire>(['openai', 'anthropic'])('an answer of %s that was kept', provider => {
  it('is given again, whole or as a stream, whichever it came as', async () => {
    for (const [first, second] of [
      [{}, {}],
      [{}, STREAM],
      [STREAM, {}],
      [STREAM, STREAM],
    ]) {
      store = memoryStore()
      const fresh = await asked({ provider, ...first })
      const kept = await asked({ provider, ...second })
      expect([fresh.status, fresh.sent, kept.status, kept.sent]).toEqual(['MISS', 1, 'HIT', 0])
      expect(kept.text).toBe(fresh.text)
      expect(kept.text).toBeTruthy()
    }
  })

  it('is a whole stream, ended by [DONE], with usage when it is asked for', async () => {
    await asked({ provider })
    const { events } = await asked({ provider, body: { stream: true, stream_options: { include_usage: true } } })
    const chunks = events.filter(({ event, data }) => !event && data !== '[DONE]').map(({ data }) => JSON.parse(data))
    expect(events.at(-1)?.data).toBe('[DONE]')
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: expect.any(Number) } })
    expect(chunks[0].choices[0].delta.role).toBe('assistant')
  })

  it('costs nothing and says so, with all that would have been sent', async () => {
    const fresh = await asked({ provider })
    now += 60
    const { refract, response } = await asked({ provider })
    now -= 60
    expect(refract).toMatchObject({ cache: { status: 'HIT', age: 60 }, cost: { usd: 0 }, chosen: 0 })
    expect(refract.attempts).toEqual([expect.objectContaining({ cached: true, provider, body: fresh.refract.attempts[0].body })])
    expect(refract.attempts[0].notes).toEqual(fresh.refract.attempts[0].notes)
    expect(response.headers.get('x-refract-attempts')).toBe('0')
  })
})

describe('what makes another entry', () => {
  it.each<[what: string, other: Asking]>([
    ['another key', { key: 'sk-canary-another-0123456789abcdef' }],
    ['another text', { body: { messages: [{ role: 'user', content: 'Hello' }] } }],
    ['another parameter', { body: { temperature: 0.5 } }],
    ['an integer too large for JavaScript', { body: JSON.parse('{"seed": 9007199254740993}') }],
    ['another model', { body: { model: 'n' } }],
    ['another provider', { provider: 'anthropic' }],
    ['another namespace', { headers: { 'x-portkey-cache-namespace': 'tests' } }],
    ['more choices', { body: { n: 2 } }],
    ['extras', { headers: { 'x-portkey-strict-open-ai-compliance': 'false' } }],
    ['a header that is passed on', { headers: { 'x-portkey-forward-headers': 'x-team', 'x-team': 'b' } }],
  ])('%s', async (_, other) => {
    await asked()
    const { status, sent } = await asked(other)
    expect(status).toBe('MISS')
    expect(sent).toBeGreaterThan(0)
  })

  it.each<[what: string, other: Asking]>([
    ['metadata', { headers: { 'x-portkey-metadata': '{"user":"b"}' } }],
    ['a trace id', { headers: { 'x-portkey-trace-id': 'other' } }],
    ['strict answers', { headers: { 'x-portkey-strict-open-ai-compliance': 'true' } }],
  ])('but not %s', async (_, other) => {
    await asked()
    expect((await asked(other)).status).toBe('HIT')
  })

  it('two namespaces keep what is theirs', async () => {
    const headers = { 'x-portkey-cache-namespace': 'tests' }
    await asked({ headers })
    expect([(await asked({ headers })).status, (await asked()).status]).toEqual(['HIT', 'MISS'])
  })
})

describe('what is not kept', () => {
  const twice = async (asking: Asking = STREAM) => [(await asked(asking)).status, (await asked(asking)).status]

  it('a failure', async () => {
    script = () => answering({ error: { message: 'No.', type: 'server_error' } }, { status: 500 })
    expect(await twice({})).toEqual(['MISS', 'MISS'])
  })

  it('a stream that was cut, or failed in the middle', async () => {
    script = () => streaming(eventsAt('openai').slice(0, 2))
    expect(await twice()).toEqual(['MISS', 'MISS'])
  })

  it('a stream whose caller left', async () => {
    const shared = createShared(() => performance.now(), store)
    const { route, target } = gatewayTo(upstream, { shared })
    const response = await route({ ...target('openai'), cache: { mode: 'simple' } }, { body: { ...HELLO, stream: true } })
    const reader = response.body!.getReader()
    await reader.read()
    await reader.cancel()
    await shared.background.settled()
    expect((await asked(STREAM)).status).toBe('MISS')
  })

  it('anything without a cache in the config, or with debug off', async () => {
    expect(await twice({ cache: null })).toEqual(['DISABLED', 'DISABLED'])
    expect(await twice({ headers: { 'x-portkey-debug': 'false' } })).toEqual(['DISABLED', 'DISABLED'])
    expect((await asked(STREAM)).status).toBe('MISS')
  })

  it('an answer for longer than its age', async () => {
    let clock = 1
    store = memoryStore({ now: () => clock })
    await asked({ cache: { mode: 'simple', max_age: 10 } })
    clock += 9_000
    expect((await asked()).status).toBe('HIT')
    clock += 2_000
    expect((await asked()).status).toBe('MISS')
  })
})

describe('a caller who wants it anew', () => {
  it('gets it, and the others get that from then on', async () => {
    await asked()
    script = () =>
      answering({
        ...WIRES.openai.whole,
        choices: [{ ...WIRES.openai.whole.choices[0], message: { role: 'assistant', content: 'Anew.' } }],
      })
    const anew = await asked({ headers: { 'x-portkey-cache-force-refresh': 'true' } })
    expect([anew.status, anew.sent, anew.text]).toEqual(['REFRESH', 1, 'Anew.'])
    expect((await asked()).text).toBe('Anew.')
    expect((await asked({ headers: { 'x-portkey-cache-force-refresh': 'false' } })).status).toBe('HIT')
  })
})

describe('a caller without a key', () => {
  it('gets nothing of what another paid for', async () => {
    const shared = createShared(() => performance.now(), store)
    const env = { OPENAI_API_KEY: CANARY, ACCESS_TOKEN: 'token-0123456789' }
    const { gateway } = gatewayTo(upstream, { shared, env })
    const config = JSON.stringify({ provider: 'openai', cache: { mode: 'simple' } })
    const response = await gateway.chatCompletions(requestOf('/v1/chat/completions', { headers: { 'x-portkey-config': config } }))
    expect(response.status).toBe(401)
    expect(await textOf(response)).not.toContain('answer')
  })
})

describe('a store that is away', () => {
  it('costs the cache and nothing else', async () => {
    store = { ...memoryStore(), get: async () => undefined, set: async () => {} }
    expect((await asked()).text).toBeTruthy()
    store = { ...memoryStore(), get: async () => '{ broken', set: () => Promise.reject(new Error('full')) }
    expect(await asked()).toMatchObject({ status: 'MISS', sent: 1 })
  })
})

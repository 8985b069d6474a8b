import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createShared, type Shared } from '@/lib/gateway/shared'
import { memoryStore, type Store } from '@/lib/store'
import { answering, CANARY, gatewayTo, jsonOf, nothingHolds, streaming, textOf, WIRES } from '../support/gateway'
import { type Script, type StandIn, signal, standIn } from '../support/stand-in'

const OTHER = 'sk-canary-another-0123456789abcdef'

let upstream: StandIn
let script: () => Script
let store: Store
let shared: Shared
let today = 1_700_000_000_000

beforeAll(async () => {
  upstream = await standIn(() => script())
})
beforeEach(() => {
  script = () => answering(WIRES.openai.whole)
  store = memoryStore()
  shared = createShared(() => performance.now(), store)
})
afterAll(() => upstream.close())
afterAll(() => nothingHolds(CANARY, OTHER))

const held = () => {
  const go = signal()
  script = () => streaming([...WIRES.openai.start, ...WIRES.openai.half, go.promise, ...WIRES.openai.rest])
  return go
}

function asking(env: Record<string, string>, headers: Record<string, string> = {}, process: Shared = shared) {
  const { ask } = gatewayTo(upstream, { env, shared: process, today: () => today })
  return ask('openai', { body: { model: 'm', messages: [{ role: 'user', content: 'Hi' }], stream: true }, headers })
}

const other = { authorization: `Bearer ${OTHER}` }

describe('requests a minute', () => {
  const env = { RATE_LIMIT: '2' }

  it('are counted for each caller, who is told when to come back', async () => {
    today = 1_700_000_000_000 + 20_000
    script = () => answering(WIRES.openai.whole)
    for (let time = 0; time < 2; time++) expect((await asking(env)).status).toBe(200)
    const refused = await asking(env)
    const { error } = await jsonOf(refused)
    expect([refused.status, error.type, error.code]).toEqual([429, 'rate_limit_error', 'rate_limit_exceeded'])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect(refused.headers.get('x-should-retry')).toBeNull()
    expect((await asking(env, other)).status).toBe(200)
    today += 60_000
    expect((await asking(env)).status).toBe(200)
  })

  it('are shared by processes that share a store, and not counted when it is away', async () => {
    const second = createShared(() => performance.now(), store)
    const statuses = []
    for (const process of [shared, second, shared]) statuses.push((await asking(env, {}, process)).status)
    expect(statuses).toEqual([200, 200, 429])
    const away = createShared(() => performance.now(), { ...store, increment: async () => 0 })
    for (let time = 0; time < 5; time++) expect((await asking(env, {}, away)).status).toBe(200)
  })

  it('of callers without a key are told apart by the address the server saw', async () => {
    const from = (address: string) => asking(env, { authorization: '', 'x-refract-address': address })
    for (let time = 0; time < 2; time++) await from('192.0.2.1')
    expect((await from('192.0.2.1')).status).toBe(429)
    expect((await from('192.0.2.2')).status).not.toBe(429)
  })
})

describe('requests at a time', () => {
  const env = { CONCURRENCY_LIMIT: '1' }

  it('are one for each caller, until the stream is over', async () => {
    const go = held()
    const first = await asking(env)
    expect((await asking(env)).status).toBe(429)
    const another = asking(env, other)
    go.resolve()
    expect((await another).status).toBe(200)
    expect(await textOf(first)).toContain('[DONE]')
    await shared.background.settled()
    script = () => answering(WIRES.openai.whole)
    expect((await asking(env)).status).toBe(200)
  })

  it('make room when a caller leaves, is refused, or fails', async () => {
    const go = held()
    const first = await asking(env)
    await first.body!.cancel()
    go.resolve()
    await shared.background.settled()
    script = () => answering({ error: { message: 'No.' } }, { status: 500 })
    expect((await asking(env)).status).toBe(500)
    await shared.background.settled()
    expect((await asking(env, { 'x-portkey-metadata': 'no object' })).status).toBe(400)
    await shared.background.settled()
    script = () => answering(WIRES.openai.whole)
    expect((await asking(env)).status).toBe(200)
  })
})

describe('a server that is full', () => {
  it('says so at once, and leaves the streams it has unharmed', async () => {
    const env = { MAX_CONCURRENCY: '2' }
    const go = held()
    const streams = [await asking(env), await asking(env, other)]
    const refused = await asking(env)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
    expect((await jsonOf(refused)).error.code).toBe('overloaded')
    go.resolve()
    for (const stream of streams) expect(await textOf(stream)).toContain('[DONE]')
    script = () => answering(WIRES.openai.whole)
    expect(await textOf(await asking(env))).toContain('[DONE]')
    expect(shared.load.underWay).toBe(0)
  })
})

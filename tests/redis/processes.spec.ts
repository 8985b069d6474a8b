import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Trace } from '@/lib/chat/trace'
import { answering, HELLO, streaming, WIRES } from '../support/gateway'
import { type RedisServer, startRedis } from '../support/redis'
import { startServer, type TestServer } from '../support/server'
import { type StandIn, standIn } from '../support/stand-in'

const KEY = 'sk-canary-0123456789abcdefghijWXYZ'

let redis: RedisServer
let upstream: StandIn
let one: TestServer
let two: TestServer

/** Once its pages are loaded, which may take a slow machine longer than it waits for Redis, and Redis is there. */
async function start(): Promise<TestServer> {
  const server = await startServer({
    env: { REDIS_URL: redis.url, ALLOWED_PRIVATE_HOSTS: upstream.host, RATE_LIMIT: '30' },
  })
  await (await fetch(server.url)).text()
  const health = async () => (await (await fetch(`${server.url}/healthz`)).json()) as { store: { reachable: boolean } }
  await eventually(health, ({ store }) => store.reachable)
  return server
}

beforeAll(async () => {
  redis = await startRedis()
  const { start: begin, half, rest, whole } = WIRES.openai
  upstream = await standIn(({ json }) =>
    (json() as { stream?: boolean }).stream ? streaming([...begin, ...half, ...rest]) : answering(whole),
  )
  one = await start()
  two = await start()
}, 60_000)
afterAll(async () => {
  await Promise.all([one.stop(), two.stop(), upstream.close(), redis.kill()])
})

let callers = 0

function ask({ url }: TestServer, { body = {}, headers = {} }: { body?: object; headers?: Record<string, string> } = {}) {
  const config = { provider: 'openai', api_key: KEY, custom_host: `${upstream.url}/v1`, cache: { mode: 'simple' } }
  return fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    // Each is another caller, unless it says who it is; the key of the config is what pays.
    headers: {
      'content-type': 'application/json',
      authorization: `caller ${++callers}`,
      'x-portkey-config': JSON.stringify(config),
      ...headers,
    },
    body: JSON.stringify({ ...HELLO, ...body }),
  })
}

const traceAt = async ({ url }: TestServer, id: string) => {
  const response = await fetch(`${url}/v1/traces/${id}`, { headers: { authorization: `Bearer ${KEY}` } })
  return { status: response.status, trace: (await response.json()) as Trace }
}

/** Another process may still be writing. */
async function eventually<T>(read: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read()
    if (isSo(value)) return value
  }
}

describe('two processes with one Redis', () => {
  it('share what was kept, whole and streamed', async () => {
    const body = { seed: 1 }
    const first = await ask(one, { body })
    await first.text()
    const hit = await eventually(
      async () => await ask(two, { body: { ...body, stream: true } }),
      response => response.headers.get('x-portkey-cache-status') === 'HIT',
    )
    expect(await hit.text()).toMatch(/Half an answer\.[\s\S]*\[DONE\]/)
  })

  it('share traces, which are found after a restart too', async () => {
    const headers = { 'x-portkey-trace-id': 'shared' }
    await (await ask(one, { body: { seed: 2 }, headers: { ...headers, 'x-portkey-span-id': 'a' } })).text()
    await (
      await ask(two, { body: { seed: 3 }, headers: { ...headers, 'x-portkey-span-id': 'b', 'x-portkey-parent-span-id': 'a' } })
    ).text()
    const isWhole = ({ trace }: { trace: Trace }) => trace.spans?.[0]?.children.length === 1
    const { trace } = await eventually(() => traceAt(two, 'shared'), isWhole)
    expect(trace.spans[0]).toMatchObject({ span_id: 'a', children: [{ span_id: 'b' }] })
    expect(await one.stop()).toBe(0)
    one = await start()
    expect(isWhole(await eventually(() => traceAt(one, 'shared'), isWhole))).toBe(true)
  })

  it('share the count of requests of a caller', async () => {
    const headers = { authorization: 'Bearer sk-canary-of-another-caller-0123' }
    const statuses = await Promise.all(
      Array.from({ length: 80 }, async (_, index) => {
        const response = await ask(index % 2 ? one : two, { headers, body: { seed: 4 } })
        await response.text()
        return response.status
      }),
    )
    // A new minute may begin in between.
    expect(statuses.filter(status => status === 429).length).toBeGreaterThanOrEqual(20)
    expect(statuses.filter(status => status === 200).length).toBeGreaterThanOrEqual(30)
    expect(statuses.every(status => status === 200 || status === 429)).toBe(true)
  })

  it('answer on when it is killed, say so in a line, and use it again when it is back', async () => {
    const { port } = redis
    const asking = Array.from({ length: 20 }, (_, index) =>
      ask(index % 2 ? one : two, { body: { seed: 100 + index, stream: true } }),
    )
    await redis.kill()
    for (const response of await Promise.all(asking))
      expect([response.status, (await response.text()).includes('[DONE]')]).toEqual([200, true])
    for (let time = 0; time < 3; time++) expect((await ask(one, { body: { seed: 200 + time } })).status).toBe(200)
    expect(one.logs()).toMatch(/The store \(Redis at 127\.0\.0\.1:\d+\) failed, and answers go on without it/)
    expect(await (await fetch(`${one.url}/healthz`)).json()).toMatchObject({
      status: 'ok',
      store: { kind: 'Redis', reachable: false },
    })
    redis = await startRedis(port)
    await eventually(
      () => ask(one, { body: { seed: 300 } }),
      response => response.headers.get('x-portkey-cache-status') === 'HIT',
    )
  }, 60_000)
})

import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '@/lib/server/routes'
import { answering, HELLO, WIRES } from '../support/gateway'
import { startServer, type TestServer } from '../support/server'
import { type StandIn, standIn } from '../support/stand-in'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']
const PATHS = [...Object.keys(routes).map(path => path.replace('[id]', 'none')), '/v1/none', '/v1/models/', '/api/none']

/** What must be the same whoever answers; of pages and errors of Next's own, these. */
async function told(url: string, method: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, { method, headers, redirect: 'manual', body: method === 'POST' ? '{}' : undefined })
  const text = await response.text()
  const named = [
    'content-type',
    'allow',
    'location',
    'cache-control',
    'x-content-type-options',
    'referrer-policy',
    'x-should-retry',
  ]
  const cors = [...response.headers.keys()].filter(name => name.startsWith('access-control-'))
  return {
    status: response.status,
    headers: Object.fromEntries([...named, ...cors].map(name => [name, response.headers.get(name)])),
    said: response.headers.get('content-type')?.includes('json') ? stable(text) : text.length > 0,
  }
}

/** Without what is new each time. */
const stable = (text: string) => text.replace(/"uptime":\d+/, '"uptime":0')

describe('the front door and Next’s', () => {
  let front: TestServer
  let next: TestServer
  const env = { ALLOWED_ORIGINS: 'https://one.example', SANDBOX_TOKENS_PER_SECOND: '0' }
  beforeAll(async () => {
    front = await startServer({ env: { ...env, REFRACT_DOOR: '' } })
    next = await startServer({ env: { ...env, REFRACT_DOOR: 'next' } })
  })
  afterAll(async () => void (await Promise.all([front.stop(), next.stop()])))

  it.each(PATHS.flatMap(path => METHODS.map(method => [method, path])))('answer %s %s alike', async (method, path) => {
    const headers = { origin: 'https://one.example', 'content-type': 'application/json' }
    expect(await told(front.url + path, method, headers)).toEqual(await told(next.url + path, method, headers))
  })

  it('complete an answer alike, but for its ids and times', async () => {
    const ask = async ({ url }: TestServer, stream: boolean) => {
      const body = { model: 'sandbox/openai', seed: 1, max_tokens: 8, stream, messages: [{ role: 'user', content: 'Hello' }] }
      const headers = { 'content-type': 'application/json', 'x-portkey-trace-id': 'spürbar' }
      const response = await fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: { ...headers, 'x-portkey-trace-id': 'one' },
        body: JSON.stringify(body),
      })
      const names = [...response.headers.keys()].filter(name => /^(x-|content-type|cache-control)/.test(name))
      const text = await response.text()
      return [names, text.replace(/"(id|created)":("[^"]*"|\d+)/g, '"$1":0')]
    }
    for (const stream of [false, true]) expect(await ask(front, stream)).toEqual(await ask(next, stream))
  })
})

describe('both doors of one process', () => {
  const script = fileURLToPath(new URL('../support/two-doors.mjs', import.meta.url))
  let upstream: StandIn
  let server: TestServer
  let next: string
  beforeAll(async () => {
    upstream = await standIn(answering(WIRES.openai.whole))
    server = await startServer({ script, env: { ALLOWED_PRIVATE_HOSTS: upstream.host, RATE_LIMIT: '4' } })
    next = /Next is at (\S+)/.exec(server.logs())![1]!
  })
  afterAll(async () => {
    await server.stop()
    await upstream.close()
  })

  const ask = async (url: string, seed: number) => {
    const config = { provider: 'openai', api_key: 'sk-test', custom_host: `${upstream.url}/v1`, cache: { mode: 'simple' } }
    const headers = { 'content-type': 'application/json', 'x-portkey-config': JSON.stringify(config) }
    const response = await fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ ...HELLO, seed }),
    })
    await response.text()
    return response
  }

  it('keep, count and connect together', async () => {
    const kept = await Promise.resolve(ask(server.url, 1)).then(() => ask(next, 1))
    expect(kept.headers.get('x-portkey-cache-status')).toBe('HIT')
    await ask(next, 2)
    expect(upstream.connections()).toBe(1)
    expect((await ask(server.url, 3)).status).toBe(200)
    expect([(await ask(server.url, 4)).status, (await ask(next, 5)).status]).toContain(429)
  })
})

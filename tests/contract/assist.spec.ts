import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readEvents } from '@/lib/util/sse'
import { collect } from '../support/collect'
import { startServer, type TestServer } from '../support/server'
import { never, type StandIn, type Step, standIn } from '../support/stand-in'

const KEY = 'sk-canary-0123456789abcdefghijWXYZ'
const QUESTION = { task: 'tool', model: 'm', wish: 'look up an order' }
const TOOL = {
  name: 'get_order',
  description: 'Finds an order.',
  parameters: { type: 'object', properties: { number: { type: 'string' } }, required: ['number'], additionalProperties: false },
}

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`

/** The provider of each test answers with its own script. */
let script: Step[] = []
let upstream: StandIn
let server: TestServer
beforeAll(async () => {
  upstream = await standIn(() => ({ headers: { 'content-type': 'text/event-stream' }, body: script }))
  server = await startServer({ env: { ALLOWED_PRIVATE_HOSTS: upstream.host, OPENAI_API_KEY: KEY } })
  // The route loads with its first request, whatever that is.
  await fetch(`${server.url}/api/assist`)
})
afterAll(async () => {
  await server.stop()
  await upstream.close()
})

const post = (headers: Record<string, string>, signal?: AbortSignal) =>
  fetch(`${server.url}/api/assist`, {
    method: 'POST',
    body: JSON.stringify(QUESTION),
    headers: { 'content-type': 'application/json', ...headers },
    signal,
  })

/** With a key of the caller's, at a host of the caller's. */
const ask = (signal?: AbortSignal) =>
  post(
    {
      authorization: `Bearer ${KEY}`,
      'x-portkey-provider': 'custom',
      'x-portkey-custom-host': `${upstream.url}/v1`,
    },
    signal,
  )

describe('POST /api/assist', () => {
  test('drafts a tool over the gateway with the caller’s key, and logs no key', async () => {
    script = [chunk({ content: JSON.stringify(TOOL) }), chunk({}, 'stop'), 'data: [DONE]\n\n']
    const response = await ask()
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
    const events = await collect(readEvents(response.body!))
    expect(events.map(({ event }) => event)).toEqual(['assist.delta', 'refract.receipt', 'assist.draft'])
    expect(JSON.parse(events.at(-1)!.data).draft).toEqual(TOOL)
    expect(upstream.requests.at(-1)!.headers.authorization).toBe(`Bearer ${KEY}`)
    expect(JSON.stringify(events)).not.toContain(KEY)
    expect(server.logs()).not.toContain(KEY)
  })

  test('a caller who leaves takes the provider’s connection along', async () => {
    script = [chunk({ content: '{"name":' }), never]
    const controller = new AbortController()
    const response = await ask(controller.signal)
    await response.body!.getReader().read()
    controller.abort()
    expect(await upstream.requests.at(-1)!.closed).toBe(false)
    expect(server.logs()).not.toMatch(/error/i)
  })

  test('a foreign page cannot use the keys of the server, and a form cannot ask', async () => {
    const before = upstream.requests.length
    const foreign = await post({ 'x-portkey-provider': 'openai', 'sec-fetch-site': 'cross-site' })
    expect(foreign.status).toBe(401)
    expect((await foreign.json()).error.message).toMatch(/key/i)
    expect((await post({ 'content-type': 'text/plain' })).status).toBe(415)
    expect((await fetch(`${server.url}/api/assist`)).status).toBe(405)
    expect(upstream.requests).toHaveLength(before)
  })
})

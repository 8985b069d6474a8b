import { describe, expect, test } from 'vitest'
import { readEvents } from '@/lib/util/sse'
import { collect } from '../support/collect'
import { startServer } from '../support/server'
import { never, type Step, standIn } from '../support/stand-in'

const KEY = 'sk-canary-0123456789abcdefghijWXYZ'
const QUESTION = { task: 'tool', model: 'm', wish: 'look up an order' }
const TOOL = {
  name: 'get_order',
  description: 'Finds an order.',
  parameters: { type: 'object', properties: { number: { type: 'string' } }, required: ['number'], additionalProperties: false },
}

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
const streaming = (body: Step[]) => ({ headers: { 'content-type': 'text/event-stream' }, body })

/** The app, allowed to reach a provider that is a stand-in. */
async function serverTo(body: Step[]) {
  const upstream = await standIn(streaming(body))
  const server = await startServer({ env: { ALLOWED_PRIVATE_HOSTS: upstream.host } })
  const ask = (body: object = QUESTION, init: RequestInit = {}) =>
    fetch(`${server.url}/api/assist`, {
      method: 'POST',
      body: JSON.stringify(body),
      ...init,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${KEY}`,
        'x-portkey-provider': 'custom',
        'x-portkey-custom-host': `${upstream.url}/v1`,
        ...init.headers,
      },
    })
  return {
    upstream,
    server,
    ask,
    async [Symbol.asyncDispose]() {
      await server.stop()
      await upstream.close()
    },
  }
}

describe('POST /api/assist', () => {
  test('drafts a tool over the gateway with the caller’s key, and logs no key', async () => {
    await using world = await serverTo([chunk({ content: JSON.stringify(TOOL) }), chunk({}, 'stop'), 'data: [DONE]\n\n'])
    const response = await world.ask()
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
    const events = await collect(readEvents(response.body!))
    expect(events.map(({ event }) => event)).toEqual(['assist.delta', 'refract.receipt', 'assist.draft'])
    expect(JSON.parse(events.at(-1)!.data).draft).toEqual(TOOL)
    expect(world.upstream.requests[0]!.headers.authorization).toBe(`Bearer ${KEY}`)
    expect(JSON.stringify(events)).not.toContain(KEY)
    expect(world.server.logs()).not.toContain(KEY)
  })

  test('a caller who leaves takes the provider’s connection along', async () => {
    await using world = await serverTo([chunk({ content: '{"name":' }), never])
    const controller = new AbortController()
    const response = await world.ask(QUESTION, { signal: controller.signal })
    await response.body!.getReader().read()
    controller.abort()
    expect(await (await world.upstream.request(0)).closed).toBe(false)
    expect(world.server.logs()).not.toMatch(/error/i)
  })

  test('a foreign page cannot use the keys of the server, and a form cannot ask', async () => {
    await using world = await serverTo([])
    const foreign = await fetch(`${world.server.url}/api/assist`, {
      method: 'POST',
      body: JSON.stringify(QUESTION),
      headers: { 'content-type': 'application/json', 'x-portkey-provider': 'openai', 'sec-fetch-site': 'cross-site' },
    })
    expect(foreign.status).toBe(401)
    expect((await foreign.json()).error.message).toBeTruthy()
    const form = await world.ask(QUESTION, { headers: { 'content-type': 'text/plain' } })
    expect(form.status).toBe(415)
    const get = await fetch(`${world.server.url}/api/assist`)
    expect(get.status).toBe(405)
    expect(world.upstream.requests).toHaveLength(0)
  })
})

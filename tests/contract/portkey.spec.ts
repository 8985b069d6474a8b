import { Portkey } from 'portkey-ai'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Span, Trace } from '@/lib/chat/trace'
import { answering, streaming, WIRES } from '../support/gateway'
import { startServer, type TestServer } from '../support/server'
import { never, type Script, type StandIn, standIn } from '../support/stand-in'

const KEY = 'sk-canary-0123456789abcdefghijWXYZ'
const TEAM_KEY = 'sk-team-canary-0123456789ABCDEFGH'
const TOKEN = 'access-token-0123456789'

let upstream: StandIn
let server: TestServer
let scripts: Script[]

const { start, half, rest, whole } = WIRES.openai
const failing = (status: number) => answering({ error: { message: `No, ${status}.`, type: 'server_error' } }, { status })
const saying = (content: string) =>
  answering({ ...whole, choices: [{ ...whole.choices[0], message: { role: 'assistant', content, refusal: null } }] })

beforeAll(async () => {
  scripts = []
  upstream = await standIn(
    ({ json }) =>
      scripts.shift() ?? ((json() as { stream?: boolean }).stream ? streaming([...start, ...half, ...rest]) : answering(whole)),
  )
  server = await startServer({
    env: {
      SANDBOX_TOKENS_PER_SECOND: '0',
      ALLOWED_PRIVATE_HOSTS: upstream.host,
      ACCESS_TOKEN: TOKEN,
      REFRACT_KEYS: JSON.stringify({ team: { provider: 'openai', api_key: TEAM_KEY, custom_host: `${upstream.url}/v1` } }),
    },
  })
})
afterEach(() => {
  expect(scripts, 'every script was used').toEqual([])
})
afterAll(async () => {
  await server.stop()
  await upstream.close()
})

type Options = ConstructorParameters<typeof Portkey>[0]
interface Answer {
  choices: { message: { content: string } }[]
  getHeaders(): Record<string, string>
}

const body = { model: 'm', messages: [{ role: 'user' as const, content: 'Hi' }] }
const target = (more: object = {}) => ({ provider: 'openai', api_key: KEY, custom_host: `${upstream.url}/v1`, ...more })
const portkey = (options: Options) => new Portkey({ baseURL: `${server.url}/v1`, apiKey: 'unused', ...options })
const withConfig = (config: object) => portkey({ config: config as never })

/** The answer, and how often the provider was asked for it. */
async function asked(client: Portkey, params?: object, more: object = {}) {
  const before = upstream.requests.length
  const answer = (await client.chat.completions.create({ ...body, ...more }, params)) as never as Answer
  return {
    answer,
    headers: answer.getHeaders(),
    text: answer.choices?.[0]?.message.content,
    sent: upstream.requests.slice(before),
  }
}

async function refused(client: Portkey, more: object = {}) {
  const before = upstream.requests.length
  const error = await client.chat.completions.create({ ...body, ...more }).then(
    () => expect.unreachable(),
    (cause: unknown) => cause as Error & { status: number },
  )
  return { error, name: error.constructor.name, status: error.status, sent: upstream.requests.length - before }
}

describe("Portkey's SDK, unchanged,", () => {
  test('creates, and streams', async () => {
    const client = portkey({ provider: 'openai', Authorization: `Bearer ${KEY}`, customHost: `${upstream.url}/v1` })
    const { text, headers, sent } = await asked(client)
    expect([text, headers.provider ?? headers['x-portkey-provider']]).toEqual(['Half an answer.', 'openai'])
    expect(sent.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${KEY}`])
    const stream = (await client.chat.completions.create({ ...body, stream: true })) as never as AsyncIterable<{
      choices: { delta: { content?: string } }[]
    }>
    let streamed = ''
    for await (const chunk of stream) streamed += chunk.choices[0]?.delta.content ?? ''
    expect(streamed).toBe('Half an answer.')
  })

  test('falls back after its retries, and learns which target answered', async () => {
    scripts = [failing(503), failing(503), saying('The second.')]
    const hint = { 'retry-after-ms': '1' }
    for (const script of scripts.slice(0, 2)) script.headers = { ...script.headers, ...hint }
    const strategy = { mode: 'fallback', on_status_codes: [503] }
    const { text, headers, sent } = await asked(withConfig({ strategy, targets: [target({ retry: { attempts: 1 } }), target()] }))
    expect([text, sent.length]).toEqual(['The second.', 3])
    const said = JSON.stringify(headers)
    expect(said).toContain('config.targets[1]')
  })

  test('balances by weights, and goes by conditions on metadata', async () => {
    const strategy = {
      mode: 'conditional',
      conditions: [{ query: { 'metadata.plan': { $eq: 'pro' } }, then: 'fine' }],
      default: 'plain',
    }
    const named = (name: string, model: string) => target({ name, override_params: { model } })
    const balanced = {
      name: 'plain',
      strategy: { mode: 'loadbalance' },
      targets: [target({ weight: 0 }), target({ weight: 1, override_params: { model: 'balanced' } })],
    }
    const client = withConfig({ strategy, targets: [named('fine', 'large'), balanced] })
    const model = async (params?: object) => (await asked(client, params)).sent[0]!.json().model
    expect(await model({ metadata: { plan: 'pro' } })).toBe('large')
    expect(await model({ metadata: { plan: 'free' } })).toBe('balanced')
    expect(await model()).toBe('balanced')
  })

  test('traces, names spans and keeps answers by its seven options of a request', async () => {
    // A client of its own for each: the package goes on sending what it was once told.
    const under = (params: object) =>
      asked(withConfig(target({ cache: { mode: 'simple' } })), { traceID: 'a-trace', cacheNamespace: 'tests', ...params })
    await under({ spanId: 'root', spanName: 'plan', metadata: { user: 'ada' } })
    const kept = await under({ spanId: 'child', parentSpanId: 'root', spanName: 'write', metadata: { user: 'bo' } })
    const anew = await under({ spanId: 'anew', parentSpanId: 'root', cacheForceRefresh: true })
    const elsewhere = await under({ spanId: 'other', cacheNamespace: 'other', cacheForceRefresh: false })
    expect([kept.sent.length, anew.sent.length, elsewhere.sent.length]).toEqual([0, 1, 1])
    const response = await fetch(`${server.url}/v1/traces/a-trace`, { headers: { authorization: `Bearer ${KEY}` } })
    const { spans } = (await response.json()) as Trace
    const root = spans.find(({ span_id }) => span_id === 'root')!
    expect(root).toMatchObject({ name: 'plan', cache: 'MISS', metadata: { user: 'ada' } })
    expect(root.children.map(({ span_id, name, cache }: Span) => [span_id, name, cache])).toEqual([
      ['child', 'write', 'HIT'],
      ['anew', 'chat.completions', 'REFRESH'],
    ])
    expect(spans.find(({ span_id }) => span_id === 'other')).toMatchObject({ cache: 'MISS' })
  })

  test('uses a key of the deployment by its name, with the access token as its own key', async () => {
    const { sent } = await asked(portkey({ apiKey: TOKEN, virtualKey: 'team' }))
    expect(sent.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${TEAM_KEY}`])
    expect(await refused(portkey({ virtualKey: 'team' }))).toMatchObject({ name: 'AuthenticationError', status: 401, sent: 0 })
  })

  test('gives up after its request timeout: 408, and the provider is let go', async () => {
    scripts = [{ body: [never] }]
    const { status, sent, error } = await refused(withConfig(target({ request_timeout: 50 })))
    expect([status, sent]).toEqual([408, 1])
    expect(error.message).toContain('50 ms')
    expect(await upstream.requests.at(-1)!.closed).toBe(false)
  })

  test.each([
    [400, 'BadRequestError'],
    [401, 'AuthenticationError'],
    [403, 'PermissionDeniedError'],
    [404, 'NotFoundError'],
    [429, 'RateLimitError'],
    [500, 'InternalServerError'],
    [503, 'InternalServerError'],
  ])('gets its own error for a %i (%s), which is sent once', async (status, name) => {
    scripts = [failing(status)]
    const { error, ...rest } = await refused(withConfig(target()))
    expect(rest).toEqual({ name, status, sent: 1 })
    expect(error.message).toContain(`No, ${status}.`)
  })

  test('learns the path of a mistake in its config', async () => {
    const { name, error } = await refused(withConfig({ strategy: { mode: 'loadbalance' }, targets: [target({ weigth: 1 })] }))
    expect(name).toBe('BadRequestError')
    expect(error.message).toMatch(/config\.targets\[0\]\.weigth .*"weight"/)
  })
})

test('no key is in what the server printed', () => {
  for (const secret of [KEY, TEAM_KEY, TOKEN]) expect(server.logs()).not.toContain(secret)
})

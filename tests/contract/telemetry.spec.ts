import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { answering, ascii, CANARY, HELLO, nothingHolds, streaming, textOf, WIRES } from '../support/gateway'
import { startServer, type TestServer } from '../support/server'
import { type Script, type Seen, type StandIn, standIn } from '../support/stand-in'

afterAll(() => nothingHolds(CANARY))

const SECRET = 'The content of a message'
/** What no span may hold. */
const SECRETS = [CANARY, SECRET, 'Half an']
const TRACE = '0af7651916cd43dd8448eb211c80319c'
const PARENT = 'b7ad6b7169203331'

interface Told {
  name: string
  kind: number
  traceId: string
  spanId: string
  parentSpanId?: string
  /** Nanoseconds since 1970. */
  start: bigint
  end: bigint
  failed: boolean
  attributes: Record<string, unknown>
}

let collector: StandIn
let upstream: StandIn
let server: TestServer
let scripts: Script[] = []
const everything: Seen[] = []
beforeAll(async () => {
  collector = await standIn(answering({}))
  upstream = await standIn((_, index) => scripts[Math.min(index, scripts.length - 1)] ?? {})
  server = await startWith(collector.url)
})
afterAll(async () => {
  await server.stop()
  // Next's own spans too, which come last.
  everything.push(...collector.requests)
  expect(everything.length).toBeGreaterThan(0)
  for (const { body } of everything) for (const secret of SECRETS) expect(body.toString()).not.toContain(secret)
  await Promise.all([collector.close(), upstream.close()])
})
beforeEach(() => void upstream.requests.splice(0))
afterEach(() => void everything.push(...collector.requests.splice(0)))

const startWith = (endpoint: string, env: Record<string, string> = {}) =>
  startServer({
    env: {
      ALLOWED_PRIVATE_HOSTS: upstream.host,
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '20',
      ...env,
    },
  })

const target = (provider: string, more: object = {}) => ({
  provider,
  api_key: CANARY,
  custom_host: `${upstream.url}/v1`,
  ...more,
})

/** The whole answer. */
async function ask(config: object, body: object = {}, headers: Record<string, string> = {}, at = server): Promise<Response> {
  const messages = [{ role: 'user', content: SECRET }]
  const response = await fetch(`${at.url}/v1/chat/completions?key=${CANARY}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-portkey-config': ascii(config), ...headers },
    body: JSON.stringify({ ...HELLO, messages, ...body }),
  })
  await textOf(response)
  return response
}

/** The gateway's spans, as soon as the one of the server is among them; the others came before it, or with it. */
async function told(at = collector): Promise<{ root: Told; sendings: Told[] }> {
  const spans = await vi.waitFor(
    () => {
      const found = at.requests.flatMap(({ json }) => spansIn(json()))
      expect(found.some(isRoot)).toBe(true)
      return found
    },
    { timeout: 10_000 },
  )
  const root = spans.find(isRoot)!
  return { root, sendings: spans.filter(({ name }) => name.startsWith('chat ')) }
}

const isRoot = ({ attributes }: Told) => 'refract.trace_id' in attributes || attributes['url.path'] !== undefined

function spansIn({ resourceSpans }: any): Told[] {
  return resourceSpans.flatMap(({ scopeSpans }: any) =>
    scopeSpans.flatMap(({ scope, spans }: any) =>
      spans.flatMap((span: any) =>
        scope.name === 'refract'
          ? {
              ...span,
              start: BigInt(span.startTimeUnixNano),
              end: BigInt(span.endTimeUnixNano),
              failed: span.status.code === 2,
              attributes: Object.fromEntries(span.attributes.map(({ key, value }: any) => [key, plain(value)])),
            }
          : [],
      ),
    ),
  )
}

function plain({ stringValue, intValue, doubleValue, boolValue, arrayValue }: any): unknown {
  if (arrayValue) return arrayValue.values.map(plain)
  return stringValue ?? (intValue === undefined ? (doubleValue ?? boolValue) : Number(intValue))
}

describe('a chat completion', () => {
  it('is a span of the server, and in it one for each sending, by the conventions for generative AI', async () => {
    scripts = [
      { status: 503, body: JSON.stringify({ error: { message: `${SECRET} ${CANARY}` } }) },
      answering(WIRES.openai.whole),
    ]
    const config = {
      strategy: { mode: 'fallback' },
      targets: [
        target('anthropic', { override_params: { model: 'claude-x' } }),
        target('openai', { default_params: { seed: 7 } }),
      ],
    }
    const params = { temperature: 0.5, top_p: 0.25, max_completion_tokens: 50, stop: ['END'], frequency_penalty: 1 }
    await ask(config, params, { traceparent: `00-${TRACE}-${PARENT}-01`, 'x-portkey-trace-id': 'mine' })
    const { root, sendings } = await told()

    expect(root.traceId).toBe(TRACE)
    if (process.env.DOOR !== 'next') expect([root.parentSpanId, root.kind]).toEqual([PARENT, 2])
    expect(root).toMatchObject({ name: 'POST /v1/chat/completions', failed: false })
    expect(root.attributes).toMatchObject({
      'http.request.method': 'POST',
      'http.route': '/v1/chat/completions',
      'http.response.status_code': 200,
      'refract.trace_id': 'mine',
    })

    expect(sendings.map(({ name, kind, failed }) => [name, kind, failed])).toEqual([
      ['chat claude-x', 3, true],
      ['chat m', 3, false],
    ])
    const [first, second] = sendings as [Told, Told]
    expect([first.parentSpanId, second.parentSpanId, first.traceId]).toEqual([root.spanId, root.spanId, TRACE])
    expect(root.start <= first.start && first.end <= second.start && second.end <= root.end).toBe(true)
    const asked = {
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.temperature': 0.5,
      'gen_ai.request.top_p': 0.25,
      'gen_ai.request.max_tokens': 50,
      'gen_ai.request.frequency_penalty': 1,
      'gen_ai.request.stop_sequences': ['END'],
      'server.address': '127.0.0.1',
      'server.port': upstream.port,
    }
    expect(first.attributes).toMatchObject({
      ...asked,
      'gen_ai.provider.name': 'anthropic',
      'gen_ai.system': 'anthropic',
      'gen_ai.request.model': 'claude-x',
      'http.response.status_code': 503,
      'error.type': '503',
      'refract.target': 'config.targets[0]',
    })
    expect(first.attributes).not.toHaveProperty('gen_ai.usage.input_tokens')
    expect(second.attributes).toMatchObject({
      ...asked,
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'm',
      'gen_ai.request.seed': 7,
      'gen_ai.response.id': 'c',
      'gen_ai.response.model': 'm',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.usage.input_tokens': 3,
      'gen_ai.usage.output_tokens': 5,
      'http.response.status_code': 200,
    })
    expect(second.attributes).not.toHaveProperty('error.type')
  })

  it('that is streamed is told when it is over', async () => {
    const { start, half, rest } = WIRES.anthropic
    scripts = [streaming([...start, ...half, ...rest])]
    await ask(target('anthropic'), { stream: true })
    const { root, sendings } = await told()
    expect(root.attributes['http.response.status_code']).toBe(200)
    expect(sendings).toHaveLength(1)
    expect(sendings[0]!.attributes).toMatchObject({
      'gen_ai.response.model': 'm',
      'gen_ai.response.finish_reasons': ['end_turn'],
      'gen_ai.usage.input_tokens': 3,
      'gen_ai.usage.output_tokens': 5,
    })
  })

  it('whose stream breaks off says so in both spans', async () => {
    const { start, half } = WIRES.openai
    scripts = [streaming([...start, ...half])]
    await ask(target('openai'), { stream: true })
    const { root, sendings } = await told()
    expect([root.failed, root.attributes['error.type']]).toEqual([true, 'truncated'])
    expect([sendings[0]!.failed, sendings[0]!.attributes['error.type']]).toEqual([true, 'truncated'])
  })

  it('of several choices tells their tokens together', async () => {
    scripts = [answering(WIRES.anthropic.whole)]
    await ask(target('anthropic'), { n: 2 })
    const { root, sendings } = await told()
    expect(root.attributes).toMatchObject({ 'gen_ai.usage.input_tokens': 6, 'gen_ai.usage.output_tokens': 10 })
    expect(sendings.map(({ attributes }) => attributes['gen_ai.request.choice.count'])).toEqual([2, 2])
  })

  it('that is refused at the door is a span with its status and nothing in it', async () => {
    await ask({ provider: 'nobody' })
    const { root, sendings } = await told()
    expect(root.attributes).toMatchObject({ 'http.response.status_code': 400, 'error.type': expect.stringMatching(/^\w+$/) })
    expect([root.failed, sendings]).toEqual([false, []])
  })
})

describe('a collector', () => {
  it('gets the last spans when the server is told to end', async () => {
    await using other = await standIn(answering({}))
    await using ending = await startWith(other.url, { OTEL_BSP_SCHEDULE_DELAY: '600000' })
    scripts = [answering(WIRES.openai.whole)]
    await ask(target('openai'), {}, {}, ending)
    expect(other.requests).toEqual([])
    await ending.stop()
    expect((await told(other)).sendings).toHaveLength(1)
  })

  it('that cannot be reached, or answers badly, costs no answer, and nobody hears of each', async () => {
    await using refusing = await standIn({ status: 500 })
    const gone = await standIn()
    await gone.close()
    for (const { url } of [refusing, gone]) {
      await using lonely = await startWith(url)
      scripts = [answering(WIRES.openai.whole)]
      const statuses: number[] = []
      for (let time = 0; time < 5; time++) statuses.push((await ask(target('openai'), {}, {}, lonely)).status)
      expect(statuses).toEqual(Array(5).fill(200))
      if (url === refusing.url) await refusing.request(0)
      expect(await lonely.stop()).toBe(0)
      expect(lonely.logs()).not.toMatch(/otlp|telemetry|export|error|refused|\[refract\]/i)
    }
  })
})

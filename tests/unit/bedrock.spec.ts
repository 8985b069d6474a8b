import { afterAll, describe, expect, it } from 'vitest'
import { createGateway } from '@/lib/gateway'
import { signV4 } from '@/lib/providers/sigv4'
import { frameOf, joined } from '../support/frames'
import { answering, ascii, CANARY, eventsOf, gatewayTo, HELLO, jsonOf, nothingHolds, requestOf, said } from '../support/gateway'
import { type Script, standIn } from '../support/stand-in'

const ID = 'AKIACANARY0123456789'
const SECRET = 'canary/secret+0123456789abcdefghijABCDEF'
const SESSION = 'IQoJcanary//////session+token0123456789=='
const SERVER = {
  AWS_ACCESS_KEY_ID: 'AKIASERVERCANARY9876',
  AWS_SECRET_ACCESS_KEY: 'server/secret+ZYXWVUTSRQPONMLKJIHGFEDCBA',
}
const MODEL = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'

afterAll(() => nothingHolds(CANARY, SECRET, SESSION, SERVER.AWS_SECRET_ACCESS_KEY))

const aws = (more: Record<string, string> = {}) => ({
  'x-portkey-aws-access-key-id': ID,
  'x-portkey-aws-secret-access-key': SECRET,
  ...more,
})

const local = { REFRACT_LISTEN: '127.0.0.1' }

/** What would be sent, from this machine. */
async function explained(body: object, headers: Record<string, string> = {}, env: Record<string, string> = {}) {
  const gateway = createGateway({ env: { ...local, ...env } })
  const incoming = requestOf('/v1/explain', {
    body: { ...HELLO, ...body },
    headers: { host: 'localhost', 'x-portkey-provider': 'bedrock', ...headers },
  })
  return jsonOf(await gateway.explain(incoming))
}

describe('the address', () => {
  const at = (region: string, path: string) => `https://bedrock-runtime.${region}.amazonaws.com/model/${path}`
  const arn = 'arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-5-20250929-v1:0'
  const encoded =
    'arn%3Aaws%3Abedrock%3Aeu-west-1%3A123456789012%3Ainference-profile%2Feu.anthropic.claude-sonnet-4-5-20250929-v1%3A0'

  it.each<[what: string, body: object, headers: Record<string, string>, env: Record<string, string>, url: string]>([
    ['is in Virginia by default', { model: 'amazon.nova-pro-v1:0' }, {}, {}, at('us-east-1', 'amazon.nova-pro-v1%3A0/converse')],
    ['has a name of its own for streams', { model: 'a', stream: true }, {}, {}, at('us-east-1', 'a/converse-stream')],
    [
      'is where the caller says',
      { model: 'a' },
      { 'x-portkey-aws-region': 'eu-central-1' },
      {},
      at('eu-central-1', 'a/converse'),
    ],
    ['is where the server is', { model: 'a' }, {}, { AWS_REGION: 'ap-southeast-2' }, at('ap-southeast-2', 'a/converse')],
    ['is where the server is by default', { model: 'a' }, {}, { AWS_DEFAULT_REGION: 'us-west-2' }, at('us-west-2', 'a/converse')],
    [
      'is the server’s private endpoint',
      { model: 'a' },
      {},
      { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: 'https://vpce-1.bedrock-runtime.eu-west-1.vpce.amazonaws.com/' },
      'https://vpce-1.bedrock-runtime.eu-west-1.vpce.amazonaws.com/model/a/converse',
    ],
    [
      'is the caller’s own before the server’s',
      { model: 'a' },
      { 'x-portkey-custom-host': 'https://gate.example' },
      { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: 'https://vpce.example' },
      'https://gate.example/model/a/converse',
    ],
    [
      'is in the region an ARN names',
      { model: arn },
      { 'x-portkey-aws-region': 'us-west-2' },
      {},
      at('eu-west-1', `${encoded}/converse`),
    ],
    [
      'is at another domain in China',
      { model: 'a' },
      { 'x-portkey-aws-region': 'cn-north-1' },
      {},
      'https://bedrock-runtime.cn-north-1.amazonaws.com.cn/model/a/converse',
    ],
    [
      'is at another domain in the European cloud',
      { model: 'a' },
      { 'x-portkey-aws-region': 'eusc-de-east-1' },
      {},
      'https://bedrock-runtime.eusc-de-east-1.amazonaws.eu/model/a/converse',
    ],
    [
      'is in a government’s region',
      { model: 'a' },
      { 'x-portkey-aws-region': 'us-gov-west-1' },
      {},
      at('us-gov-west-1', 'a/converse'),
    ],
  ])('%s', async (_, body, headers, env, url) => {
    const { targets } = await explained(body, headers, env)
    expect(targets[0].url).toBe(url)
  })

  it.each([
    ['x-portkey-aws-region', 'evil.example/#'],
    ['x-portkey-aws-region', 'us-east-1.evil.example'],
    ['x-portkey-aws-region', 'Frankfurt'],
    ['x-portkey-aws-auth-type', 'assumedRole'],
  ])('is none where %s is %s', async (name, value) => {
    const { targets } = await explained({}, { [name]: value })
    expect(targets[0]).toMatchObject({ url: '', notes: [{ param: name, action: 'refused' }] })
    const refused = await createGateway({ env: {} }).chatCompletions(
      requestOf('/v1/chat/completions', { headers: { 'x-portkey-provider': 'bedrock', ...aws({ [name]: value }) } }),
    )
    expect((await jsonOf(refused)).error).toMatchObject({ param: name, type: 'invalid_request_error' })
  })

  it('is explained without its keys, in headers or in a config', async () => {
    const headers = aws({ 'x-portkey-aws-session-token': SESSION })
    expect(JSON.stringify(await explained({ model: 'a' }, headers))).not.toContain(ID)
    const target = { provider: 'bedrock', aws_access_key_id: ID, aws_secret_access_key: SECRET, aws_session_token: SESSION }
    const shown = await explained({ model: 'a' }, { 'x-portkey-config': ascii({ targets: [target] }) })
    expect(shown.route.targets).toMatchObject([{ provider: 'bedrock', api_key: '…', settings: {} }])
  })
})

const REPLY = {
  output: { message: { role: 'assistant', content: [{ text: 'Half an answer.' }] } },
  stopReason: 'end_turn',
  usage: { inputTokens: 3, outputTokens: 5, totalTokens: 8 },
}

type Sending = { body?: object; headers?: Record<string, string>; config?: object; env?: Record<string, string> }

/** What a stand-in in Bedrock's place is sent, and what comes of it. */
async function sent({ body, headers, config, env }: Sending, script: Script | Script[] = answering(REPLY)) {
  await using upstream = await standIn(script)
  const { gateway } = gatewayTo(upstream, { env: { ...local, ...env }, now: () => 1_800_000_000 })
  const place: Record<string, string> = config ? { 'x-portkey-config': ascii(config) } : { 'x-portkey-provider': 'bedrock' }
  const response = await gateway.chatCompletions(
    requestOf('/v1/chat/completions', {
      body: { ...HELLO, model: MODEL, ...body },
      headers: { host: 'localhost', 'x-portkey-custom-host': upstream.url, ...place, ...headers },
    }),
  )
  const requests = upstream.requests.map(({ url, headers, body }) => ({ url, headers, text: body.toString() }))
  return { status: response.status, answer: await jsonOf(response), requests, origin: upstream.url }
}

describe('the betas of Claude', () => {
  const headers = { 'anthropic-beta': 'context-1m-2025-08-07, fine-grained-tool-streaming-2025-05-14' }
  const betas = ['context-1m-2025-08-07', 'fine-grained-tool-streaming-2025-05-14']
  it.each<[string, object]>([
    [MODEL, { additionalModelRequestFields: { anthropic_beta: betas } }],
    [`invoke/${MODEL}`, { anthropic_beta: betas }],
  ])('are in the body for %s', async (model, body) => {
    const { targets } = await explained({ model }, headers)
    expect(targets[0].body).toMatchObject(body)
    expect(targets[0].headers).not.toHaveProperty('anthropic-beta')
    expect(targets[0].notes).toContainEqual(expect.objectContaining({ param: 'anthropic-beta', action: 'moved', to: betas }))
  })

  it('are not sent to other models', async () => {
    const { targets } = await explained({ model: 'amazon.nova-pro-v1:0' }, headers)
    expect(JSON.stringify(targets[0])).not.toContain('context-1m')
  })
})

describe('a request to Bedrock', () => {
  it('carries an API key of Bedrock’s own', async () => {
    const { status, answer, requests } = await sent({ headers: { authorization: `Bearer ${CANARY}` } })
    expect([status, answer.choices[0].message.content]).toEqual([200, 'Half an answer.'])
    expect(requests[0]).toMatchObject({
      url: `/model/${encodeURIComponent(MODEL)}/converse`,
      headers: { authorization: `Bearer ${CANARY}`, accept: 'application/json', 'content-type': 'application/json' },
      text: '{"messages":[{"role":"user","content":[{"text":"Hi"}]}]}',
    })
    expect(requests[0]!.headers).not.toHaveProperty('x-amz-date')
  })

  it.each<[what: string, sending: Sending, keys: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }]>([
    ['in headers', { headers: aws() }, { accessKeyId: ID, secretAccessKey: SECRET }],
    [
      'of a session',
      { headers: aws({ 'x-portkey-aws-session-token': SESSION, authorization: 'Bearer placeholder' }) },
      { accessKeyId: ID, secretAccessKey: SECRET, sessionToken: SESSION },
    ],
    [
      'in a config',
      { config: { provider: 'bedrock', aws_access_key_id: ID, aws_secret_access_key: SECRET, aws_region: 'us-east-1' } },
      { accessKeyId: ID, secretAccessKey: SECRET },
    ],
    [
      'as one text',
      { headers: { authorization: `Bearer ${ID}:${SECRET}:${SESSION}` } },
      { accessKeyId: ID, secretAccessKey: SECRET, sessionToken: SESSION },
    ],
  ])('is signed as it arrives, with keys %s', async (_, sending, keys) => {
    const { requests, origin } = await sent(sending)
    const { url, headers, text } = requests[0]!
    expect(headers.host).toBe(new URL(origin).host)
    const signed = signV4({
      url: origin + url,
      headers: { 'content-type': headers['content-type']! },
      text,
      keys,
      region: 'us-east-1',
      service: 'bedrock',
      now: 1_800_000_000,
    })
    expect(headers).toMatchObject(signed)
    expect('x-amz-security-token' in headers).toBe('sessionToken' in keys)
  })

  it('is refused with half of the keys, naming the other half', async () => {
    const { status, answer, requests } = await sent({ headers: { 'x-portkey-aws-access-key-id': ID } })
    expect([status, answer.error.param, requests.length]).toEqual([400, 'aws_secret_access_key', 0])
  })

  it('never carries the server’s keys to an address of the caller', async () => {
    const { status, requests } = await sent({ env: { ...SERVER, AWS_BEARER_TOKEN_BEDROCK: CANARY } })
    expect([status, requests.length]).toEqual([401, 0])
  })

  it('shows a receipt without secrets, also where Bedrock repeats what was signed', async () => {
    const message = `The request signature we calculated does not match. x-amz-security-token:${SESSION} ${SECRET}`
    const { status, answer } = await sent(
      { headers: aws({ 'x-portkey-aws-session-token': SESSION, 'x-refract-receipt': '1' }) },
      { ...answering({ message }), status: 403, headers: { 'x-amzn-errortype': 'InvalidSignatureException:http://x' } },
    )
    expect([status, answer.error.type]).toEqual([403, 'InvalidSignatureException'])
    expect(answer.refract.attempts[0].headers).toMatchObject({ 'x-amz-date': '20270115T080000Z' })
  })
})

describe('Bedrock’s frames through the gateway', () => {
  const text = (words: string) =>
    frameOf({ event: 'contentBlockDelta', data: JSON.stringify({ contentBlockIndex: 0, delta: { text: words } }) })
  const start = frameOf({ event: 'messageStart', data: '{"role":"assistant"}' })
  const stop = frameOf({ event: 'messageStop', data: '{"stopReason":"end_turn"}' })
  const metadata = frameOf({ event: 'metadata', data: JSON.stringify({ usage: REPLY.usage, metrics: { latencyMs: 1 } }) })
  const exception = (event: string) => frameOf({ event: `!${event}`, data: '{"message":"Too many tokens."}' })
  const framed = (...body: Uint8Array[]): Script => ({
    headers: { 'content-type': 'application/vnd.amazon.eventstream' },
    body,
  })
  const corrupt = text('x').map((byte, index) => (index === 60 ? byte ^ 1 : byte))
  const endless = joined([text('x')]).fill(0xff, 0, 4)

  async function streamed(...scripts: Script[]) {
    await using upstream = await standIn(scripts)
    const { route, target } = gatewayTo(upstream, { env: { REFRACT_LISTEN: '' } })
    const targets = [target('bedrock', { custom_host: upstream.url }), target('bedrock', { custom_host: upstream.url })]
    const response = await route(
      { strategy: { mode: 'fallback' }, targets },
      { body: { ...HELLO, model: MODEL, stream: true, stream_options: { include_usage: true } } },
    )
    const attempts = response.headers.get('x-refract-attempts')
    const sentTo = upstream.requests[0]!.headers.accept
    return { status: response.status, attempts, events: await eventsOf(response), sentTo }
  }

  it('become events, and their usage comes last', async () => {
    const { status, events, sentTo } = await streamed(framed(start, text('Half an'), text(' answer.'), stop, metadata))
    expect([status, sentTo, said(events)]).toEqual([200, 'application/vnd.amazon.eventstream', 'Half an answer.'])
    expect(JSON.parse(events.at(-2)!.data)).toMatchObject({ choices: [], usage: { total_tokens: 8 } })
    expect(events.at(-1)!.data).toBe('[DONE]')
  })

  it.each<[what: string, script: Script]>([
    ['an exception', framed(exception('throttlingException'))],
    ['an exception after the start', framed(start, exception('internalServerException'))],
    ['a frame that is not what was sent', framed(start, corrupt)],
    ['a length that cannot be', framed(endless)],
    ['nothing', framed()],
    ['a start and no more', framed(start)],
    ['a status of 429', { status: 429, body: '{"message":"Slow down."}', headers: { 'content-type': 'application/json' } }],
    ['a model that failed', { status: 424, body: '{"message":"Oh."}', headers: { 'content-type': 'application/json' } }],
  ])('with %s before any content leave it to the next target', async (_, script) => {
    const { attempts, events } = await streamed(script, framed(start, text('Better.'), stop, metadata))
    expect([attempts, said(events), events.at(-1)!.data]).toEqual(['2', 'Better.', '[DONE]'])
  })

  it.each<[what: string, script: Script, error: object]>([
    [
      'an exception',
      framed(start, text('Half'), exception('modelStreamErrorException')),
      { type: 'modelStreamErrorException', message: 'Too many tokens.' },
    ],
    ['a frame that is not what was sent', framed(start, text('Half'), corrupt), { code: 'bad_event' }],
    ['an end that comes too early', framed(start, text('Half')), { code: 'truncated' }],
    ['an end inside a frame', framed(start, text('Half'), stop.subarray(0, 20)), { code: 'truncated' }],
  ])('with %s after the first content end with the error and without [DONE]', async (_, script, error) => {
    const { attempts, events } = await streamed(script)
    expect([attempts, said(events)]).toEqual(['1', 'Half'])
    const last = JSON.parse(events.at(-1)!.data)
    expect(last).toMatchObject({ choices: [{ finish_reason: 'error' }], error })
  })
})

import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { jwtVerify } from 'jose'
import { afterAll, describe, expect, it } from 'vitest'
import type { ExplainedTarget } from '@/lib/chat/receipt'
import { EgressError } from '@/lib/egress'
import { createGateway } from '@/lib/gateway'
import { createTokens } from '@/lib/gateway/tokens'
import { atFace, doorTo } from '../support/door'
import { ascii, CANARY, eventsOf, HELLO, jsonOf, nothingHolds, requestOf, said, textOf } from '../support/gateway'
import { signal } from '../support/stand-in'

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})
const TOKEN = 'ya29.canary-token-0123456789abcdef'
const FILE = {
  type: 'service_account',
  project_id: 'from-the-file',
  private_key_id: 'k1',
  private_key: privateKey,
  client_email: 'refract@from-the-file.iam.gserviceaccount.com',
  token_uri: 'https://evil.example/token',
}
const NOW = 1_800_000_000
const local = { REFRACT_LISTEN: '127.0.0.1' }

afterAll(() => nothingHolds(CANARY, TOKEN, privateKey.slice(60, 120)))

interface Asking {
  body?: object
  headers?: Record<string, string>
  env?: Record<string, string>
}

async function explained({ body, headers, env }: Asking = {}): Promise<ExplainedTarget> {
  const asked = { ...HELLO, model: 'vertex/gemini-2.5-flash', ...body }
  const incoming = requestOf('/v1/explain', { body: asked, headers: { host: 'localhost', ...headers } })
  const gateway = createGateway({ tokens: createTokens(), env: { ...local, ...env } })
  return (await jsonOf(await gateway.explain(incoming))).targets[0]
}

const IN_P = { 'x-portkey-vertex-project-id': 'p' }
const at = (region: string) => ({ ...IN_P, 'x-portkey-vertex-region': region })
const asFile = (file: object = FILE) => ({ 'x-portkey-vertex-service-account-json': JSON.stringify(file) })

describe('the address', () => {
  const GEMINI = 'publishers/google/models/gemini-2.5-flash:generateContent'
  it.each<[what: string, asking: Asking, url: string]>([
    [
      'is global by default',
      { headers: IN_P },
      `https://aiplatform.googleapis.com/v1beta1/projects/p/locations/global/${GEMINI}`,
    ],
    [
      'is in a region',
      { headers: at('europe-west4') },
      `https://europe-west4-aiplatform.googleapis.com/v1beta1/projects/p/locations/europe-west4/${GEMINI}`,
    ],
    [
      'is in Europe as a whole',
      { headers: at('eu') },
      `https://aiplatform.eu.rep.googleapis.com/v1beta1/projects/p/locations/eu/${GEMINI}`,
    ],
    [
      'has a name of its own for streams',
      { headers: IN_P, body: { stream: true, model: 'vertex-ai/google/gemini-3.5-flash' } },
      'https://aiplatform.googleapis.com/v1beta1/projects/p/locations/global/publishers/google/models/gemini-3.5-flash:streamGenerateContent?alt=sse',
    ],
    [
      'is Anthropic’s for Claude',
      { headers: at('us-east5'), body: { model: 'vertex/claude-sonnet-4-5@20250929' } },
      'https://us-east5-aiplatform.googleapis.com/v1/projects/p/locations/us-east5/publishers/anthropic/models/claude-sonnet-4-5@20250929:rawPredict',
    ],
    [
      'is Anthropic’s for a stream of Claude',
      { headers: at('us'), body: { stream: true, model: 'vertex/anthropic/claude-opus-4-6' } },
      'https://aiplatform.us.rep.googleapis.com/v1/projects/p/locations/us/publishers/anthropic/models/claude-opus-4-6:streamRawPredict',
    ],
    [
      'is in the project of the key file',
      { headers: asFile() },
      `https://aiplatform.googleapis.com/v1beta1/projects/from-the-file/locations/global/${GEMINI}`,
    ],
    [
      'is in the project named beside the key file',
      { headers: { ...asFile(), ...IN_P } },
      `https://aiplatform.googleapis.com/v1beta1/projects/p/locations/global/${GEMINI}`,
    ],
    [
      'is the server’s',
      { env: { GOOGLE_CLOUD_PROJECT: 'ours', GOOGLE_VERTEX_LOCATION: 'us-central1' } },
      `https://us-central1-aiplatform.googleapis.com/v1beta1/projects/ours/locations/us-central1/${GEMINI}`,
    ],
    [
      'is in the project of the server’s key file',
      { env: { GOOGLE_APPLICATION_CREDENTIALS_JSON: JSON.stringify(FILE) } },
      `https://aiplatform.googleapis.com/v1beta1/projects/from-the-file/locations/global/${GEMINI}`,
    ],
    [
      'is the caller’s own',
      { headers: { ...IN_P, 'x-portkey-custom-host': 'https://gate.example/v1/' } },
      `https://gate.example/v1/projects/p/locations/global/${GEMINI}`,
    ],
  ])('%s', async (_, asking, url) => {
    expect((await explained(asking)).url).toBe(url)
  })

  it.each<[param: string, asking: Asking]>([
    ['x-portkey-vertex-project-id', {}],
    ['x-portkey-vertex-project-id', { headers: { 'x-portkey-vertex-project-id': 'p/../q' } }],
    ['x-portkey-vertex-region', { headers: at('evil.example/#') }],
    ['x-portkey-vertex-region', { headers: at('us-east1.evil.example') }],
    ['model', { headers: IN_P, body: { model: 'vertex/meta/llama-3' } }],
    ['model', { headers: IN_P, body: { model: 'vertex/..' } }],
  ])('is none with a wrong %s', async (param, asking) => {
    expect(await explained(asking)).toMatchObject({
      url: '',
      notes: expect.arrayContaining([expect.objectContaining({ param, action: 'refused' })]),
    })
  })
})

describe('what Vertex is sent', () => {
  it('is Anthropic’s body without the model, with the version', async () => {
    const { body, headers } = await explained({
      headers: { ...IN_P, 'anthropic-beta': 'context-1m-2025-08-07' },
      body: { model: 'vertex/claude-sonnet-4-5', stream: true, max_tokens: 10 },
    })
    expect(body).toEqual({
      anthropic_version: 'vertex-2023-10-16',
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
      max_tokens: 10,
      stream: true,
    })
    expect(headers).toMatchObject({ 'anthropic-beta': 'context-1m-2025-08-07' })
    expect(headers).not.toHaveProperty('anthropic-version')
  })

  it('has the user and the metadata as labels, and the tier in a header', async () => {
    const asked = { user: 'user_7', metadata: { team: 'blue', No: 'x' }, service_tier: 'flex', store: true }
    const { body, headers, notes } = await explained({ headers: IN_P, body: asked })
    expect(body).toEqual({ contents: [{ role: 'user', parts: [{ text: 'Hi' }] }], labels: { user: 'user_7', team: 'blue' } })
    expect(headers['x-vertex-ai-llm-shared-request-type']).toBe('flex')
    expect(notes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ param: 'service_tier', action: 'moved', to: 'flex' }),
        expect.objectContaining({ param: 'metadata.No', action: 'dropped' }),
        expect.objectContaining({ param: 'store', action: 'dropped' }),
      ]),
    )
  })

  it.each([
    ['default', 'kept'],
    ['scale', 'dropped'],
  ])('has no header for the tier %s, which is %s', async (service_tier, action) => {
    const { headers, notes } = await explained({ headers: IN_P, body: { service_tier } })
    expect(headers).not.toHaveProperty('x-vertex-ai-llm-shared-request-type')
    expect(notes).toEqual(expect.arrayContaining([expect.objectContaining({ param: 'service_tier', action })]))
  })

  it('asks a 2.5 for log probabilities, which AI Studio’s has not', async () => {
    const { body } = await explained({ headers: IN_P, body: { logprobs: true, top_logprobs: 3 } })
    expect(body).toMatchObject({ generationConfig: { responseLogprobs: true, logprobs: 3 } })
  })

  it('is explained without the key file and without asking for a token', async () => {
    const shown = await explained({ headers: asFile() })
    expect(shown.headers.authorization).toMatch(/^Bearer .{0,5}…/)
    expect(JSON.stringify(shown)).not.toContain('PRIVATE')
  })
})

const REPLY = { candidates: [{ content: { role: 'model', parts: [{ text: 'Hello.' }] }, finishReason: 'STOP' }] }

/** A gateway whose way out is a script: Google's tokens, and Vertex. */
function vertexGateway({
  tokens = () => Response.json({ access_token: TOKEN, expires_in: 3600 }),
  vertex = () => Response.json(REPLY),
  env,
}: {
  tokens?: (request: Request) => Response | Promise<Response>
  vertex?: (request: Request) => Response | Promise<Response>
  env?: Record<string, string>
} = {}) {
  const clock = { now: NOW }
  const door = doorTo(request => (request.url === 'https://oauth2.googleapis.com/token' ? tokens(request) : vertex(request)))
  const gateway = createGateway({
    tokens: createTokens(),
    env: { ...local, ...env },
    egress: door.egress,
    now: () => clock.now,
    random: () => 0,
  })
  const ask = ({ body, headers }: Asking = {}, more: { signal?: AbortSignal } = {}) =>
    gateway.chatCompletions(
      requestOf('/v1/chat/completions', {
        body: { ...HELLO, model: 'vertex/gemini-2.5-flash', ...body },
        headers: { host: 'localhost', ...headers },
        ...more,
      }),
    )
  const asked = (host: string) => door.asks.filter(({ url }) => new URL(url).host === host)
  return { ask, clock, tokensAsked: () => asked('oauth2.googleapis.com'), calls: () => asked('aiplatform.googleapis.com') }
}

describe('a token', () => {
  it('of the caller’s own is used as it is', async () => {
    const { ask, calls, tokensAsked } = vertexGateway()
    const answer = await jsonOf(await ask({ headers: { ...IN_P, authorization: `Bearer ${CANARY}` } }))
    expect(answer.choices[0].message.content).toBe('Hello.')
    expect(calls()[0]!.headers.authorization).toBe(`Bearer ${CANARY}`)
    expect(tokensAsked()).toHaveLength(0)
  })

  it('is asked for with a signed statement of the service account, at Google and nowhere else', async () => {
    const { ask, calls, tokensAsked } = vertexGateway()
    expect((await ask({ headers: asFile() })).status).toBe(200)
    const { body, headers } = tokensAsked()[0]!
    expect(headers).toEqual({ 'content-type': 'application/x-www-form-urlencoded' })
    const form = new URLSearchParams(String(body))
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer')
    const { payload, protectedHeader } = await jwtVerify(form.get('assertion')!, createPublicKey(publicKey), {
      currentDate: new Date(NOW * 1000),
    })
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'k1' })
    expect(payload).toEqual({
      iss: FILE.client_email,
      scope: 'https://www.googleapis.com/auth/cloud-platform',
      aud: 'https://oauth2.googleapis.com/token',
      iat: NOW,
      exp: NOW + 3600,
    })
    expect(calls()[0]!.headers.authorization).toBe(`Bearer ${TOKEN}`)
  })

  it.each<[string, Asking, Record<string, string>?]>([
    ['as the key', { headers: { authorization: `Bearer ${JSON.stringify(FILE)}` } }],
    [
      'in a config, as an object',
      {
        headers: { 'x-portkey-config': ascii({ provider: 'vertex-ai', vertex_service_account_json: FILE }) },
        body: { model: 'gemini-2.5-flash' },
      },
    ],
    ['of the server', {}, { GOOGLE_APPLICATION_CREDENTIALS_JSON: JSON.stringify(FILE, null, 2) }],
    ['with its line breaks escaped once more', { headers: asFile({ ...FILE, private_key: privateKey.replaceAll('\n', '\\n') }) }],
  ])('comes of a key file %s', async (_, asking, env) => {
    const { ask, calls } = vertexGateway({ env })
    expect((await ask(asking)).status).toBe(200)
    expect(calls()[0]).toMatchObject({
      url: expect.stringContaining('/projects/from-the-file/'),
      headers: { authorization: `Bearer ${TOKEN}` },
    })
  })

  it('is asked for once by many at a time, and once more after 55 minutes', async () => {
    const gate = signal()
    const { ask, clock, tokensAsked, calls } = vertexGateway({
      tokens: async () => {
        await gate.promise
        return Response.json({ access_token: TOKEN, expires_in: 3600 })
      },
    })
    const first = Array.from({ length: 5 }, () => ask({ headers: asFile() }))
    gate.resolve()
    for (const response of await Promise.all(first)) expect(response.status).toBe(200)
    expect([tokensAsked().length, calls().length]).toEqual([1, 5])
    clock.now += 3299
    await ask({ headers: asFile() })
    expect(tokensAsked()).toHaveLength(1)
    clock.now += 1
    await Promise.all([ask({ headers: asFile() }), ask({ headers: asFile() })])
    expect(tokensAsked()).toHaveLength(2)
  })

  it('goes on being waited for when one of those who wait leaves', async () => {
    const gate = signal()
    const { ask, tokensAsked } = vertexGateway({
      tokens: async () => {
        await gate.promise
        return Response.json({ access_token: TOKEN, expires_in: 3600 })
      },
    })
    const leave = new AbortController()
    const gone = ask({ headers: asFile() }, { signal: leave.signal })
    const stays = ask({ headers: asFile() })
    await Promise.resolve()
    leave.abort()
    expect((await gone).status).toBe(499)
    gate.resolve()
    expect((await stays).status).toBe(200)
    expect(tokensAsked()).toHaveLength(1)
  })

  it('that Vertex refuses is not used again', async () => {
    let refuse = true
    const vertex = () =>
      refuse
        ? Response.json({ error: { code: 401, message: `Bad ${TOKEN}`, status: 'UNAUTHENTICATED' } }, { status: 401 })
        : Response.json(REPLY)
    const { ask, tokensAsked } = vertexGateway({ vertex })
    expect((await jsonOf(await ask({ headers: asFile() }))).error.message).not.toContain(TOKEN)
    refuse = false
    expect((await ask({ headers: asFile() })).status).toBe(200)
    expect(tokensAsked()).toHaveLength(2)
  })

  it.each<[string, object, () => Response, number, string]>([
    [
      'Google refuses the account',
      FILE,
      () => Response.json({ error: 'invalid_grant', error_description: 'Invalid JWT Signature.' }, { status: 400 }),
      401,
      'No token for Vertex was given for this key: invalid_grant: Invalid JWT Signature.',
    ],
    ['Google is down', FILE, () => new Response('<html>', { status: 503 }), 502, 'No token for Vertex was given for this key.'],
    [
      'the door out does not get there',
      FILE,
      () => {
        throw new EgressError('unknown-host', 'oauth2.googleapis.com is not a known host name')
      },
      502,
      'oauth2.googleapis.com is not a known host name',
    ],
    [
      'the private key is none',
      { ...FILE, private_key: 'x' },
      () => Response.json({}),
      401,
      'The key for Vertex holds a private_key that cannot be read',
    ],
    [
      'the file is of another kind',
      { type: 'authorized_user' },
      () => Response.json({}),
      401,
      'The key for Vertex is no key file of a service account',
    ],
  ])('is not given when %s, and the next call asks again', async (_, file, tokens, status, message) => {
    const { ask, tokensAsked } = vertexGateway({ tokens })
    const headers = { ...IN_P, ...asFile(file) }
    const before = tokensAsked().length
    const response = await ask({ headers })
    expect(response.status).toBe(status)
    expect((await jsonOf(response)).error.message).toContain(message)
    const once = tokensAsked().length - before
    await textOf(await ask({ headers }))
    expect(tokensAsked().length - before).toBe(2 * once)
  })

  it('of another key file is another one', async () => {
    const { ask, tokensAsked } = vertexGateway()
    await ask({ headers: asFile() })
    await ask({ headers: asFile({ ...FILE, client_email: 'other@p.iam.gserviceaccount.com' }) })
    expect(tokensAsked()).toHaveLength(2)
  })

  it('is never made of the server’s key file for an address of the caller’s', async () => {
    const env = { GOOGLE_APPLICATION_CREDENTIALS_JSON: JSON.stringify(FILE) }
    const { ask, tokensAsked, calls } = vertexGateway({ env })
    const response = await ask({ headers: { ...IN_P, 'x-portkey-custom-host': 'https://gate.example/v1' } })
    expect([response.status, tokensAsked().length, calls().length]).toEqual([401, 0, 0])
  })
})

describe('with the sandbox in Vertex’s place', () => {
  const toSandbox = (request: Request) => {
    const { pathname, search } = new URL(request.url)
    const [, publisher, method] = /publishers\/(\w+)\/models\/[^:]+(:\w+)$/.exec(pathname)!
    if (publisher === 'google') return atFace(request, `gemini/v1beta/models/gemini${method}${search}`)
    request.headers.set('anthropic-version', '2023-06-01')
    const change = ({ anthropic_version, ...body }: { anthropic_version: string }) => {
      expect(anthropic_version).toBe('vertex-2023-10-16')
      return { model: 'anthropic', ...body }
    }
    return atFace(request, 'anthropic/v1/messages', { change })
  }

  it.each(['gemini-2.5-flash', 'claude-sonnet-4-5'])('%s answers, and streams the same', async model => {
    const { ask } = vertexGateway({ vertex: toSandbox })
    const body = {
      model: `vertex/${model}`,
      temperature: 0,
      max_tokens: 200,
      messages: [{ role: 'user', content: 'What does top_p do?' }],
    }
    const whole = await jsonOf(await ask({ body, headers: asFile() }))
    const events = await eventsOf(await ask({ body: { ...body, stream: true }, headers: asFile() }))
    expect(whole).toMatchObject({ choices: [{ message: { content: expect.stringMatching(/./) } }] })
    expect(said(events)).toBe(whole.choices[0].message.content)
    expect(events.at(-1)!.data).toBe('[DONE]')
  })
})

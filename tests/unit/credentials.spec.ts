import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Access } from '@/lib/gateway/access'
import { credentialOf, needsKey, serverKey } from '@/lib/gateway/credentials'
import { providerOf, providers } from '@/lib/providers'
import type { Target } from '@/lib/routing/types'
import { answering, ascii, CANARY, gatewayTo, HELLO, nothingHolds, requestOf, textOf, WIRES } from '../support/gateway'
import { type StandIn, standIn } from '../support/stand-in'

const SERVER_KEY = 'sk-server-canary-ABCDEFGHIJKLMNOP'
const TOKEN = 'access-token-0123456789'
const ENV = { OPENAI_API_KEY: SERVER_KEY, ANTHROPIC_API_KEY: SERVER_KEY, ACCESS_TOKEN: TOKEN }
const HOST = 'https://host.example/v1'

/** The key that would be sent, or the status of the refusal. */
function keyFor(target: Target, access: Access = { serverKeys: true }, env: Record<string, string> = ENV) {
  try {
    return credentialOf(providerOf(target.provider, ''), target, access, env)
  } catch (cause) {
    return (cause as { status: number }).status
  }
}

afterAll(() => nothingHolds(CANARY, SERVER_KEY, TOKEN))

describe('the key of a target', () => {
  it.each<[what: string, target: Target, serverKeys: boolean, key: string | number | undefined]>([
    ["the caller's wins", { provider: 'openai', api_key: CANARY }, true, CANARY],
    ["the caller's serves the caller's address", { provider: 'openai', api_key: CANARY, custom_host: HOST }, true, CANARY],
    ["the server's serves a compiled-in address", { provider: 'openai' }, true, SERVER_KEY],
    ["the server's serves nobody without access", { provider: 'openai' }, false, 401],
    ["the server's never serves an address of OpenAI's format", { provider: 'openai', custom_host: HOST }, true, undefined],
    ["the server's never serves an address of another format", { provider: 'anthropic', custom_host: HOST }, true, 401],
    ["the server's never serves a host of one's own", { provider: 'custom', custom_host: HOST }, true, undefined],
    ['the access token is no key', { provider: 'openai', api_key: TOKEN }, false, 401],
    ['the access token unlocks, and is not sent', { provider: 'openai', api_key: TOKEN }, true, SERVER_KEY],
    ['the access token never goes to an address', { provider: 'openai', api_key: TOKEN, custom_host: HOST }, true, undefined],
    ['the sandbox needs none', { provider: 'sandbox' }, false, undefined],
  ])('%s', (_, target, serverKeys, key) => expect(keyFor(target, { serverKeys })).toBe(key))

  it('is read from the first variable that holds one', () => {
    const provider = { ...providerOf('openai', ''), env: ['FIRST', 'SECOND'] }
    expect(serverKey(provider, { FIRST: ' ', SECOND: ' key ' })).toBe('key')
    expect(serverKey(provider, {})).toBeUndefined()
  })

  it('that is missing is asked for by header, variable and dialog', () => {
    for (const provider of providers.values()) {
      if (!needsKey(provider, { provider: provider.id })) continue
      const message = new RegExp(`No key for ${provider.name}.+Keys.+Authorization.+${provider.env[0]}`)
      expect(() => credentialOf(provider, { provider: provider.id }, { serverKeys: true }, {})).toThrow(message)
    }
  })
})

describe('what a stand-in at an address of the caller is sent', () => {
  let upstream: StandIn
  beforeAll(async () => {
    upstream = await standIn(({ url }) => answering(url.endsWith('/messages') ? WIRES.anthropic.whole : WIRES.openai.whole))
  })
  afterAll(() => upstream.close())
  afterEach(() => void upstream.requests.splice(0))

  type Says = { provider?: string; headers?: Record<string, string>; config?: object }
  /** Everything a provider was sent, and the status. */
  async function sent({ provider, headers, config }: Says) {
    const { gateway } = gatewayTo(upstream, { env: { ...ENV, REFRACT_LISTEN: '127.0.0.1' } })
    const incoming = requestOf('/v1/chat/completions', {
      headers: {
        host: 'localhost',
        'x-refract-receipt': '1',
        ...(provider && { 'x-portkey-provider': provider }),
        ...(config && { 'x-portkey-config': ascii(config) }),
        ...headers,
      },
    })
    const response = await gateway.chatCompletions(incoming)
    const text = await textOf(response)
    return { status: response.status, text, seen: upstream.requests.map(request => JSON.stringify(request.headers)) }
  }

  const addressed = (provider: string): [how: string, says: Says][] => {
    const custom_host = `${upstream.url}/v1`
    return [
      ['a header', { provider, headers: { 'x-portkey-custom-host': custom_host } }],
      ['a config', { config: { provider, custom_host } }],
      ['a target', { config: { targets: [{ provider, custom_host }] } }],
      ['a group', { config: { provider, custom_host, targets: [{}] } }],
    ]
  }
  const callers: [who: string, headers: Record<string, string>, key: string | undefined][] = [
    ['no key', {}, undefined],
    ['the access token', { 'x-portkey-api-key': TOKEN }, undefined],
    ['the access token as a key', { authorization: `Bearer ${TOKEN}` }, undefined],
    ['the access token twice', { authorization: TOKEN, 'x-api-key': TOKEN }, undefined],
    ['a key', { authorization: `Bearer ${CANARY}` }, CANARY],
    ["a key as Anthropic's clients send it", { 'x-api-key': CANARY }, CANARY],
    ['a key beside the token', { authorization: `Bearer ${TOKEN}`, 'x-api-key': CANARY }, CANARY],
  ]

  for (const provider of ['openai', 'anthropic', 'custom']) {
    it.each(callers)(`${provider} with %s: never a key of the server, never the token`, async (_, headers, key) => {
      for (const [how, says] of addressed(provider)) {
        const { status, seen, text } = await sent({ ...says, headers: { ...says.headers, ...headers } })
        const where = `${provider} by ${how}`
        expect(`${where} ${seen.join()} ${text}`).not.toContain(SERVER_KEY)
        expect(`${where} ${seen.join()} ${text}`).not.toContain(TOKEN)
        if (key) expect(seen.at(-1), where).toContain(key)
        expect([where, status]).toEqual([where, !key && provider === 'anthropic' ? 401 : 200])
        upstream.requests.splice(0)
      }
    })
  }

  it("a target's own key wins over Authorization", async () => {
    const config = { provider: 'openai', custom_host: `${upstream.url}/v1`, api_key: 'own-key-of-target' }
    const { seen } = await sent({ config, headers: { authorization: 'Bearer placeholder' } })
    expect(seen[0]).toContain('Bearer own-key-of-target')
    expect(seen[0]).not.toContain('placeholder')
  })

  it('Authorization serves a config of one provider, and none of several', async () => {
    const at = { custom_host: `${upstream.url}/v1` }
    const fallback = (...providers: string[]) => ({
      strategy: { mode: 'fallback', on_status_codes: [401, 503] },
      targets: providers.map(provider => ({ provider, ...at })),
    })
    const headers = { authorization: `Bearer ${CANARY}` }
    expect((await sent({ config: fallback('openai', '@openai'), headers })).seen[0]).toContain(CANARY)
    upstream.requests.splice(0)
    const several = await sent({ config: fallback('anthropic', 'openai'), headers })
    expect(several.seen.join()).not.toContain(CANARY)
    expect(several.text).toContain('as api_key of its target')
  })

  it('an address by header serves no config of several providers', async () => {
    const config = { targets: [{ provider: 'openai' }, { provider: 'anthropic' }] }
    const { status, text } = await sent({ config, headers: { 'x-portkey-custom-host': upstream.url } })
    expect(status).toBe(400)
    expect(JSON.parse(text).error.param).toBe('x-portkey-custom-host')
  })

  it('forwarded headers are the named ones, and never credentials, cookies or what belongs to a connection', async () => {
    const never = {
      authorization: `Bearer ${CANARY}`,
      cookie: 'c=1',
      'x-portkey-api-key': TOKEN,
      'x-refract-receipt': '1',
      'x-my-secret': 's1',
      'x-csrf-token': 's2',
      'api-key': 's3',
      'x-goog-api-key': 's4',
      'x-session-credential': 's5',
      'proxy-authorization': 's6',
      'x-auth': 's7',
      'sec-fetch-site': 'same-origin',
    }
    const wanted = { 'x-team': 'blue', 'x-author': 'me', 'x-keep': 'yes' }
    const { text } = await sent({
      provider: 'custom',
      headers: {
        ...never,
        ...wanted,
        'x-other': 'not named',
        'x-portkey-custom-host': `${upstream.url}/v1`,
        'x-portkey-forward-headers': Object.keys({ ...never, ...wanted, missing: '' })
          .join(', ')
          .replace('x-team', 'X-Team'),
      },
    })
    expect(text).toContain('Half an answer.')
    const { headers } = upstream.requests[0]!
    expect(headers).toMatchObject(wanted)
    expect(headers.authorization).toBe(`Bearer ${CANARY}`)
    for (const name of Object.keys(never)) if (name !== 'authorization') expect(headers).not.toHaveProperty(name)
    expect(headers).not.toHaveProperty('x-other')
  })

  it('a key that HTTP cannot carry is refused without being shown', async () => {
    const config = { provider: 'openai', custom_host: `${upstream.url}/v1`, api_key: `${CANARY}\n“` }
    const { status, text, seen } = await sent({ config })
    expect([status, seen]).toEqual([400, []])
    expect(JSON.parse(text).error.message).toContain('line break')
  })
})

it('an unknown name in a header is not given back whole', async () => {
  await using upstream = await standIn()
  const { gateway } = gatewayTo(upstream)
  const body = { ...HELLO, model: 'gpt-4o' }
  const headers = { 'x-portkey-virtual-key': CANARY }
  const response = await gateway.chatCompletions(requestOf('/v1/chat/completions', { body, headers }))
  expect(response.status).toBe(401)
  expect(await textOf(response)).not.toContain(CANARY)
})

import fc from 'fast-check'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isPublic } from '@/lib/egress/address'
import { createDoor, type Door } from '@/lib/egress/door'
import type { Resolve } from '@/lib/egress/types'
import { createGateway } from '@/lib/gateway'
import { answering, ascii, CANARY, HELLO, jsonOf, nothingHolds, requestOf, WIRES } from '../support/gateway'
import { hostileUrls, resolveInside } from '../support/hostile-urls'
import { noInternet } from '../support/no-internet'
import { type RawServer, rawServer } from '../support/raw-server'
import { standIn } from '../support/stand-in'

const many = (full: number) => Math.max(20, Math.round(full * Number(process.env.THOROUGH ?? 0.1)))
/** Of each of the three ways an address is given; and so many names more that lead inside a moment later. */
const EACH = many(1_000)
const SOME = many(500)
const TIME = 180_000

afterAll(() => nothingHolds(CANARY))

let listener: RawServer
let world: ReturnType<typeof noInternet>
const doors: Door[] = []
beforeEach(async () => {
  listener = await rawServer(socket => socket.destroy())
  world = noInternet()
})
afterEach(async () => {
  world[Symbol.dispose]()
  await Promise.all(doors.splice(0).map(door => door.close()))
  await listener[Symbol.asyncDispose]()
})

/** A gateway of this very machine, which may reach the local models that are usual, and a private host by its name. */
function gatewayIn(resolve: Resolve, allowed = `models.lan:${listener.port}`) {
  const door = createDoor({ resolve })
  doors.push(door)
  const env = { REFRACT_LISTEN: '127.0.0.1', ALLOWED_PRIVATE_HOSTS: allowed }
  return createGateway({ env, egress: door.send, random: () => 0 })
}

type Way = (url: string, provider: string) => { body?: object; headers: Record<string, string> }

const key = { authorization: `Bearer ${CANARY}` }
const messages = (part: object) => ({ messages: [{ role: 'user', content: [part, { type: 'text', text: 'What is it?' }] }] })
const seen = (url: string, model: string) => ({ ...HELLO, model, ...messages({ type: 'image_url', image_url: { url } }) })
/** A header is bytes, and no line ends in it. */
const inHeader = (url: string) => Buffer.from(url.replace(/[\0\r\n]/g, '')).toString('latin1')

/** Where an address may stand that the gateway itself would go to. */
const WAYS: Record<string, Way> = {
  'custom_host of a target': (url, provider) => ({
    headers: { 'x-portkey-config': ascii({ provider, api_key: CANARY, custom_host: url, ...SETTINGS }) },
  }),
  'x-portkey-custom-host': (url, provider) => ({
    headers: { ...key, 'x-portkey-provider': provider, 'x-portkey-custom-host': inHeader(url), ...SETTING_HEADERS },
  }),
  'the address of an image': (url, provider) => ({
    body: seen(url, MODELS_THAT_NEED_IT[provider] ?? 'gemini/gemini-2.5-flash'),
    headers: { ...key, ...SETTING_HEADERS },
  }),
}
const SETTINGS = { vertex_project_id: 'p', override_params: { model: 'm' } }
const SETTING_HEADERS = { 'x-portkey-vertex-project-id': 'p' }
const MODELS_THAT_NEED_IT: Record<string, string> = {
  vertex: 'vertex/claude-sonnet-4-5',
  bedrock: 'bedrock/us.amazon.nova-pro-v1:0',
  gemini: 'vertex/gemini-2.5-flash',
  moonshot: 'moonshot/kimi-k2.5',
}
const providers = fc.constantFrom('openai', 'anthropic', 'gemini', 'bedrock', 'vertex', 'azure', 'groq', 'ollama', 'custom')

async function refusedBy(
  gateway: ReturnType<typeof createGateway>,
  asking: ReturnType<Way>,
): Promise<{ status: number; error: any }> {
  const response = await gateway.chatCompletions(requestOf('/v1/chat/completions', asking))
  const { error } = await jsonOf(response)
  expect(error.message).toMatch(/\w \w/)
  expect(error.type).toBeTypeOf('string')
  return { status: response.status, error }
}

const nobodyCame = () => {
  expect(listener.connections()).toBe(0)
  expect(world.dialled.filter(address => !isPublic(address))).toEqual([])
}

describe.each(Object.entries(WAYS))('an address in %s', (_, way) => {
  it(
    'that leads inside, or nowhere, is an error that says so, and nobody there hears of it',
    async () => {
      const gateway = gatewayIn(resolveInside)
      await fc.assert(
        fc.asyncProperty(hostileUrls(listener.port), providers, async (url, provider) => {
          const { status } = await refusedBy(gateway, way(url, provider))
          expect([400, 502]).toContain(status)
          nobodyCame()
        }),
        { numRuns: EACH },
      )
    },
    TIME,
  )

  it(
    'that leads inside only once we connect is refused then',
    async () => {
      const lookups = new Map<string, number>()
      const inside = fc.constantFrom(['127.0.0.1'], ['::1'], ['::ffff:127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['10.0.0.1'])
      let then: readonly string[] = []
      const gateway = gatewayIn(async name => {
        const before = lookups.get(name) ?? 0
        lookups.set(name, before + 1)
        return before ? [...then] : ['8.8.8.8']
      })
      let count = 0
      await fc.assert(
        fc.asyncProperty(inside, providers, async (addresses, provider) => {
          then = addresses
          const name = `late${count++}.test`
          const url = `https://${name}:${listener.port}/v1`
          const first = await refusedBy(gateway, way(url, provider))
          const second = await refusedBy(gateway, way(url, provider))
          expect(lookups.get(name)).toBe(2)
          expect(first.error.message).not.toEqual(second.error.message)
          expect([second.status, second.error.message]).toEqual([400, expect.stringContaining('public')])
          nobodyCame()
        }),
        { numRuns: SOME },
      )
      expect(world.dialled).toContain('8.8.8.8')
    },
    TIME,
  )
})

it('a name that changes between a sending and its retry leads nowhere the second time', async () => {
  let lookups = 0
  const gateway = gatewayIn(async () => (lookups++ ? ['127.0.0.1'] : ['8.8.8.8']))
  const config = {
    provider: 'openai',
    api_key: CANARY,
    custom_host: `https://late.test:${listener.port}/v1`,
    retry: { attempts: 3 },
  }
  const { status, error } = await refusedBy(gateway, { headers: { 'x-portkey-config': ascii(config) } })
  expect([status, error.code, lookups]).toEqual([400, 'address_refused', 2])
  nobodyCame()
})

it.each([
  ['x-portkey-azure-resource-name', 'azure/gpt-4o'],
  ['x-portkey-aws-region', 'bedrock/us.amazon.nova-pro-v1:0'],
  ['x-portkey-vertex-region', 'vertex/gemini-2.5-flash'],
])('%s, which becomes part of a host, cannot make it another', async (header, model) => {
  const gateway = gatewayIn(resolveInside)
  const hosts = hostileUrls(listener.port)
  await fc.assert(
    fc.asyncProperty(hosts, fc.boolean(), async (url, bare) => {
      const value = inHeader(bare ? url.replace(/^\s*\w+:[/\\]*/, '') : url)
      fc.pre(value.trim() !== '')
      const { status } = await refusedBy(gateway, {
        body: { ...HELLO, model },
        headers: { ...key, ...SETTING_HEADERS, [header]: value },
      })
      expect(status).toBe(400)
      nobodyCame()
    }),
    { numRuns: SOME },
  )
})

it('an image goes on by its address where the provider fetches it, and we do not', async () => {
  await using provider = await standIn(answering(WIRES.openai.whole))
  await using claude = await standIn(answering(WIRES.anthropic.whole))
  const gateway = gatewayIn(resolveInside, `${provider.host},${claude.host}`)
  const to = { openai: provider, anthropic: claude }
  await fc.assert(
    fc.asyncProperty(hostileUrls(listener.port), fc.constantFrom('openai', 'anthropic'), async (url, wire) => {
      const { host, url: base } = to[wire as keyof typeof to]
      const response = await gateway.chatCompletions(
        requestOf('/v1/chat/completions', {
          body: seen(url, wire === 'openai' ? 'gpt-4o' : 'claude-sonnet-4-5'),
          headers: { ...key, 'x-portkey-provider': wire, 'x-portkey-custom-host': `${base}/v1` },
        }),
      )
      const { choices, error } = await jsonOf(response)
      if (response.status === 400) expect(error.param).toMatch(/^messages\[0\]/)
      else expect(choices[0].message.content).toBe('Half an answer.')
      expect(listener.connections()).toBe(0)
      expect(world.dialled.filter(address => address !== host.split(':')[0])).toEqual([])
    }),
    { numRuns: SOME },
  )
  expect(provider.requests.length + claude.requests.length).toBeGreaterThan(0)
})

describe('a redirect', () => {
  const STATUSES = [300, 301, 302, 303, 307, 308]

  it.each(['openai', 'anthropic'] as const)('of %s is not followed, and the key stays where it was sent', async wire => {
    await using other = await standIn(answering(WIRES[wire].whole))
    for (const status of STATUSES) {
      for (const stream of [false, true]) {
        await using provider = await standIn({ status, headers: { location: `${other.url}/v1?k=${CANARY}` } })
        const gateway = gatewayIn(resolveInside, `${provider.host},${other.host}`)
        const host = `${provider.url}/v1`
        const config = { provider: wire, api_key: CANARY, custom_host: host, retry: { attempts: 2 } }
        const ways: Record<string, string>[] = [
          { 'x-portkey-config': ascii(config) },
          { ...key, 'x-portkey-provider': wire, 'x-portkey-custom-host': host },
        ]
        for (const headers of ways) {
          const { status, error } = await refusedBy(gateway, { body: { ...HELLO, stream }, headers })
          expect([status, error.code]).toEqual([502, 'not_an_answer'])
          expect(error.message).toContain('Redirects are not followed')
        }
        // Asked once each time: it would only send us away again.
        expect(provider.requests.map(({ headers }) => headers.authorization ?? headers['x-api-key'])).toEqual(
          Array(2).fill(expect.stringContaining(CANARY)),
        )
      }
    }
    expect(other.connections()).toBe(0)
  })

  it('of a server of images is not followed either', async () => {
    const door = createDoor({ resolve: resolveInside })
    doors.push(door)
    for (const status of STATUSES) {
      await using images = await standIn({ status, headers: { location: `http://${listener.host}/a.png` } })
      const asked: string[] = []
      const gateway = createGateway({
        env: {},
        // The stand-in takes the place of a public server.
        egress: ask => {
          asked.push(ask.url)
          return door.send({ ...ask, url: `${images.url}/a.png`, allow: new Set([images.host, listener.host]) })
        },
      })
      const asking = { body: seen('https://images.test/a.png', 'gemini/gemini-2.5-flash'), headers: key }
      const answer = await refusedBy(gateway, asking)
      expect([answer.status, answer.error.code]).toEqual([400, 'file_not_fetched'])
      expect(asked).toEqual(['https://images.test/a.png'])
      expect(JSON.stringify(images.requests[0]!.headers)).not.toContain(CANARY)
    }
    expect(listener.connections()).toBe(0)
  })
})

it('the listener would have seen one', async () => {
  const gateway = gatewayIn(resolveInside, listener.host)
  const headers = { ...key, 'x-portkey-provider': 'openai', 'x-portkey-custom-host': `http://${listener.host}/v1` }
  expect((await refusedBy(gateway, { headers })).status).toBe(502)
  expect(listener.connections()).toBe(1)
  expect(new Set(world.dialled)).toEqual(new Set(['127.0.0.1']))
})

it('a refused address names where it was said', async () => {
  const gateway = gatewayIn(resolveInside)
  const said = async (config: object, headers = {}) => {
    const asking = { body: HELLO, headers: { ...headers, 'x-portkey-config': JSON.stringify(config) } }
    return (await refusedBy(gateway, asking)).error.param
  }
  const inside = 'https://10.0.0.1/v1'
  const key = { provider: 'openai', api_key: 'sk-test' }
  expect(await said({ ...key, custom_host: inside })).toBe('config.custom_host')
  expect(await said({ targets: [{ ...key, custom_host: inside }] })).toBe('config.targets[0].custom_host')
  expect(await said(key, { 'x-portkey-custom-host': inside })).toBe('x-portkey-custom-host')
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from '@/lib/egress'
import { answering, gatewayTo, nothingHolds, textOf, WIRES } from '../support/gateway'
import { type StandIn, standIn } from '../support/stand-in'

/** Who may spend what: every credential, wherever it is put, with and without a key of the server and a host of the caller's. */

const TOKEN = 'access-token-matrix-0123456789'
const SERVER = 'sk-server-matrix-ABCDEFGHIJKLMNOP'
const CALLER = 'sk-caller-matrix-abcdefghijklmnop'
const WRONG = 'not-the-token-9876543210'

const CREDENTIALS = { none: undefined, wrong: WRONG, "caller's": CALLER, token: TOKEN } as const
type Credential = keyof typeof CREDENTIALS

const PLACES = ['authorization', 'x-portkey-api-key', 'x-api-key', 'api-key', 'query', 'cookie'] as const
type Place = (typeof PLACES)[number]

/** Where a key of the caller's is read. The gateway cannot tell a wrong key: its provider does. */
const READ: readonly Place[] = ['authorization', 'x-api-key']
/** Where the access token is. */
const UNLOCKS: readonly Place[] = ['authorization', 'x-portkey-api-key']

/** The key the provider must be sent, or nothing where nobody may be asked: the table, in four sentences. */
function spends(credential: Credential, place: Place, serverKey: boolean, customHost: boolean): string | undefined {
  const key = CREDENTIALS[credential]
  if (key && credential !== 'token' && READ.includes(place)) return key
  // A host of the caller's wants the caller's key.
  if (customHost) return undefined
  return serverKey && credential === 'token' && UNLOCKS.includes(place) ? SERVER : undefined
}

let upstream: StandIn
beforeAll(async () => {
  upstream = await standIn(() => answering(WIRES.anthropic.whole))
})
afterAll(async () => {
  await upstream.close()
  nothingHolds(TOKEN, SERVER, CALLER, WRONG)
})

const cases = (Object.keys(CREDENTIALS) as Credential[]).flatMap(credential =>
  PLACES.flatMap(place =>
    [true, false].flatMap(serverKey => [true, false].map(customHost => ({ credential, place, serverKey, customHost }))),
  ),
)

/** Asks Anthropic, whose every address is the stand-in; what it was sent. */
async function asked(
  { credential, place, serverKey, customHost }: (typeof cases)[number],
  more: Record<string, string> = {},
  env: Record<string, string> = { ACCESS_TOKEN: TOKEN },
) {
  upstream.requests.splice(0)
  const { gateway } = gatewayTo(upstream, {
    env: { ...env, ...(serverKey && { ANTHROPIC_API_KEY: SERVER }), REFRACT_LISTEN: '127.0.0.1' },
    egress: ask => send({ ...ask, url: `${upstream.url}/at/${new URL(ask.url).host}`, allow: new Set([upstream.host]) }),
  })
  const key = CREDENTIALS[credential]
  const header: Record<string, string> =
    key === undefined || place === 'query'
      ? {}
      : {
          [place]:
            place === 'cookie' ? `authorization=${key}; x-api-key=${key}` : place === 'authorization' ? `Bearer ${key}` : key,
        }
  const query = key && place === 'query' ? `?api_key=${key}&key=${key}&access_token=${key}` : ''
  const response = await gateway.chatCompletions(
    new Request(`http://localhost:3000/v1/chat/completions${query}`, {
      method: 'POST',
      headers: {
        host: 'localhost:3000',
        'content-type': 'application/json',
        'x-portkey-provider': 'anthropic',
        'x-refract-receipt': '1',
        // Whoever asks for credentials to be passed on gets none passed on.
        'x-portkey-forward-headers': PLACES.join(','),
        ...(customHost && { 'x-portkey-custom-host': 'https://host.example/v1' }),
        ...header,
        ...more,
      },
      body: JSON.stringify({ model: 'claude-sonnet-4-5', messages: [{ role: 'user', content: 'Hi' }] }),
    }),
  )
  await textOf(response)
  return { status: response.status, seen: upstream.requests.splice(0) }
}

describe('with an access token set', () => {
  it.each(cases)('$credential in $place, server key $serverKey, custom host $customHost', async one => {
    const { status, seen } = await asked(one)
    const key = spends(one.credential, one.place, one.serverKey, one.customHost)
    expect(status).toBe(key ? 200 : 401)
    expect(seen).toHaveLength(key ? 1 : 0)
    if (!key) return
    const { headers, url } = seen[0]!
    expect(headers['x-api-key']).toBe(key)
    expect(url).toBe(one.customHost ? '/at/host.example' : '/at/api.anthropic.com')
    const others = [TOKEN, SERVER, CALLER, WRONG].filter(other => other !== key)
    for (const other of others) expect(JSON.stringify([headers, url])).not.toContain(other)
  })

  it('the table holds whoever may spend something, and is not empty', () => {
    const spent = cases.map(one => spends(one.credential, one.place, one.serverKey, one.customHost))
    expect(spent.filter(key => key === SERVER)).toHaveLength(2)
    expect(spent.filter(key => key === CALLER)).toHaveLength(8)
    expect(spent.filter(key => key === TOKEN)).toHaveLength(0)
  })
})

describe('without one, on loopback', () => {
  const nobody = { credential: 'none', place: 'authorization', serverKey: true } as const

  it.each<[what: string, headers: Record<string, string>, customHost: boolean, key: string | undefined]>([
    ['this machine', {}, false, SERVER],
    ['a foreign Host', { host: 'rebound.example:3000' }, false, undefined],
    ['a cross-site POST', { 'sec-fetch-site': 'cross-site' }, false, undefined],
    ['a custom host', {}, true, undefined],
    ['a custom host from a foreign Host', { host: 'rebound.example' }, true, undefined],
  ])('%s', async (_, headers, customHost, key) => {
    const { status, seen } = await asked({ ...nobody, customHost }, headers, {})
    expect(status).toBe(key ? 200 : 401)
    expect(seen.map(({ headers }) => headers['x-api-key'])).toEqual(key ? [key] : [])
  })
})

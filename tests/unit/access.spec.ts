import { describe, expect, it } from 'vitest'
import { accessOf, bearer, isAccessToken, listensOnLoopback } from '@/lib/gateway/access'
import { gatewayTo, HELLO, requestOf } from '../support/gateway'
import { standIn } from '../support/stand-in'

const TOKEN = 'access-token-0123456789'
const HOME = { REFRACT_LISTEN: '127.0.0.1' }
const access = (env: Record<string, string>, headers: Record<string, string> = {}) =>
  accessOf(requestOf('/v1/chat/completions', { headers: { host: 'localhost:3000', ...headers } }), env)

describe('server keys, without an access token', () => {
  it.each<[what: string, env: Record<string, string>, headers: Record<string, string>, allowed: boolean]>([
    ['this machine, by name', HOME, {}, true],
    ['this machine, by address', HOME, { host: '127.0.0.1:1' }, true],
    ['this machine, by IPv6', { REFRACT_LISTEN: '::1' }, { host: '[::1]:3000' }, true],
    ['our own page', HOME, { 'sec-fetch-site': 'same-origin' }, true],
    ['an unknown key in Authorization', HOME, { authorization: 'Bearer test-key' }, true],
    ['a page of another site', HOME, { 'sec-fetch-site': 'cross-site' }, false],
    ['a page of another port', HOME, { 'sec-fetch-site': 'same-site' }, false],
    ['a name that leads here', HOME, { host: 'rebound.example:3000' }, false],
    ['a name that looks like ours', HOME, { host: 'localhost.example' }, false],
    ['no host at all', HOME, { host: '' }, false],
    ['an app that listens everywhere', { REFRACT_LISTEN: '0.0.0.0' }, {}, false],
    ['an app that listens on a public address', { REFRACT_LISTEN: '203.0.113.5' }, {}, false],
    ['an app that does not say where it listens', {}, {}, false],
    ['an app on Vercel', { ...HOME, VERCEL: '1' }, {}, false],
  ])('%s', (_, env, headers, allowed) => {
    const { serverKeys, why } = access(env, headers)
    expect(serverKeys).toBe(allowed)
    if (!allowed) expect(why).toMatch(/^Server keys .+\.$/)
  })
})

describe('server keys, with an access token', () => {
  const env = { ...HOME, ACCESS_TOKEN: TOKEN }
  it.each<[what: string, headers: Record<string, string>, allowed: boolean]>([
    ['nobody without it, not even here', {}, false],
    ['who sends it as such', { 'x-portkey-api-key': TOKEN }, true],
    ['who sends it as a key', { authorization: `Bearer ${TOKEN}` }, true],
    ['who sends it without Bearer, as Portkey does', { authorization: TOKEN }, true],
    ['whoever holds it, from anywhere', { 'x-portkey-api-key': TOKEN, host: 'a.example', 'sec-fetch-site': 'cross-site' }, true],
    ['a wrong one', { 'x-portkey-api-key': `${TOKEN}0` }, false],
    ['a beginning of it', { 'x-portkey-api-key': TOKEN.slice(0, -1) }, false],
    ['an empty one', { 'x-portkey-api-key': '' }, false],
  ])('%s', (_, headers, allowed) => {
    expect(access(env, headers).serverKeys).toBe(allowed)
    expect(access({ ...env, VERCEL: '1' }, headers).serverKeys).toBe(allowed)
  })

  it('an empty ACCESS_TOKEN is none', () => {
    expect(access({ ...HOME, ACCESS_TOKEN: '' }).serverKeys).toBe(true)
    expect(isAccessToken('', { ACCESS_TOKEN: '' })).toBe(false)
    expect(isAccessToken(undefined, {})).toBe(false)
  })
})

it('reads Authorization with and without Bearer', () => {
  expect(['Bearer k', 'bearer  k ', 'k', 'bearerk'].map(bearer)).toEqual(['k', 'k', 'k', 'bearerk'])
  expect(['Bearer', 'Bearer ', '', null].map(bearer)).toEqual([undefined, undefined, undefined, undefined])
})

it('knows a loopback address', () => {
  const listening = (REFRACT_LISTEN: string) => listensOnLoopback({ REFRACT_LISTEN })
  expect(['localhost', '127.0.0.1', '::1', '', '0.0.0.0', '::', '127.0.0.1.example'].map(listening)).toEqual([
    ...[true, true, true],
    ...[false, false, false, false],
  ])
})

describe('a body', () => {
  it.each<[type: string, status: number]>([
    ['application/json', 200],
    ['Application/JSON; charset=utf-8', 200],
    ['application/vnd.api+json', 200],
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['text/plain; x=application/json', 415],
    ['application/jsonp', 415],
    // A foreign page may send this without asking: a Blob without a type.
    ['', 415],
  ])('of type "%s" is %i', async (type, status) => {
    await using upstream = await standIn()
    const { gateway } = gatewayTo(upstream)
    const incoming = new Request('http://localhost/v1/explain', {
      method: 'POST',
      body: new Blob([JSON.stringify(HELLO)]),
      headers: type ? { 'content-type': type } : {},
    })
    const response = await gateway.explain(incoming)
    expect(response.status).toBe(status)
    if (status === 415)
      expect((await response.json()).error).toMatchObject({
        param: 'content-type',
        message: expect.stringContaining('application/json'),
      })
  })
  it.each<[encoding: string, status: number]>([
    ['identity', 200],
    ['gzip', 415],
    ['br, gzip', 415],
  ])('encoded as %s is %i', async (encoding, status) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding }
    const incoming = new Request('http://localhost/v1/explain', { method: 'POST', body: JSON.stringify(HELLO), headers })
    await using upstream = await standIn()
    const response = await gatewayTo(upstream).gateway.explain(incoming)
    expect(response.status).toBe(status)
    if (status === 415)
      expect((await response.json()).error).toMatchObject({
        param: 'content-encoding',
        message: expect.stringContaining(`not ${encoding}`),
      })
  })
})

import { describe, expect, it } from 'vitest'
import type { Explanation } from '@/lib/chat/receipt'
import { headersOf, isBuiltIn, readerOf, slotsOf } from '@/lib/playground/request'
import { ROUTE_EXAMPLES } from '@/lib/playground/route-examples'
import { keysIn } from '@/lib/playground/route-keys'
import { takenPath } from '@/lib/playground/route-taken'
import { complaintsOf, configText, readConfig, withoutMember } from '@/lib/playground/route-text'
import { inWords, routeTree, span } from '@/lib/playground/route-tree'
import { readDocument, writeSaved } from '@/lib/playground/saved-state'
import { readPortable, toPortable } from '@/lib/playground/share/portable'
import { snippetsOf } from '@/lib/playground/snippets'
import type { Column, ColumnRoute } from '@/lib/playground/types'
import { parseConfig } from '@/lib/routing/config'

const column = (config: ColumnRoute['config'], more: Partial<Column> = {}): Column => ({
  id: 'c1',
  letter: 'A',
  provider: 'openai',
  model: 'gpt-5',
  params: {},
  route: { config },
  ...more,
})
const keys = {
  providers: {
    openai: 'key-of-openai',
    anthropic: 'key-of-anthropic',
    azure: 'key-of-azure',
    'https://mine.example': 'key-of-mine',
    'https://res.openai.azure.com': 'key-of-res',
  },
  accessToken: 'token',
}
const sent = (of: Column) => JSON.parse(headersOf(of, keys)['x-portkey-config']!)

describe('the headers of a column with a routing config', () => {
  it('put each key at its own target, and no key anywhere else', () => {
    const headers = headersOf(
      column({ strategy: { mode: 'fallback' }, targets: [{ provider: '@anthropic' }, {}, { provider: 'sandbox' }] }),
      keys,
    )
    expect(headers).not.toHaveProperty('authorization')
    expect(headers).toMatchObject({ 'x-portkey-provider': 'openai', 'x-portkey-api-key': 'token' })
    expect(JSON.parse(headers['x-portkey-config']!).targets).toEqual([
      { provider: '@anthropic', api_key: 'key-of-anthropic' },
      { api_key: 'key-of-openai' },
      { provider: 'sandbox' },
    ])
  })

  it('never send a provider’s key to another address', () => {
    expect(sent(column({ custom_host: 'https://evil.example/v1' }))).not.toHaveProperty('api_key')
    expect(sent(column({ custom_host: 'https://mine.example/v1' })).api_key).toBe('key-of-mine')
    const below = { provider: 'openai', custom_host: 'https://evil.example/v1', targets: [{}, { provider: 'anthropic' }] }
    expect(sent(column(below)).targets).toEqual([{}, { provider: 'anthropic', api_key: 'key-of-anthropic' }])
    expect(sent(column({ provider: 'azure', resource_name: 'theirs' }))).not.toHaveProperty('api_key')
    expect(sent(column({ provider: 'azure', resource_name: 'res' })).api_key).toBe('key-of-res')
  })

  it('leave a virtual key its own, and a host of the column’s to targets that name nothing', () => {
    expect(sent(column({ virtual_key: 'team', targets: [{}] })).targets).toEqual([{}])
    const own = column({ targets: [{}, { provider: 'anthropic' }] }, { host: 'https://mine.example/v1' })
    expect(sent(own).targets).toEqual([
      { custom_host: 'https://mine.example/v1', api_key: 'key-of-mine' },
      { provider: 'anthropic', api_key: 'key-of-anthropic' },
    ])
  })

  it('carry metadata, namespace, refresh and the column’s retries, in ASCII', () => {
    const of = column({ targets: [{}] }, { retries: 2 })
    const headers = headersOf(
      { ...of, route: { ...of.route!, metadata: { user: 'Zoë' }, namespace: 'n', refresh: true } },
      { providers: {}, accessToken: '' },
    )
    expect(JSON.parse(headers['x-portkey-config']!)).toEqual({ retry: { attempts: 2 }, targets: [{}] })
    expect(headers).toMatchObject({
      'x-portkey-metadata': '{"user":"Zo\\u00eb"}',
      'x-portkey-cache-namespace': 'n',
      'x-portkey-cache-force-refresh': 'true',
    })
  })

  it('pass on what is no config at all, for the gateway to complain of', () => {
    expect(sent(column({ targets: [1, null, { targets: 'x' }] })).targets).toHaveLength(3)
  })

  it('are told by slot, also under a path; the trace is read with one of the keys', () => {
    const of = column({ targets: [{ provider: 'anthropic' }, { targets: [{}, { custom_host: 'https://mine.example/v1' }] }] })
    expect(slotsOf(of)).toEqual(['anthropic', 'openai', 'https://mine.example'])
    expect(slotsOf(of, 'targets[1]')).toEqual(['openai', 'https://mine.example'])
    expect(readerOf(of, keys)).toEqual({ 'x-portkey-api-key': 'token', authorization: 'Bearer key-of-anthropic' })
  })
})

describe('the program of a column with a config', () => {
  it('has a place for each key in the config, and none of the sandbox’s', () => {
    const of = column({
      targets: [{ provider: 'anthropic' }, { provider: 'sandbox' }, { custom_host: 'https://mine.example/v1' }],
    })
    const [curl] = snippetsOf({ model: 'm', messages: [] }, of, { origin: 'http://127.0.0.1:3000', hasToken: false })
    expect(curl!.code).toContain(
      '{"provider":"anthropic","api_key":"YOUR_ANTHROPIC_API_KEY"},{"provider":"sandbox"},{"custom_host":"https://mine.example/v1","api_key":"YOUR_HOST_API_KEY"}',
    )
    expect(curl!.code).not.toContain('authorization')
  })
})

describe('the name of a config that the server keeps', () => {
  const named = column('team-route', { retries: 2 })

  it('is sent as it is, with none of the keys kept here', () => {
    const headers = headersOf(named, keys)
    expect(headers).toMatchObject({ 'x-portkey-config': 'team-route', 'x-portkey-api-key': 'token' })
    expect(JSON.stringify(headers)).not.toContain('key-of-')
    expect([slotsOf(named), isBuiltIn(named), readerOf(named, keys)]).toEqual([[], false, { 'x-portkey-api-key': 'token' }])
  })

  it('is read from the text, and what is wrong with it stands under it', () => {
    expect([' team-route ', 'team@2.route', 'two words', '', '[]'].map(readConfig)).toEqual([
      'team-route',
      'team@2.route',
      undefined,
      undefined,
      undefined,
    ])
    expect(configText('team-route')).toBe('team-route')
    const error = (param: string) => ({ message: 'There is none.', type: 'invalid_request_error', param, code: null })
    const complaint = { from: 0, to: 4, message: 'There is none.' }
    expect(complaintsOf('team', error('x-portkey-config'))).toEqual([complaint])
    expect(complaintsOf('team', error('REFRACT_CONFIGS.team.provider'))).toEqual([complaint])
    expect([complaintsOf('team', error('messages[0]')), complaintsOf('team', undefined)]).toEqual([[], []])
  })

  it('stands in the code of a request, is saved and travels', () => {
    for (const { code } of snippetsOf({ model: 'm', messages: [] }, named, { origin: 'http://127.0.0.1:3000', hasToken: true }))
      expect(code).toContain('team-route')
    const before = { prompt: { title: 't', messages: [], params: {} }, columns: [named] }
    expect(readDocument(writeSaved(before))).toEqual(before)
    expect(readPortable(toPortable(before)).columns[0]!.route).toEqual(named.route)
    const evil = { ...before, columns: [column('two\r\nlines')] }
    expect(() => readPortable(toPortable(evil))).toThrow(/route\.config/)
  })
})

describe('a config that is saved or travels', () => {
  const documentOf = (config: ColumnRoute['config']) => ({
    prompt: { title: 't', messages: [], params: {} },
    columns: [{ ...column(config), route: { config, metadata: { a: 'b' }, namespace: 'n', refresh: true } }],
  })

  it('comes back as it was', () => {
    const before = documentOf(ROUTE_EXAMPLES[0]!.route.config)
    expect(readDocument(writeSaved(before))).toEqual(before)
    expect(readPortable(toPortable(before)).columns[0]!.route).toEqual(before.columns[0]!.route)
  })

  it('holds no key: one that does is not read, and a link with one says where', () => {
    const before = documentOf({ targets: [{ provider: 'openai', api_key: 'sk-1' }] })
    expect(readDocument(writeSaved(before))).toBeUndefined()
    expect(() => readPortable(toPortable(before))).toThrow(/route\.config\.targets\[0\]\.api_key/)
  })
})

describe('the text of a config', () => {
  const text = `{
  "targets": [
    { "provider": "sandbox", "retry": { "attempts": 99 } },
    { "provider": "openai", "api_key": "sk-1" }
  ]
}`
  const clean = text.replace(', "api_key": "sk-1"', '')
  const complaint = (param: string) => ({
    message: 'That is wrong.',
    type: 'invalid_request_error',
    param,
    code: 'invalid_config',
  })

  it('is no config while keys stand in it, and says so at each of them', () => {
    expect(readConfig(text)).toBeUndefined()
    const [found] = complaintsOf(text, undefined)
    expect(text.slice(found!.from, found!.to)).toBe('"api_key"')
    expect(found!.message).toMatch(/^Keys do not belong in a config: api_key/)
    expect(found!.message).not.toContain('sk-1')
    expect(readConfig(withoutMember(text, found!.key!.path))).toEqual(JSON.parse(clean))
    expect(keysIn({ targets: [{ vertex_service_account_json: {} }] })).toHaveLength(1)
  })

  it('shows what the gateway says at its place', () => {
    const [found] = complaintsOf(clean, complaint('config.targets[0].retry.attempts'))
    expect(clean.slice(found!.from, found!.to)).toBe('"attempts"')
    expect(found!.message).toBe('That is wrong.')
    const [missing] = complaintsOf(clean, complaint('config.targets[1].provider'))
    expect(clean.slice(missing!.from, missing!.to)).toBe('"provider"')
    expect(complaintsOf(clean, complaint('config'))[0]).toMatchObject({ from: 0 })
    expect(complaintsOf(clean, complaint('messages[0].content'))).toEqual([])
  })
})

describe('the tree of a route', () => {
  const target = (path: string, model: string) => ({ path, provider: 'p', model, url: '', headers: {}, body: {}, notes: [] })
  const explanation: Explanation = {
    object: 'refract.explanation',
    route: {
      strategy: {
        mode: 'conditional',
        conditions: [{ query: { 'metadata.plan': { $eq: 'paid' } }, then: 'large' }],
        default: 'small',
      },
      takes: 'config.targets[1]',
      targets: [
        { name: 'large', provider: 'p' },
        {
          name: 'small',
          strategy: { mode: 'loadbalance' },
          targets: [
            { share: 0.25, retry: { attempts: 1 } },
            { share: 0.75, cache: { max_age: 3600 } },
          ],
        },
      ],
    },
    targets: [
      target('config.targets[0]', 'a'),
      target('config.targets[1].targets[0]', 'b'),
      target('config.targets[1].targets[1]', 'c'),
    ],
  }

  it('says when each is asked, and which is asked first', () => {
    const tree = routeTree(explanation)
    expect(tree.children.map(({ when, taken }) => [when, taken])).toEqual([
      ['metadata.plan = "paid"', false],
      ['otherwise', true],
    ])
    const [b, c] = tree.children[1]!.children
    expect([b!.when, b!.says, b!.taken]).toEqual(['25 %', ['1 retry'], false])
    expect([c!.when, c!.says, c!.taken, c!.target?.model]).toEqual(['75 %', ['kept 1 h'], true, 'c'])
    expect(takenPath({ provider: 'p' })).toBe('config')
    expect(takenPath({ strategy: { mode: 'fallback' }, targets: [{}, {}] })).toBe('config.targets[0]')
  })

  it('says conditions and spans as they are read', () => {
    expect(inWords({ $or: [{ 'params.model': { $in: ['a'] } }, { 'metadata.n': { $gte: 2, $lt: 5 } }] })).toBe(
      '(params.model in ["a"] or metadata.n ≥ 2 and < 5)',
    )
    expect([span(90), span(120), span(0.5), span(86_400)]).toEqual(['90 s', '2 min', '0.5 s', '1 d'])
  })
})

describe('the worked examples', () => {
  it.each(ROUTE_EXAMPLES)('$title is understood, and holds no key', ({ route }) => {
    expect(() => parseConfig(route.config)).not.toThrow()
    expect(keysIn(route.config)).toEqual([])
  })
})

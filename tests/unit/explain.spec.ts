import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExplainedTarget } from '@/lib/chat/receipt'
import { createGateway } from '@/lib/gateway'
import { answering, ascii, CANARY, gatewayTo, HELLO, jsonOf, nothingHolds, requestOf, WIRES } from '../support/gateway'
import { type StandIn, standIn } from '../support/stand-in'

let upstream: StandIn
beforeAll(async () => {
  upstream = await standIn(({ url }) => answering(url.endsWith('/messages') ? WIRES.anthropic.whole : WIRES.openai.whole))
})
afterAll(async () => {
  await upstream.close()
  nothingHolds(CANARY)
})

interface Explained {
  status: number
  first: ExplainedTarget
  targets: ExplainedTarget[]
  route: unknown
  error: { param: string | null }
}

const explain = async (body: object, headers: Record<string, string> = {}, env = {}): Promise<Explained> => {
  const response = await createGateway({ env }).explain(requestOf('/v1/explain', { body, headers }))
  const explanation = await jsonOf(response)
  return { ...explanation, status: response.status, first: explanation.targets?.[0] as ExplainedTarget }
}
const config = (value: object) => ({ 'x-portkey-config': ascii(value) })

describe('an explanation', () => {
  it('is what would be sent, for every target, and nothing is sent', async () => {
    const { gateway, target } = gatewayTo(upstream)
    const body = { ...HELLO, temperature: 1.7, seed: 3, stop: 'x' }
    const route = { strategy: { mode: 'fallback', on_status_codes: [400] }, targets: [target('anthropic'), target('openai')] }
    const headers = { ...config(route), 'x-refract-receipt': '1' }
    const { targets } = await jsonOf(await gateway.explain(requestOf('/v1/explain', { body, headers })))
    expect(upstream.requests).toHaveLength(0)
    expect(targets.map(({ path, provider }: ExplainedTarget) => [path, provider])).toEqual([
      ['config.targets[0]', 'anthropic'],
      ['config.targets[1]', 'openai'],
    ])
    for (const [index, explained] of targets.entries()) {
      const single = config(route.targets[index]!)
      const request = requestOf('/v1/chat/completions', { body, headers: { ...headers, ...single } })
      const { refract } = await jsonOf(await gateway.chatCompletions(request))
      const { url, model, headers: sent, body: sentBody, notes } = refract.attempts[0]
      expect(explained).toEqual({ ...explained, url, model, headers: sent, body: sentBody, notes })
      expect(upstream.requests.at(-1)!.json()).toEqual(explained.body)
    }
  })

  it('needs no key, and shows none', async () => {
    const { status, first } = await explain({ ...HELLO, model: 'anthropic/claude-sonnet-4-5' })
    expect([status, first.headers['x-api-key']]).toEqual([200, expect.stringMatching(/…$/)])
    const keyed = await explain(HELLO, { authorization: `Bearer ${CANARY}` }, { OPENAI_API_KEY: CANARY })
    expect(keyed.first.headers.authorization).toBe('Bearer sk-…WXYZ')
    expect(keyed.route).toMatchObject({ provider: 'openai', api_key: '…' })
    const open = config({ provider: 'openai', custom_host: 'https://host.example/v1' })
    expect((await explain(HELLO, open)).first.headers).not.toHaveProperty('authorization')
  })

  it('says what became of each parameter, the prefix and the overrides included', async () => {
    const { first } = await explain({ ...HELLO, model: 'anthropic/claude-sonnet-4-5', seed: 7, temperature: 1.7 })
    const actions = Object.fromEntries(first.notes.map(({ param, action }) => [param, action]))
    expect(actions).toMatchObject({ model: 'moved', seed: 'dropped', temperature: 'changed', messages: 'kept' })
    expect(first.body).toMatchObject({ model: 'claude-sonnet-4-5', temperature: 1 })
  })

  it('says what would be refused, and is 200 all the same', async () => {
    const messages = [{ role: 'user', content: [{ type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }] }]
    const refused = ({ notes }: ExplainedTarget): string[] =>
      notes.filter(({ action }) => action === 'refused').map(({ param }) => param)
    const content = await explain({ ...HELLO, model: 'anthropic/claude-sonnet-4-5', messages })
    expect([content.status, refused(content.first)]).toEqual([200, [expect.stringContaining('messages[0]')]])
    const policy = await explain(
      { ...HELLO, model: 'anthropic/claude-sonnet-4-5', seed: 1, top_k: 3, n: 2 },
      { 'x-refract-unsupported': 'error' },
    )
    expect([policy.status, refused(policy.first).sort()]).toEqual([200, ['n', 'seed']])
    const nowhere = await explain(HELLO, { 'x-portkey-provider': 'custom' })
    expect([nowhere.status, refused(nowhere.first), nowhere.first.body]).toEqual([200, ['x-portkey-custom-host'], null])
  })

  it('folds what is long and binary', async () => {
    const url = `data:image/png;base64,${'iVBORw0KGgo'.repeat(1000)}`
    const messages = [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }]
    const { first } = await explain({ ...HELLO, model: 'gpt-4o', messages })
    expect(JSON.stringify(first.body)).toContain('characters)')
    expect(JSON.stringify(first).length).toBeLessThan(2000)
  })

  it.each<[what: string, body: object, headers: Record<string, string>, param: string]>([
    ['an invalid request', { model: 'm' }, {}, 'messages'],
    ['a prefix without a model', { ...HELLO, model: 'openai/' }, {}, 'model'],
    ['an unknown provider', HELLO, { 'x-portkey-provider': 'opnai' }, 'x-portkey-provider'],
    ['an unknown provider of a target', HELLO, config({ targets: [{ provider: 'x' }] }), 'config.targets[0].provider'],
    ['an unknown provider by prefix', { ...HELLO, model: '@x/m' }, {}, 'model'],
    ['an address that is none', HELLO, { 'x-portkey-custom-host': 'host' }, 'x-portkey-custom-host'],
    ['an address with a password', HELLO, { 'x-portkey-custom-host': `https://me:${CANARY}@h/v1` }, 'x-portkey-custom-host'],
    ['an address with a query', HELLO, { 'x-portkey-custom-host': `https://h/v1?k=${CANARY}` }, 'x-portkey-custom-host'],
    ['a timeout in words', HELLO, { 'x-portkey-request-timeout': 'soon' }, 'x-portkey-request-timeout'],
    ['metadata that is no object', HELLO, { 'x-portkey-metadata': '[]' }, 'x-portkey-metadata'],
    [
      'a param of a later target',
      HELLO,
      config({ targets: [{ provider: 'openai' }, { provider: 'openai', override_params: { temperature: 9 } }] }),
      'config.targets[1].override_params.temperature',
    ],
  ])('of %s is a 400 with its path', async (_, body, headers, param) => {
    const { status, error } = await explain(body, headers)
    expect([status, error.param]).toEqual([400, param])
  })
})

describe('the route in an explanation', () => {
  it('shows the whole tree, the share of each target, and the one this request takes', async () => {
    const balanced = { name: 'many', strategy: { mode: 'loadbalance' }, targets: [{ weight: 3 }, { weight: 1, api_key: CANARY }] }
    const conditions = [{ query: { 'metadata.plan': 'pro' }, then: 'one' }]
    const strategy = { mode: 'conditional', conditions, default: 'many' }
    const route = config({ provider: 'openai', strategy, targets: [{ name: 'one' }, balanced] })
    const { route: shown, targets } = await explain(HELLO, route)
    expect(targets).toHaveLength(3)
    expect(shown).toEqual({
      strategy,
      takes: 'config.targets[1]',
      targets: [
        expect.objectContaining({ name: 'one' }),
        expect.objectContaining({
          strategy: { mode: 'loadbalance' },
          targets: [expect.objectContaining({ share: 0.75 }), expect.objectContaining({ share: 0.25, api_key: '…' })],
        }),
      ],
    })
    const pro = await explain(HELLO, { ...route, 'x-portkey-metadata': '{"plan":"pro"}' })
    expect(pro.route).toMatchObject({ takes: 'config.targets[0]' })
  })
})

describe('what headers say', () => {
  it('an empty one says nothing', async () => {
    const names = [
      'config',
      'provider',
      'virtual-key',
      'custom-host',
      'request-timeout',
      'metadata',
      'forward-headers',
      'trace-id',
    ]
    const strict = ['strict-open-ai-compliance', 'strict-openai-compliance', 'anthropic-beta', 'debug']
    const empty = Object.fromEntries([...names, ...strict].map(name => [`x-portkey-${name}`, '']))
    const { status, first } = await explain(HELLO, {
      ...empty,
      'x-refract-receipt': '',
      'x-refract-unsupported': '',
      authorization: '',
    })
    expect([status, first.provider]).toEqual([200, 'openai'])
  })

  it("Portkey's SDK is understood, and what it sends besides is ignored", async () => {
    const { status, first } = await explain(HELLO, {
      authorization: CANARY,
      'x-portkey-provider': '@anthropic',
      'x-portkey-strict-open-ai-compliance': 'false',
      'x-portkey-package-version': 'portkey-3.1.0',
      'x-portkey-runtime': 'node',
      'x-portkey-cache-force-refresh': 'false',
      'x-portkey-anything-new': '{',
      'x-portkey-anthropic-beta': 'a',
      'anthropic-beta': 'b',
    })
    expect([status, first.provider, first.headers['anthropic-beta']]).toEqual([200, 'anthropic', 'a'])
    expect(first.headers['x-api-key']).toBe('sk-…WXYZ')
  })

  it('settings reach the targets of a config, whose own win', async () => {
    const route = { targets: [{ provider: 'anthropic' }, { provider: 'anthropic', anthropic_beta: 'own' }] }
    const { targets } = await explain(HELLO, { ...config(route), 'anthropic-beta': 'header' })
    expect(targets.map(({ headers }: ExplainedTarget) => headers['anthropic-beta'])).toEqual(['header', 'own'])
  })

  it('JSON is read as UTF-8, as escapes, or as Latin-1 where it is neither', async () => {
    const json = JSON.stringify({ provider: 'openai', override_params: { user: 'Ünïcödé ☃' } })
    const utf8 = Buffer.from(json).toString('latin1')
    const latin1 = json.replace(' ☃', '')
    for (const header of [utf8, ascii(JSON.parse(json))])
      expect((await explain(HELLO, { 'x-portkey-config': header })).first.body).toMatchObject({ user: 'Ünïcödé ☃' })
    expect((await explain(HELLO, { 'x-portkey-config': latin1 })).first.body).toMatchObject({ user: 'Ünïcödé' })
  })

  it('the provider is that of a config, else of the header, else of the prefix, else OpenAI', async () => {
    const provider = async (model: string, headers: Record<string, string>) => {
      const { first } = await explain({ ...HELLO, model }, headers)
      return [first.provider, first.model]
    }
    const header = { 'x-portkey-provider': 'custom', 'x-portkey-custom-host': 'https://h.example/v1' }
    expect(await provider('sandbox/openai', { ...header, ...config({ provider: 'anthropic' }) })).toEqual([
      'anthropic',
      'sandbox/openai',
    ])
    expect(await provider('sandbox/openai', header)).toEqual(['custom', 'sandbox/openai'])
    expect(await provider('sandbox/openai', {})).toEqual(['sandbox', 'openai'])
    expect(await provider('@sandbox/openai', {})).toEqual(['sandbox', 'openai'])
    expect(await provider('meta/llama', {})).toEqual(['openai', 'meta/llama'])
    // A config that only says how often leaves the rest to the others.
    const often = config({ retry: { attempts: 2 } })
    expect(await provider('anthropic/claude', often)).toEqual(['anthropic', 'claude'])
    expect(await provider('anthropic/claude', { ...header, ...often })).toEqual(['custom', 'anthropic/claude'])
    expect(await provider('gpt-4o', often)).toEqual(['openai', 'gpt-4o'])
  })

  it('the model may be missing where every target names one', async () => {
    const messages = HELLO.messages
    const route = (second: object) => config({ targets: [{ override_params: { model: 'a' } }, second] })
    const named = await explain({ messages }, route({ default_params: { model: 'b' } }))
    expect(named.targets.map(({ model }: ExplainedTarget) => model)).toEqual(['a', 'b'])
    expect((await explain({ messages }, route({}))).error.param).toBe('model')
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGateway } from '@/lib/gateway'
import { answering, CANARY, gatewayTo, jsonOf, nothingHolds, requestOf, textOf, WIRES } from '../support/gateway'
import { type StandIn, standIn } from '../support/stand-in'

const TEAM_KEY = 'sk-team-canary-0123456789ABCDEFGH'
const TOKEN = 'access-token-0123456789'

let upstream: StandIn
beforeAll(async () => {
  upstream = await standIn(() => answering(WIRES.openai.whole))
})
afterAll(() => upstream.close())
afterAll(() => nothingHolds(TEAM_KEY, CANARY, TOKEN))

const env = () => ({
  ACCESS_TOKEN: TOKEN,
  REFRACT_KEYS: JSON.stringify({
    team: { provider: 'openai', api_key: TEAM_KEY, custom_host: `${upstream.url}/v1` },
    azure: { provider: 'azure-openai', api_key: TEAM_KEY, resource_name: 'ours' },
    group: { targets: [{ provider: 'openai' }] },
  }),
  REFRACT_CONFIGS: JSON.stringify({
    tried: { provider: 'openai', api_key: TEAM_KEY, custom_host: `${upstream.url}/v1`, retry: { attempts: 1 } },
    open: {
      strategy: { mode: 'fallback' },
      targets: [{ provider: 'sandbox', override_params: { model: 'openai' } }, { provider: 'openai' }],
    },
    wrong: { provder: 'openai' },
  }),
})

const TOKEN_HEADER = { 'x-portkey-api-key': TOKEN }

/** Asks with the headers; the key the stand-in saw, or the error. */
async function asked(headers: Record<string, string>, config?: object) {
  const before = upstream.requests.length
  const { gateway } = gatewayTo(upstream, { env: env() })
  const all = { ...headers, ...(config && { 'x-portkey-config': JSON.stringify(config) }) }
  const response = await gateway.chatCompletions(requestOf('/v1/chat/completions', { headers: all }))
  const sent = upstream.requests.slice(before).map(({ headers }) => headers.authorization)
  const { error } = JSON.parse(await textOf(response))
  return { status: response.status, sent, param: error?.param, message: error?.message }
}

describe('a virtual key', () => {
  it('stands for its provider, key and host, for whoever holds the access token', async () => {
    const answer = await asked({ ...TOKEN_HEADER, 'x-portkey-virtual-key': 'team' })
    expect(answer).toMatchObject({ status: 200, sent: [`Bearer ${TEAM_KEY}`] })
  })

  it('wins over a key in Authorization, which often holds a placeholder', async () => {
    const answer = await asked({ ...TOKEN_HEADER, authorization: 'Bearer unused', 'x-portkey-virtual-key': 'team' })
    expect(answer.sent).toEqual([`Bearer ${TEAM_KEY}`])
  })

  it('may stand in a target of a config, beside others', async () => {
    const config = { strategy: { mode: 'fallback' }, targets: [{ virtual_key: 'team' }, { provider: 'sandbox' }] }
    expect((await asked(TOKEN_HEADER, config)).sent).toEqual([`Bearer ${TEAM_KEY}`])
  })

  it('is for nobody without the access token, who also learns no names', async () => {
    for (const name of ['team', 'taem', 'nothing-like-it']) {
      const { status, sent, message } = await asked({ 'x-portkey-virtual-key': name })
      expect([status, sent]).toEqual([401, []])
      expect(message).toContain('x-portkey-api-key')
      expect(message).not.toContain('team')
    }
  })

  it.each<[what: string, headers: Record<string, string>, config: object | undefined, param: string]>([
    [
      'a host by header',
      { 'x-portkey-virtual-key': 'azure', 'x-portkey-custom-host': 'https://evil.example/v1' },
      undefined,
      'x-portkey-custom-host',
    ],
    [
      'a resource by header',
      { 'x-portkey-virtual-key': 'azure', 'x-portkey-azure-resource-name': 'evil' },
      undefined,
      'x-portkey-azure-resource-name',
    ],
    ['a host beside it', {}, { virtual_key: 'azure', custom_host: 'https://evil.example/v1' }, 'config.custom_host'],
    [
      'a host above it',
      {},
      { custom_host: 'https://evil.example/v1', targets: [{ virtual_key: 'team' }] },
      'config.targets[0].custom_host',
    ],
    ['a resource beside it', {}, { virtual_key: 'azure', resource_name: 'evil' }, 'config.resource_name'],
    ['another provider', {}, { virtual_key: 'team', provider: 'anthropic' }, 'config.provider'],
    ['a name there is none of', { 'x-portkey-virtual-key': 'taem' }, undefined, 'x-portkey-virtual-key'],
    ['a name every object has', { 'x-portkey-virtual-key': 'constructor' }, undefined, 'x-portkey-virtual-key'],
  ])('is not led elsewhere by %s', async (_, headers, config, param) => {
    expect(await asked({ ...TOKEN_HEADER, ...headers }, config)).toMatchObject({ status: 400, sent: [], param })
  })

  it('tells the nearest name to those who may know it', async () => {
    const { message } = await asked({ ...TOKEN_HEADER, 'x-portkey-virtual-key': 'taem' })
    expect(message).toContain('Did you mean "team"?')
  })

  it('that is set up wrongly is for the deployment to mend', async () => {
    expect((await asked({ ...TOKEN_HEADER, 'x-portkey-virtual-key': 'group' })).status).toBe(500)
  })

  it('shows its address in an explanation, and no key', async () => {
    const gateway = createGateway({ env: env() })
    const headers = { ...TOKEN_HEADER, 'x-portkey-virtual-key': 'team' }
    const { targets, route } = await jsonOf(await gateway.explain(requestOf('/v1/explain', { headers })))
    expect(targets[0].url).toBe(`${upstream.url}/v1/chat/completions`)
    expect(route).toMatchObject({ provider: 'openai', api_key: '…' })
  })
})

describe('a config by its name', () => {
  it('is the one of the deployment', async () => {
    const answer = await asked({ ...TOKEN_HEADER, 'x-portkey-config': 'tried' })
    expect(answer).toMatchObject({ status: 200, sent: [`Bearer ${TEAM_KEY}`] })
  })

  it('that holds keys is for those who may use them, and goes nowhere a caller says', async () => {
    expect(await asked({ 'x-portkey-config': 'tried' })).toMatchObject({ status: 401, sent: [] })
    const elsewhere = { 'x-portkey-config': 'open', 'x-portkey-custom-host': 'https://evil.example/v1' }
    expect(await asked({ ...TOKEN_HEADER, ...elsewhere })).toMatchObject({ status: 400, sent: [] })
  })

  it('without keys is for everybody', async () => {
    expect(await asked({ 'x-portkey-config': 'open' })).toMatchObject({ status: 200, sent: [] })
  })

  it('says where it is wrong, and when there is none', async () => {
    expect(await asked({ ...TOKEN_HEADER, 'x-portkey-config': 'wrong' })).toMatchObject({
      status: 400,
      param: 'REFRACT_CONFIGS.wrong.provder',
    })
    expect(await asked({ 'x-portkey-config': 'pc-123' })).toMatchObject({ status: 400, param: 'x-portkey-config' })
  })

  it('is explained to those who may use it, without its keys, and to nobody else', async () => {
    const secrets = {
      azure_ad_token: TEAM_KEY,
      aws_secret_access_key: TEAM_KEY,
      aws_access_key_id: TEAM_KEY,
      vertex_service_account_json: { private_key: TEAM_KEY },
    }
    const config = {
      strategy: { mode: 'fallback' },
      targets: [
        { provider: 'openai', api_key: TEAM_KEY },
        ...['azure', 'bedrock', 'vertex'].map(provider => ({
          provider,
          resource_name: 'ours',
          vertex_project_id: 'ours',
          ...secrets,
        })),
        { virtual_key: 'team' },
      ],
    }
    const gateway = createGateway({ env: { ...env(), REFRACT_CONFIGS: JSON.stringify({ secret: config }) } })
    const explained = async (headers: Record<string, string>) => {
      const response = await gateway.explain(requestOf('/v1/explain', { headers: { ...headers, 'x-portkey-config': 'secret' } }))
      return { status: response.status, text: await textOf(response) }
    }
    const { status, text } = await explained(TOKEN_HEADER)
    const { route } = JSON.parse(text)
    expect([status, route.strategy, route.targets.length]).toEqual([200, { mode: 'fallback' }, 5])
    expect(text).not.toContain(TEAM_KEY)
    expect(text).not.toContain('serverKey')
    const others: Record<string, string>[] = [{}, { 'x-portkey-api-key': 'wrong' }, { authorization: `Bearer ${CANARY}` }]
    for (const headers of others) {
      const refused = await explained(headers)
      expect(refused.status).toBe(401)
      expect(refused.text).not.toMatch(/fallback|ours|azure|bedrock/)
    }
  })
})

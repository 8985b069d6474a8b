import { describe, expect, it } from 'vitest'
import type { ExplainedTarget } from '@/lib/chat/receipt'
import { createGateway } from '@/lib/gateway'
import { credentialOf } from '@/lib/gateway/credentials'
import { providerOf } from '@/lib/providers'
import { HELLO, requestOf } from '../support/gateway'

const KEY = '0123456789abcdef0123456789abcdef'
const TOKEN = 'eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl'
const RESOURCE = { 'x-portkey-azure-resource-name': 'my-resource' }
const ENV = {
  AZURE_OPENAI_API_KEY: KEY,
  AZURE_OPENAI_ENDPOINT: 'https://Our-Resource.openai.azure.com/',
  REFRACT_LISTEN: '127.0.0.1',
}

async function explained(
  headers: Record<string, string>,
  body: object = {},
  env: Record<string, string> = {},
): Promise<ExplainedTarget> {
  const asked = { ...HELLO, model: 'azure/gpt-4o', ...body }
  const request = requestOf('/v1/explain', { body: asked, headers: { host: 'localhost', ...headers } })
  const answer = await (await createGateway({ env }).explain(request)).json()
  expect(JSON.stringify(answer)).not.toContain(TOKEN)
  return answer.targets[0]
}

describe('the address', () => {
  const V1 = 'https://my-resource.openai.azure.com/openai/v1/chat/completions'
  it.each<[Record<string, string>, string, string]>([
    [{}, V1, 'gpt-4o'],
    [{ 'x-portkey-azure-api-version': 'v1' }, V1, 'gpt-4o'],
    [{ 'x-portkey-azure-api-version': 'preview' }, `${V1}?api-version=preview`, 'gpt-4o'],
    [{ 'x-portkey-azure-deployment-id': 'our chat' }, V1, 'our chat'],
    [
      { 'x-portkey-azure-api-version': '2024-10-21' },
      'https://my-resource.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21',
      'gpt-4o',
    ],
    [
      { 'x-portkey-azure-api-version': '2024-10-21', 'x-portkey-azure-deployment-id': 'our chat' },
      'https://my-resource.openai.azure.com/openai/deployments/our%20chat/chat/completions?api-version=2024-10-21',
      'our chat',
    ],
    [
      { 'x-portkey-azure-resource-name': 'my-resource.services.ai.azure.com' },
      'https://my-resource.services.ai.azure.com/openai/v1/chat/completions',
      'gpt-4o',
    ],
    [
      { 'x-portkey-azure-resource-name': 'https://my-resource.cognitiveservices.azure.com/' },
      'https://my-resource.cognitiveservices.azure.com/openai/v1/chat/completions',
      'gpt-4o',
    ],
    [{ 'x-portkey-custom-host': 'https://gate.example/openai/v1/' }, 'https://gate.example/openai/v1/chat/completions', 'gpt-4o'],
    [
      { 'x-portkey-custom-host': 'https://gate.example/openai', 'x-portkey-azure-api-version': '2024-10-21' },
      'https://gate.example/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21',
      'gpt-4o',
    ],
  ])('%j', async (headers, url, model) => {
    const target = await explained({ ...RESOURCE, ...headers })
    expect(target).toMatchObject({ provider: 'azure', url, body: { model } })
    const changed = target.notes.find(({ param, action }) => param === 'model' && action === 'changed')
    expect(changed?.to).toBe(model === 'gpt-4o' ? undefined : model)
  })

  it('comes from a config under the names of Portkey', async () => {
    const config = {
      provider: 'azure-openai',
      resource_name: 'other',
      deployment_id: 'd',
      api_version: '2024-10-21',
      azure_model_name: 'o3',
      api_key: KEY,
    }
    const target = await explained({ 'x-portkey-config': JSON.stringify(config) }, { model: 'm', temperature: 0.2 })
    expect(target.url).toBe('https://other.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21')
    expect(target.headers['api-key']).toBe('…cdef')
    expect(target.notes).toContainEqual(expect.objectContaining({ param: 'temperature', action: 'dropped' }))
  })

  it.each([
    '',
    'evil.example',
    'a.b.openai.azure.com',
    'https://evil.example/my.openai.azure.com',
    'x/../y',
    'my-resource.openai.azure.com.evil.example',
  ])('is no other than of a resource: %j', async name => {
    const target = await explained(name ? { 'x-portkey-azure-resource-name': name } : {})
    expect(target).toMatchObject({
      url: '',
      notes: expect.arrayContaining([expect.objectContaining({ action: 'refused', param: 'x-portkey-azure-resource-name' })]),
    })
  })
})

describe('the key', () => {
  it('stands in a header of its own, a token of Entra as a bearer', async () => {
    expect((await explained({ ...RESOURCE, authorization: KEY })).headers).toMatchObject({ 'api-key': '…cdef' })
    const bearers: Record<string, string>[] = [
      { authorization: `Bearer ${TOKEN}` },
      { 'x-portkey-azure-ad-token': TOKEN, authorization: 'Bearer placeholder' },
    ]
    for (const headers of bearers) {
      const sent = (await explained({ ...RESOURCE, ...headers })).headers
      expect(sent.authorization).toMatch(/^Bearer …/)
      expect(sent).not.toHaveProperty('api-key')
    }
  })

  it('a token of Entra goes to nobody but Azure', async () => {
    const target = await explained({ 'x-portkey-azure-ad-token': TOKEN }, { model: 'openai/gpt-4o' })
    expect(target.headers.authorization).toBe('Bearer your-…')
  })

  it("the server's goes to the server's resource alone", async () => {
    const target = await explained({}, {}, ENV)
    expect(target.url).toBe('https://our-resource.openai.azure.com/openai/v1/chat/completions')
    const azure = providerOf('azure', 'provider')
    const keyFor = (settings: Record<string, string>) =>
      credentialOf(azure, { provider: 'azure', settings }, { serverKeys: true }, ENV)
    expect(keyFor({ resource_name: ENV.AZURE_OPENAI_ENDPOINT })).toBe(KEY)
    expect(() => keyFor({ resource_name: 'my-resource' })).toThrow('must come with the request')
  })

  it("and the server's resource is named to nobody without access", async () => {
    expect((await explained({}, {}, { ...ENV, ACCESS_TOKEN: 'access-token-0123456789' })).url).toBe('')
  })
})

describe('a deployment', () => {
  const fate = async (headers: Record<string, string>, body: object, param: string) =>
    (await explained({ ...RESOURCE, ...headers }, body)).notes.find(note => note.param === param)?.action

  it('can what its model can, where that is said', async () => {
    const asked = { model: 'azure/our-chat', temperature: 0.2, max_tokens: 5 }
    expect(await fate({}, asked, 'temperature')).toBe('kept')
    expect(await fate({ 'x-portkey-azure-model-name': 'o3' }, asked, 'temperature')).toBe('dropped')
    expect(await fate({ 'x-portkey-azure-model-name': 'o3' }, asked, 'max_tokens')).toBe('moved')
    expect(await fate({ 'x-portkey-azure-deployment-id': 'o3' }, asked, 'temperature')).toBe('dropped')
  })

  it('takes what is its own, and nothing unknown', async () => {
    expect(await fate({}, { data_sources: [] }, 'data_sources')).toBe('kept')
    expect(await fate({}, { min_p: 0.1 }, 'min_p')).toBe('dropped')
    expect(await fate({}, { mystery: 1 }, 'mystery')).toBe('dropped')
  })
})

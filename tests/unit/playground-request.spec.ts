import { describe, expect, it } from 'vitest'
import { headersOf, requestOf } from '@/lib/playground/request'
import { keySlot } from '@/lib/playground/route-keys'
import type { Column, Prompt } from '@/lib/playground/types'

const prompt: Prompt = {
  title: 'A title nobody is sent',
  messages: [{ id: 'm1', message: { role: 'user', content: 'Hi' } }],
  params: { temperature: 0.7, seed: 7, top_k: undefined, my_extra: { deep: [1] } },
}
const column: Column = { id: 'c1', letter: 'A', provider: 'anthropic', model: 'claude-sonnet-4-5', params: {} }
const noKeys = { providers: {}, accessToken: '' }

describe('the body of a column', () => {
  it('is the prompt’s params under the column’s overrides, and null means not sent', () => {
    expect(requestOf(prompt, { ...column, params: { temperature: 0, seed: null, max_tokens: 5 } })).toEqual({
      temperature: 0,
      max_tokens: 5,
      my_extra: { deep: [1] },
      model: 'claude-sonnet-4-5',
      messages: [{ role: 'user', content: 'Hi' }],
      stream: true,
      stream_options: { include_usage: true },
    })
  })

  it('keeps model, messages and stream out of the reach of extra parameters', () => {
    const request = requestOf(prompt, { ...column, params: { model: 'other', messages: [], stream: false } })
    expect(request).toMatchObject({ model: 'claude-sonnet-4-5', stream: true })
    expect(request.messages).toHaveLength(1)
  })
})

describe('the headers of a column', () => {
  it('name the provider and ask for an early receipt, without any key', () => {
    expect(headersOf(column, noKeys)).toEqual({
      'x-portkey-provider': 'anthropic',
      'x-portkey-strict-open-ai-compliance': 'false',
      'x-refract-receipt': 'early',
    })
  })

  it('carry the key of that provider only, and the access token', () => {
    const keys = { providers: { anthropic: 'test-key', openai: 'another-test-key' }, accessToken: 'test-token' }
    expect(headersOf(column, keys)).toMatchObject({ authorization: 'Bearer test-key', 'x-portkey-api-key': 'test-token' })
    expect(headersOf({ ...column, provider: 'groq' }, keys)).not.toHaveProperty('authorization')
    const file = { ...keys, providers: { anthropic: '{\n  "type": "service_account",\n  "private_key": "a\\nb"\n}\n' } }
    expect(headersOf(column, file).authorization).toBe('Bearer { "type": "service_account", "private_key": "a\\nb" }')
    expect(headersOf({ ...column, provider: 'constructor' }, keys)).not.toHaveProperty('authorization')
  })

  it('never send a provider’s key to one’s own host', () => {
    const own = { ...column, host: 'http://localhost:11434/v1' }
    const headers = headersOf(own, { providers: { anthropic: 'test-key' }, accessToken: '' })
    expect(headers).not.toHaveProperty('authorization')
    expect(headers).toMatchObject({ 'x-portkey-provider': 'anthropic', 'x-portkey-custom-host': 'http://localhost:11434/v1' })
    expect(keySlot(own)).toBe('http://localhost:11434')
    expect(headersOf(own, { providers: { 'http://localhost:11434': 'host-key' }, accessToken: '' }).authorization).toBe(
      'Bearer host-key',
    )
  })

  it('put provider and host into the config when there are retries', () => {
    const headers = headersOf({ ...column, host: 'https://bücher.example/v1', retries: 2 }, noKeys)
    expect(headers).not.toHaveProperty('x-portkey-provider')
    expect(headers).not.toHaveProperty('x-portkey-custom-host')
    const config = headers['x-portkey-config']!
    expect(config).toMatch(/^[\x20-\x7e]+$/)
    expect(JSON.parse(config)).toEqual({
      provider: 'anthropic',
      custom_host: 'https://bücher.example/v1',
      retry: { attempts: 2 },
    })
  })

  it('write a host in another script in its ASCII form', () => {
    expect(headersOf({ ...column, host: 'https://bücher.example/v1' }, noKeys)['x-portkey-custom-host']).toBe(
      'https://xn--bcher-kva.example/v1',
    )
  })
})

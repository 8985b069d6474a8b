import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Usage } from '@/lib/chat/types'
import { createGateway } from '@/lib/gateway'
import type { Asked } from '@/lib/gateway/ask'
import { receiptOf } from '@/lib/gateway/receipt'
import { costOf, PRICES, priceOf } from '@/lib/prices'
import type { Attempt, Reply } from '@/lib/routing/types'
import { callOf, HELLO, requestOf } from '../support/gateway'

const usage = (prompt_tokens: number, completion_tokens: number, more: Partial<Usage> = {}): Usage => ({
  prompt_tokens,
  completion_tokens,
  total_tokens: prompt_tokens + completion_tokens,
  ...more,
})
const MILLION = usage(1_000_000, 100_000)
const SOURCE = expect.stringMatching(/^genai-prices \d+\.\d+\.\d+ of 20\d\d-\d\d-\d\d$/)

describe('what a call cost', () => {
  // By the vendors' price lists: https://platform.openai.com/docs/pricing, https://platform.claude.com/docs/en/about-claude/pricing
  it.each([
    ['openai', 'gpt-4.1', 2.8],
    ['openai', 'gpt-4.1-2025-04-14', 2.8],
    ['anthropic', 'claude-haiku-4-5', 1.5],
    ['anthropic', 'claude-haiku-4-5-20251001', 1.5],
    ['azure', 'gpt-4o', 3.5],
  ])('%s/%s', (provider, model, usd) => {
    expect(costOf(provider, model, MILLION)).toEqual({ usd, source: SOURCE })
  })

  it('counts cached tokens at their own price', () => {
    const cached = usage(1_000_000, 0, { prompt_tokens_details: { cached_tokens: 1_000_000 } })
    expect(costOf('openai', 'gpt-4.1', cached)?.usd).toBe(0.5)
    expect(costOf('anthropic', 'claude-haiku-4-5', cached)?.usd).toBe(0.1)
    const written = usage(1_000_000, 0, { prompt_tokens_details: { cache_write_tokens: 1_000_000 } })
    expect(costOf('anthropic', 'claude-haiku-4-5', written)?.usd).toBe(1.25)
  })

  it('is nothing for the sandbox', () => {
    expect(costOf('sandbox', 'anthropic', MILLION)).toEqual({ usd: 0, source: 'built in' })
  })

  it('is what OpenRouter says it was', () => {
    const charged = { ...usage(10, 5), cost: 0.00014 }
    expect(costOf('openrouter', 'anthropic/claude-sonnet-4.5', charged)).toEqual({
      usd: 0.00014,
      source: "OpenRouter's own count",
    })
    expect(costOf('openrouter', 'anthropic/claude-sonnet-4.5', usage(10, 5))).toEqual({ usd: expect.any(Number), source: SOURCE })
    expect(costOf('openai', 'nope', charged)).toBeNull()
  })

  it.each([
    ['openai', 'a-model-of-ours'],
    ['anthropic', 'claude-sonnet-5-5'],
    ['openai', 'gpt-5.9'],
    ['custom', 'gpt-4.1'],
    ['ollama', 'gpt-oss:20b'],
    ['huggingface', 'openai/gpt-oss-120b'],
    ['constructor', 'gpt-4.1'],
  ])('is not known of %s/%s', (provider, model) => {
    expect(costOf(provider, model, MILLION)).toBeNull()
    expect(priceOf(provider, model)).toBeNull()
  })

  it('is not known at another host, nor of a usage that does not add up', () => {
    expect(costOf('openai', 'gpt-4.1', MILLION, 'https://api.openai.com/v1/chat/completions')).not.toBeNull()
    for (const url of ['https://proxy.example/v1/chat/completions', 'https://proxy.example/?https://api.openai.com']) {
      expect(costOf('openai', 'gpt-4.1', MILLION, url)).toBeNull()
    }
    expect(costOf('openai', 'gpt-4.1', usage(10, 5, { prompt_tokens_details: { cached_tokens: 20 } }))).toBeNull()
  })
})

it('a million tokens', () => {
  expect(priceOf('openai', 'gpt-4.1')).toEqual({ input: 2, output: 8 })
  expect(priceOf('gemini', 'gemini-2.5-pro')).toEqual({ input: 1.25, output: 10 })
  expect(priceOf('sandbox', 'openai')).toEqual({ input: 0, output: 0 })
})

it('the day of the prices is that of the version that is installed', () => {
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
  expect(read('package.json').dependencies['@pydantic/genai-prices']).toBe(PRICES.version)
  expect(read('node_modules/@pydantic/genai-prices/package.json').version).toBe(PRICES.version)
})

describe('a receipt', () => {
  const costWith = (body: object, usage: Usage | null) => {
    const url = 'https://api.openai.com/v1/chat/completions'
    const attempt = {
      provider: 'openai',
      model: 'gpt-4.1',
      url,
      body,
      headers: {},
      notes: [],
      ms: 0,
      marks: { start: 0 },
    } as unknown as Attempt
    const asked = { call: { ...callOf(), attempts: [attempt] }, parsed: 0 } as unknown as Asked
    return receiptOf(asked, { ok: true, attempt } as Reply, 1, usage).cost
  }

  it('says what the answer cost', async () => {
    expect(costWith({}, MILLION)).toEqual({ usd: 2.8, source: SOURCE })
    const body = { ...HELLO, model: 'sandbox/openai' }
    const answer = await createGateway({ env: {} }).chatCompletions(
      requestOf('/v1/chat/completions', { body, headers: { 'x-refract-receipt': '1' } }),
    )
    expect((await answer.json()).refract.cost).toEqual({ usd: 0, source: 'built in' })
  })

  it('does not know the price of another tier, nor of tokens nobody counted', () => {
    expect(costWith({ service_tier: 'default' }, MILLION)).not.toBeNull()
    for (const body of [{ service_tier: 'flex' }, { serviceTier: 'priority' }, { serviceTier: { type: 'flex' } }])
      expect(costWith(body, MILLION)).toBeNull()
    expect(costWith({}, null)).toBeNull()
  })

  it('the list of models says what each costs', async () => {
    const { data } = await (await createGateway({ env: {} }).models(new Request('http://localhost/v1/models'))).json()
    const price = (id: string) => data.find((model: { id: string }) => model.id === id).price
    expect(price('sandbox/openai')).toEqual({ input: 0, output: 0 })
    expect(price('openai/gpt-4.1')).toEqual({ input: 2, output: 8 })
  })
})

import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { streamText } from 'ai'
import { Portkey } from 'portkey-ai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer } from '../support/server'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer({ env: { SANDBOX_TOKENS_PER_SECOND: '0' } })
})
afterAll(() => server.stop())

describe('the AI SDK', () => {
  test('streams text, reasoning and usage through an OpenAI-compatible provider', async () => {
    const provider = createOpenAICompatible({ name: 'refract', baseURL: `${server.url}/v1`, includeUsage: true })
    const result = streamText({
      model: provider('sandbox/anthropic'),
      prompt: 'What does top_p do?',
      maxRetries: 0,
      providerOptions: { refract: { reasoningEffort: 'low' } },
    })
    expect((await result.text).length).toBeGreaterThan(20)
    expect((await result.reasoningText)?.length).toBeGreaterThan(5)
    expect((await result.usage).outputTokens).toBeGreaterThan(0)
    expect(await result.finishReason).toBe('stop')
  })
})

describe("Portkey's SDK, unchanged", () => {
  const thinking = { type: 'enabled', budget_tokens: 2030 }
  const messages = [{ role: 'user' as const, content: 'What does temperature do?' }]
  const client = () => new Portkey({ baseURL: `${server.url}/v1`, provider: 'sandbox', apiKey: 'unused' })
  type Block = { type: string; thinking?: string; signature?: string; text?: string }

  test('gets content_blocks with a signed thought, and a second turn takes it back', async () => {
    const first = (await client().chat.completions.create({
      model: 'anthropic',
      messages,
      max_tokens: 3000,
      thinking,
    } as never)) as never as {
      choices: { message: { content: string; content_blocks: Block[] }; finish_reason: string }[]
      getHeaders(): Record<string, string>
    }
    const { message } = first.choices[0]!
    expect(message.content_blocks.map(block => block.type)).toEqual(['thinking', 'text'])
    expect(message.content_blocks[0]!.signature).toMatch(/\S/)
    expect(message.content_blocks[1]!.text).toBe(message.content)
    const second = (await client().chat.completions.create({
      model: 'anthropic',
      messages: [
        ...messages,
        { role: 'assistant', content: message.content, content_blocks: message.content_blocks },
        { role: 'user', content: 'And top_k?' },
      ],
      max_tokens: 3000,
      thinking,
    } as never)) as never as typeof first
    expect(second.choices[0]!.message.content).toMatch(/\w/)
  })

  test('streams them too', async () => {
    const stream = (await client().chat.completions.create({
      model: 'anthropic',
      messages,
      max_tokens: 3000,
      thinking,
      stream: true,
    } as never)) as never as AsyncIterable<{
      choices: { delta: { content?: string; content_blocks?: { index: number; delta: Block }[] } }[]
    }>
    const blocks: Block[] = []
    let text = ''
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? ''
      for (const { index, delta } of chunk.choices[0]?.delta.content_blocks ?? []) {
        blocks[index] ??= { type: 'text' }
        const block = blocks[index]
        if (delta.thinking) block.thinking = (block.thinking ?? '') + delta.thinking
        if (delta.signature) block.signature = (block.signature ?? '') + delta.signature
        if (delta.text) block.text = (block.text ?? '') + delta.text
      }
    }
    expect(blocks[0]!.thinking).toMatch(/\w/)
    expect(blocks[0]!.signature).toMatch(/\S/)
    expect(blocks.at(-1)!.text).toBe(text)
  })

  test('takes a config object with a retry', async () => {
    const portkey = new Portkey({
      baseURL: `${server.url}/v1`,
      apiKey: 'unused',
      config: { provider: 'sandbox', retry: { attempts: 1 } } as never,
    })
    const answer = (await portkey.chat.completions.create({ model: 'flaky', messages })) as never as {
      choices: { message: { content: string } }[]
    }
    expect(answer.choices[0]!.message.content).toMatch(/\w/)
  })
})

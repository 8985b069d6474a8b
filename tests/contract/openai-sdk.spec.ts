import { Ajv2020 } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import OpenAI from 'openai'
import type { ChatCompletionChunk, ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { validateChunk, validateCompletion } from '../support/openai-schema'
import { startServer } from '../support/server'

const STRICT = { 'x-portkey-strict-open-ai-compliance': 'true' }
const runs = (all: number) => Math.max(20, Math.round(all * Number(process.env.THOROUGH ?? 0.1)))

let server: Awaited<ReturnType<typeof startServer>>
let client: OpenAI
beforeAll(async () => {
  server = await startServer({ env: { SANDBOX_TOKENS_PER_SECOND: '0' } })
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: 'not-needed', defaultHeaders: STRICT, maxRetries: 0 })
})
afterAll(() => server.stop())

const named = (name: string) => ({ type: 'function' as const, function: { name } })
const time = {
  type: 'function' as const,
  function: { name: 'get_time', parameters: { type: 'object', properties: { zone: { type: 'string' } } } },
}

type Ask = Omit<ChatCompletionCreateParamsNonStreaming, 'model' | 'stream'>

for (const model of ['sandbox/openai', 'sandbox/anthropic', 'sandbox/gemini', 'sandbox/converse']) {
  const whole = async (ask: Ask & Record<string, unknown>, headers?: Record<string, string>) => {
    const completion = await client.chat.completions.create({ ...ask, model } as ChatCompletionCreateParamsNonStreaming, {
      headers,
    })
    expect(validateCompletion(completion)).toEqual([])
    return completion
  }
  const streamed = async (ask: Ask & Record<string, unknown>) => {
    const chunks: ChatCompletionChunk[] = []
    const stream = await client.chat.completions.create({ ...ask, model, stream: true } as never)
    for await (const chunk of stream as unknown as AsyncIterable<ChatCompletionChunk>) {
      expect(validateChunk(chunk)).toEqual([])
      chunks.push(chunk)
    }
    return chunks
  }
  const textOf = (chunks: ChatCompletionChunk[], index = 0) =>
    chunks
      .flatMap(chunk => chunk.choices)
      .filter(choice => choice.index === index)
      .map(choice => choice.delta.content ?? '')
      .join('')
  const user = (content: string) => ({ messages: [{ role: 'user' as const, content }] })

  describe(`the openai package on ${model}`, () => {
    test('answers in words', async () => {
      const { choices, usage } = await whole(user('What does top_p do?'))
      expect(choices).toHaveLength(1)
      expect(choices[0]!.message.content).toMatch(/\w+ \w+/)
      expect(choices[0]!.finish_reason).toBe('stop')
      expect(usage!.total_tokens).toBe(usage!.prompt_tokens + usage!.completion_tokens)
    })

    test('streams the same kind of answer: one id, the role once, a finish reason once', async () => {
      const chunks = await streamed({ ...user('What does top_p do?'), seed: 7 })
      expect(textOf(chunks)).toMatch(/\w+ \w+/)
      expect(new Set(chunks.map(({ id, created }) => `${id} ${created}`)).size).toBe(1)
      expect(chunks.flatMap(chunk => chunk.choices).filter(choice => choice.delta.role)).toHaveLength(1)
      expect(chunks.flatMap(chunk => chunk.choices).filter(choice => choice.finish_reason)).toHaveLength(1)
      expect(chunks.some(chunk => chunk.usage)).toBe(false)
    })

    test('gives usage in a chunk of its own when asked', async () => {
      const chunks = await streamed({ ...user('Hello'), stream_options: { include_usage: true } })
      const last = chunks.at(-1)!
      expect(last.choices).toEqual([])
      expect(last.usage!.total_tokens).toBeGreaterThan(0)
      expect(chunks.slice(0, -1).every(chunk => chunk.usage === null)).toBe(true)
    })

    test('gives three choices, whole and streamed', async () => {
      const { choices, usage } = await whole({ ...user('Tell me a story.'), n: 3 })
      expect(choices.map(choice => choice.index)).toEqual([0, 1, 2])
      expect(choices.every(choice => choice.message.content && choice.finish_reason === 'stop')).toBe(true)
      expect(usage!.completion_tokens).toBeGreaterThan(3)
      const chunks = await streamed({ ...user('Tell me a story.'), n: 3, stream_options: { include_usage: true } })
      for (const index of [0, 1, 2]) {
        expect(textOf(chunks, index)).toMatch(/\w/)
        expect(
          chunks.flatMap(chunk => chunk.choices).filter(choice => choice.index === index && choice.finish_reason),
        ).toHaveLength(1)
      }
      expect(chunks.filter(chunk => chunk.usage)).toHaveLength(1)
    })

    test('ends with length at max_tokens 3', async () => {
      expect((await whole({ ...user('Tell me a long story.'), max_tokens: 3 })).choices[0]!.finish_reason).toBe('length')
    })

    test('stops before a stop sequence given as a string', async () => {
      const { choices } = await whole({ ...user('What does temperature do?'), stop: 'e' })
      expect(choices[0]!.message.content ?? '').not.toContain('e')
      expect(choices[0]!.finish_reason).toBe('stop')
    })

    test('calls one of several tools with valid arguments under random names and schemas', async () => {
      const ajv = addFormats.default(new Ajv2020({ strict: false }))
      await fc.assert(
        fc.asyncProperty(
          fc.stringMatching(/^[a-z][a-z_]{2,20}$/),
          fc.constantFrom('string', 'integer', 'number', 'boolean'),
          async (name, type) => {
            const parameters = {
              type: 'object',
              properties: { [`${name}_value`]: { type } },
              required: [`${name}_value`],
              additionalProperties: false,
            }
            const { choices } = await whole({
              ...user(`Please use ${name} with 42.`),
              tools: [{ type: 'function', function: { name, description: `Does ${name}.`, parameters } }],
              tool_choice: 'required',
            })
            const call = choices[0]!.message.tool_calls![0]!
            if (call.type !== 'function') throw new Error('not a function')
            expect(call.function.name).toBe(name)
            expect(ajv.validate(parameters, JSON.parse(call.function.arguments))).toBe(true)
            expect(choices[0]!.finish_reason).toBe('tool_calls')
          },
        ),
        { numRuns: runs(100) },
      )
    })

    test('makes parallel calls and answers with their results in a second turn, streamed', async () => {
      const tools = [weather]
      const messages = [{ role: 'user' as const, content: 'What is the weather in Paris and in Oslo?' }]
      const chunks = await streamed({ messages, tools })
      const calls: { id: string; type: 'function'; function: { name: string; arguments: string } }[] = []
      for (const delta of chunks.flatMap(chunk => chunk.choices).flatMap(choice => choice.delta.tool_calls ?? [])) {
        calls[delta.index] ??= { id: '', type: 'function', function: { name: '', arguments: '' } }
        calls[delta.index]!.id ||= delta.id ?? ''
        calls[delta.index]!.function.name += delta.function?.name ?? ''
        calls[delta.index]!.function.arguments += delta.function?.arguments ?? ''
      }
      expect(calls.map(call => JSON.parse(call.function.arguments).city)).toEqual(['Paris', 'Oslo'])
      const results = calls.map(call => ({ role: 'tool' as const, tool_call_id: call.id, content: '{"temperature": 17}' }))
      const second = await whole({
        messages: [...messages, { role: 'assistant', content: null, tool_calls: calls }, ...results],
        tools,
      })
      expect(second.choices[0]!.message.content).toContain('17')
    })

    test.each([
      ['none', []],
      ['auto', ['get_weather']],
      ['required', ['get_weather']],
      [{ type: 'function', function: { name: 'get_time' } }, ['get_time']],
      [{ type: 'allowed_tools', allowed_tools: { mode: 'required', tools: [named('get_time')] } }, ['get_time']],
      [{ type: 'allowed_tools', allowed_tools: { mode: 'auto', tools: [named('get_weather')] } }, ['get_weather']],
    ] as const)('with the tool choice %j calls %j, whole and streamed', async (tool_choice, names) => {
      const ask = { ...user('What is the weather in Rome?'), tools: [weather, time], tool_choice: tool_choice as never }
      const { message, finish_reason } = (await whole(ask)).choices[0]!
      expect(message.tool_calls?.map(call => call.type === 'function' && call.function.name) ?? []).toEqual(names)
      if (!names.length) expect([finish_reason, typeof message.content]).toEqual(['stop', 'string'])
      const deltas = (await streamed(ask)).flatMap(chunk => chunk.choices).flatMap(choice => choice.delta.tool_calls ?? [])
      expect(deltas.flatMap(({ function: called }) => (called?.name ? [called.name] : []))).toEqual(names)
    })

    test.each([{ thinking: { type: 'enabled', budget_tokens: 1024 } }, { reasoning_effort: 'low' }])(
      'thinks when it is asked to by %j',
      async spelling => {
        const ask = { ...user('What does top_p do?'), max_completion_tokens: 3000, ...(spelling as object) }
        expect((await whole(ask)).choices[0]!.message.content).toMatch(/\w+ \w+/)
        expect(textOf(await streamed(ask))).toMatch(/\w+ \w+/)
        // Converse does not count thinking apart, and OpenAI does not show it.
        const { choices, usage } = await client.chat.completions.create(
          { ...ask, model } as ChatCompletionCreateParamsNonStreaming,
          {
            headers: { 'x-portkey-strict-open-ai-compliance': 'false' },
          },
        )
        const { reasoning_content = '' } = choices[0]!.message as { reasoning_content?: string }
        expect(reasoning_content.length + (usage?.completion_tokens_details?.reasoning_tokens ?? 0)).toBeGreaterThan(0)
      },
    )

    test('takes a PDF', async () => {
      const file = { filename: 'report.pdf', file_data: `data:application/pdf;base64,${btoa('%PDF-1.4 a page')}` }
      const { choices } = await whole({
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'What is in this file?' },
              { type: 'file', file },
            ],
          },
        ],
      })
      expect(choices[0]!.message.content).toMatch(/pdf/i)
    })

    test('answers legacy functions in their own form, whole and streamed', async () => {
      const ask = { ...user('What is the weather in Rome?'), functions: [weather.function] }
      const { choices } = await whole(ask)
      expect(choices[0]!.finish_reason).toBe('function_call')
      expect(JSON.parse(choices[0]!.message.function_call!.arguments).city).toBe('Rome')
      const deltas = (await streamed(ask)).flatMap(chunk => chunk.choices)
      expect(deltas.find(choice => choice.finish_reason)!.finish_reason).toBe('function_call')
      expect(JSON.parse(deltas.map(choice => choice.delta.function_call?.arguments ?? '').join('')).city).toBe('Rome')
    })

    test('gives valid and varied instances of generated schemas at the highest temperature', async () => {
      const ajv = addFormats.default(new Ajv2020({ strict: false }))
      const answers = new Set<string>()
      await fc.assert(
        fc.asyncProperty(schemas, async schema => {
          const { choices } = await whole({
            ...user('Invent something.'),
            temperature: 2,
            response_format: { type: 'json_schema', json_schema: { name: 'thing', schema, strict: true } },
          })
          const text = choices[0]!.message.content!
          expect(ajv.validate(schema, JSON.parse(text)), `${JSON.stringify(schema)} ${text}`).toBe(true)
          expect(choices[0]!.finish_reason).toBe('stop')
          answers.add(text)
        }),
        { numRuns: runs(200) },
      )
      expect(answers.size).toBeGreaterThan(runs(200) / 3)
    })

    test('answers json_object with an object', async () => {
      const { choices } = await whole({ ...user('Answer in JSON: who are you?'), response_format: { type: 'json_object' } })
      expect(typeof JSON.parse(choices[0]!.message.content!)).toBe('object')
    })

    test('takes an image by data URL', async () => {
      const { choices } = await whole({
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'What is in this image?' },
              { type: 'image_url', image_url: { url: PIXEL } },
            ],
          },
        ],
      })
      expect(choices[0]!.message.content).toMatch(/png/i)
    })
  })
}

describe.each(['sandbox/openai', 'sandbox/gemini'])('sampling on %s', model => {
  const ask = (more: object) =>
    client.chat.completions.create({
      model,
      messages: [{ role: 'user', content: 'Tell me a story about a lighthouse.' }],
      temperature: 1,
      ...more,
    })

  test('the same seed gives the same text, and two seeds differ', async () => {
    const [a, b, c] = await Promise.all([ask({ seed: 1 }), ask({ seed: 1 }), ask({ seed: 2 })])
    expect(a.choices[0]!.message.content).toBe(b.choices[0]!.message.content)
    expect(a.choices[0]!.message.content).not.toBe(c.choices[0]!.message.content)
  })

  test('logprobs: the chosen token stands among its alternatives with the same value, and the bytes join to the text', async () => {
    const { choices } = await ask({ logprobs: true, top_logprobs: 5 })
    const { content } = choices[0]!.logprobs!
    const bytes = content!.flatMap(token => token.bytes!)
    expect(new TextDecoder().decode(Uint8Array.from(bytes))).toBe(choices[0]!.message.content)
    for (const { token, logprob, top_logprobs } of content!) {
      expect(top_logprobs.length).toBeLessThanOrEqual(5)
      const same = top_logprobs.find(entry => entry.token === token)
      if (same) expect(same.logprob).toBe(logprob)
      expect(logprob).toBeLessThanOrEqual(0)
    }
  })
})

const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const weather = {
  type: 'function' as const,
  function: {
    name: 'get_weather',
    description: 'The weather in a city.',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string', description: 'Name of the city' } },
      required: ['city'],
      additionalProperties: false,
    },
  },
}

/** Objects that every wire can represent: closed, all members required, one level of nesting and lists. */
const leaf = fc.constantFrom<object>(
  { type: 'string' },
  { type: 'integer' },
  { type: 'number' },
  { type: 'boolean' },
  { type: 'string', enum: ['red', 'green', 'blue'] },
  { type: 'string', format: 'date' },
  { type: 'array', items: { type: 'string' } },
  { type: ['string', 'null'] },
)
const closed = (properties: Record<string, object>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})
const names = fc.stringMatching(/^[a-z][a-z_]{1,12}$/)
const flat = fc.dictionary(names, leaf, { minKeys: 1, maxKeys: 5 }).map(closed)
const schemas = fc.dictionary(names, fc.oneof(leaf, flat), { minKeys: 1, maxKeys: 5 }).map(closed)

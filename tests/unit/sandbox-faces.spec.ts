import type Anthropic from '@anthropic-ai/sdk'
import type OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { answerSandbox } from '@/lib/sandbox'
import { encode } from '@/lib/sandbox/engine'
import { PLACES } from '@/lib/sandbox/world'
import { validateChunk, validateCompletion, validateError } from '../support/openai-schema'
import {
  anthropicClient,
  anthropicWeather,
  askAnthropic,
  askOpenai,
  askWeather,
  type ChatParams,
  chat,
  hello,
  type MessageParams,
  message,
  openaiClient,
  openaiWeather,
  PNG,
  quick,
  sleepyClock,
  weather,
} from '../support/sandbox'

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

describe('the openai face, called by the openai package', () => {
  it('answers a question, and the same seed gives the same text streamed', async () => {
    const client = openaiClient()
    const whole = await client.chat.completions.create(chat)
    const chunks = await collect(
      await client.chat.completions.create({ ...chat, stream: true, stream_options: { include_usage: true } }),
    )
    const text = chunks.map(chunk => chunk.choices[0]?.delta.content ?? '').join('')
    expect(text).not.toBe('')
    expect(whole.choices[0]!.message.content).toBe(text)
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: whole.usage })
    expect(chunks.slice(0, -1).every(chunk => chunk.usage === null)).toBe(true)
    expect(chunks.flatMap(chunk => chunk.choices.map(choice => choice.finish_reason)).filter(Boolean)).toEqual(['stop'])
    expect(new Set(chunks.map(chunk => `${chunk.id} ${chunk.created}`)).size).toBe(1)
    expect(chunks.filter(chunk => chunk.choices[0]?.delta.role)).toHaveLength(1)
  })

  it('sends one token a chunk, each with its probability', async () => {
    const client = openaiClient()
    const params = { ...chat, logprobs: true, top_logprobs: 5, max_tokens: 8 }
    const whole = await client.chat.completions.create(params)
    const chunks = await collect(await client.chat.completions.create({ ...params, stream: true }))
    const tokens = chunks.flatMap(chunk => chunk.choices[0]?.logprobs?.content ?? [])
    expect(tokens).toEqual(whole.choices[0]!.logprobs!.content)
    expect(tokens).toHaveLength(8)
    for (const token of tokens) {
      expect(token.top_logprobs).toHaveLength(5)
      const self = token.top_logprobs.find(each => each.token === token.token)
      if (self) expect(self.logprob).toBe(token.logprob)
    }
    const bytes = new Uint8Array(tokens.flatMap(token => token.bytes ?? []))
    expect(new TextDecoder().decode(bytes)).toContain(whole.choices[0]!.message.content!)
    expect(whole.choices[0]!.finish_reason).toBe('length')
  })

  it('gives n choices, interleaved when streamed', async () => {
    const client = openaiClient()
    const whole = await client.chat.completions.create({ ...chat, n: 3 })
    const chunks = await collect(await client.chat.completions.create({ ...chat, n: 3, stream: true }))
    for (const index of [0, 1, 2]) {
      const own = chunks.flatMap(chunk => chunk.choices.filter(choice => choice.index === index))
      expect(own.map(choice => choice.delta.content ?? '').join('')).toBe(whole.choices[index]!.message.content)
      expect(own.at(-1)!.finish_reason).toBe('stop')
    }
    const order = chunks.map(chunk => chunk.choices[0]!.index)
    expect(order.indexOf(2)).toBeLessThan(order.lastIndexOf(0))
  })

  it('thinks when asked, in either way of asking, and counts it', async () => {
    for (const how of [{ reasoning_effort: 'low' as const }, { thinking: { type: 'enabled', budget_tokens: 256 } }]) {
      const whole = await openaiClient().chat.completions.create({ ...chat, ...how } as ChatParams)
      const said = whole.choices[0]!.message as { reasoning_content?: string }
      expect(said.reasoning_content).toBeTruthy()
      expect(whole.usage!.completion_tokens_details!.reasoning_tokens).toBeGreaterThan(0)
    }
    const plain = await openaiClient().chat.completions.create(chat)
    expect(plain.choices[0]!.message).not.toHaveProperty('reasoning_content')
  })

  it('calls a tool, streamed alike, and takes its result', async () => {
    const client = openaiClient()
    const params: ChatParams = { ...chat, messages: [askWeather], tools: [openaiWeather], tool_choice: 'required' }
    const whole = await client.chat.completions.create(params)
    const { message: said, finish_reason } = whole.choices[0]!
    expect(finish_reason).toBe('tool_calls')
    const call = said.tool_calls![0] as OpenAI.ChatCompletionMessageFunctionToolCall
    expect(call).toMatchObject({
      type: 'function',
      id: expect.stringMatching(/^call_\w{24}$/),
      function: { name: 'get_weather' },
    })
    expect(typeof JSON.parse(call.function.arguments).city).toBe('string')

    const chunks = await collect(await client.chat.completions.create({ ...params, stream: true }))
    const deltas = chunks.flatMap(chunk => chunk.choices[0]?.delta.tool_calls ?? [])
    const first = deltas.filter(delta => delta.index === 0)
    expect(first.map(delta => delta.function?.arguments ?? '').join('')).toBe(call.function.arguments)
    expect(first.filter(delta => delta.id)).toHaveLength(1)

    const results = said.tool_calls!.map(each => ({ role: 'tool' as const, tool_call_id: each.id, content: '{"sky":"clear"}' }))
    const second = await client.chat.completions.create({
      ...chat,
      messages: [askWeather, said, ...results],
      tools: [openaiWeather],
    })
    expect(second.choices[0]!.finish_reason).toBe('stop')
    expect(second.choices[0]!.message.content).toBeTruthy()
  })

  it('answers legacy functions natively', async () => {
    const client = openaiClient()
    const { tools: _, ...plain } = chat
    const params: ChatParams = {
      ...plain,
      messages: [askWeather],
      functions: [{ name: weather.name, parameters: weather.schema }],
      function_call: { name: weather.name },
    }
    const whole = await client.chat.completions.create(params)
    expect(whole.choices[0]).toMatchObject({
      finish_reason: 'function_call',
      message: { content: null, function_call: { name: 'get_weather' } },
    })
    const chunks = await collect(await client.chat.completions.create({ ...params, stream: true }))
    const text = chunks.map(chunk => chunk.choices[0]?.delta.function_call?.arguments ?? '').join('')
    expect(JSON.parse(text)).toEqual(JSON.parse(whole.choices[0]!.message.function_call!.arguments))
  })

  it('keeps to a schema, and to JSON', async () => {
    const client = openaiClient()
    const schema = { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'], additionalProperties: false }
    const format = { type: 'json_schema' as const, json_schema: { name: 'a', strict: true, schema } }
    const shaped = await client.chat.completions.create({ ...chat, temperature: 2, response_format: format })
    expect(JSON.parse(shaped.choices[0]!.message.content!)).toEqual({ a: expect.any(Number) })
    const json = await client.chat.completions.create({
      ...chat,
      messages: [{ role: 'user', content: 'Give me JSON' }],
      response_format: { type: 'json_object' },
    })
    expect(JSON.parse(json.choices[0]!.message.content!)).toBeTypeOf('object')
  })

  it('honours a bias by the sandbox’s own token ids', async () => {
    const client = openaiClient()
    const plain = await client.chat.completions.create({ ...chat, temperature: 0, logprobs: true })
    const first = plain.choices[0]!.logprobs!.content![0]!.token
    const [id] = encode(first)
    const biased = await client.chat.completions.create({ ...chat, temperature: 0, logprobs: true, logit_bias: { [id!]: -100 } })
    expect(biased.choices[0]!.logprobs!.content![0]!.token).not.toBe(first)
  })

  it('looks at a picture by data URL and at a file', async () => {
    const content: OpenAI.ChatCompletionContentPart[] = [
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } },
      { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBERi0xLjQK' } },
    ]
    const whole = await openaiClient().chat.completions.create({ ...chat, messages: [{ role: 'user', content }] })
    expect(whole.choices[0]!.message.content).toMatch(/png|image|picture/i)
  })

  it('lists its models', async () => {
    const models = await collect(openaiClient().models.list())
    expect(models.map(model => model.id)).toEqual(['openai', 'flaky', 'slow', 'rate-limited', 'cut', 'stall', 'refuses'])
  })

  it('takes every field OpenAI documents', async () => {
    const body = {
      ...chat,
      max_completion_tokens: 20,
      temperature: 1.2,
      top_p: 0.9,
      top_k: 40,
      min_p: 0.05,
      presence_penalty: 0.5,
      frequency_penalty: -0.5,
      stop: ['###'],
      logit_bias: { 300: 1 },
      logprobs: false,
      n: 1,
      user: 'someone',
      safety_identifier: 'someone',
      metadata: { a: 'b' },
      store: true,
      service_tier: 'auto',
      modalities: ['text'],
      verbosity: 'high',
      reasoning_effort: 'none',
      thinking: { type: 'disabled' },
      prompt_cache_key: 'k',
      prompt_cache_retention: '24h',
      prompt_cache_options: { mode: 'explicit', ttl: '30m' },
      moderation: { model: 'omni-moderation-latest' },
      tools: [openaiWeather],
      tool_choice: {
        type: 'allowed_tools',
        allowed_tools: { mode: 'auto', tools: [{ type: 'function', function: { name: 'get_weather' } }] },
      },
      parallel_tool_calls: false,
      response_format: { type: 'text' },
      audio: null,
      prediction: null,
      stream: true,
      stream_options: { include_usage: false, include_obfuscation: true },
    }
    const response = await askOpenai(body)
    expect(response.status).toBe(200)
    const text = await response.text()
    expect(text).toContain('"obfuscation":"')
    expect(text.trimEnd().endsWith('data: [DONE]')).toBe(true)
  })
})

describe('what the openai face writes is what OpenAI’s document describes', () => {
  const closed = { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'], additionalProperties: false }
  const asked: [string, object][] = [
    ['a plain answer', chat],
    ['three choices with logprobs', { ...chat, n: 3, logprobs: true, top_logprobs: 3 }],
    ['a tool call', { ...chat, messages: [askWeather], tools: [openaiWeather], tool_choice: 'required' }],
    ['a legacy call', { ...chat, functions: [openaiWeather.function], function_call: { name: 'get_weather' } }],
    ['a schema', { ...chat, response_format: { type: 'json_schema', json_schema: { name: 'a', strict: true, schema: closed } } }],
    ['a refusal', { ...chat, model: 'refuses', logprobs: true, top_logprobs: 2 }],
    ['moderation', { ...chat, moderation: { model: 'omni-moderation-latest' } }],
  ]

  it.each(asked)('%s', async (_, body) => {
    expect(validateCompletion(await (await askOpenai(body)).json())).toEqual([])
    const options = { include_usage: true, include_obfuscation: true }
    const text = await (await askOpenai({ ...body, stream: true, stream_options: options })).text()
    const events = text.split('\n\n').filter(Boolean)
    expect(events.at(-1)).toBe('data: [DONE]')
    for (const event of events.slice(0, -1)) expect(validateChunk(JSON.parse(event.slice('data: '.length)))).toEqual([])
  })

  it('an error', async () => {
    expect(validateError(await (await askOpenai({ ...chat, n: 0 })).json())).toEqual([])
  })
})

describe('the anthropic face, called by Anthropic’s package', () => {
  it('answers a question, whole and streamed, with the vendor’s events', async () => {
    const client = anthropicClient()
    const whole = await client.messages.create({ ...message, temperature: 0 })
    const events = await collect(client.messages.stream({ ...message, temperature: 0 }))
    const text = events
      .map(event => (event.type === 'content_block_delta' && event.delta.type === 'text_delta' ? event.delta.text : ''))
      .join('')
    expect(whole.content).toEqual([{ type: 'text', text, citations: null }])
    expect(whole.stop_reason).toBe('end_turn')
    expect(whole.id).toMatch(/^msg_01\w{22}$/)
    expect(events[0]).toMatchObject({ type: 'message_start', message: { usage: { input_tokens: whole.usage.input_tokens } } })
    expect(events.at(-2)).toMatchObject({
      type: 'message_delta',
      delta: { stop_reason: 'end_turn' },
      usage: { output_tokens: whole.usage.output_tokens },
    })
    expect(events.at(-1)!.type).toBe('message_stop')
  })

  it('names every event, and pings', async () => {
    const text = await (await askAnthropic({ ...message, stream: true })).text()
    const events = text.split('\n\n').filter(Boolean)
    for (const event of events) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(event)!
      expect(JSON.parse(data!).type).toBe(name)
    }
    expect(text).toContain('event: ping\ndata: {"type":"ping"}')
  })

  it('thinks when asked, signs it, and knows its own signature again', async () => {
    const client = anthropicClient()
    const thinking = { type: 'enabled', budget_tokens: 1024 } as const
    const first = await client.messages.create({ ...message, max_tokens: 2000, thinking })
    expect(first.content.map(block => block.type)).toEqual(['thinking', 'text'])
    expect(first.usage.output_tokens_details!.thinking_tokens).toBeGreaterThan(0)
    const streamed = await client.messages.stream({ ...message, max_tokens: 2000, thinking }).finalMessage()
    expect(streamed.content.map(block => block.type)).toEqual(['thinking', 'text'])

    const next = (content: Anthropic.ContentBlockParam[]) =>
      client.messages.create({
        ...message,
        max_tokens: 2000,
        thinking,
        messages: [hello, { role: 'assistant', content }, { role: 'user', content: 'And top_k?' }],
      })
    expect((await next(first.content as Anthropic.ContentBlockParam[])).stop_reason).toBe('end_turn')
    const [thought, ...rest] = streamed.content as [Anthropic.ThinkingBlock, ...Anthropic.ContentBlockParam[]]
    await expect(next([{ ...thought, signature: 'forged' }, ...rest])).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('messages.1.content.0: Invalid `signature` in `thinking` block'),
    })
    await expect(next([{ ...thought, thinking: `${thought.thinking}!` }, ...rest])).rejects.toMatchObject({ status: 400 })
  })

  it('leaves thinking out when told, and seals it at Anthropic’s magic word', async () => {
    const client = anthropicClient()
    const hidden = await client.messages.create({
      ...message,
      max_tokens: 2000,
      thinking: { type: 'enabled', budget_tokens: 1024, display: 'omitted' },
    })
    expect(hidden.content[0]).toEqual({ type: 'thinking', thinking: '', signature: expect.stringMatching(/.{40}/) })

    const magic =
      'ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING_46C9A13E193C177646C7398A98432ECCCE4C1253D5E2D82641AC0E52CC2876CB'
    const asked = { role: 'user', content: magic } as const
    const params: MessageParams = {
      ...message,
      max_tokens: 2000,
      thinking: { type: 'enabled', budget_tokens: 1024 },
      messages: [asked],
    }
    const sealed = await client.messages.create(params)
    expect(sealed.content[0]).toEqual({ type: 'redacted_thinking', data: expect.stringMatching(/.{40}/) })
    const again = { role: 'assistant', content: sealed.content as Anthropic.ContentBlockParam[] } as const
    const second = await client.messages.create({ ...params, messages: [asked, again, hello] })
    expect(second.stop_reason).toBe('end_turn')
  })

  it('refuses at the other magic word', async () => {
    const magic = 'ANTHROPIC_MAGIC_STRING_TRIGGER_REFUSAL_1FAEFB6177B4672DEE07F9D3AFC62588CCD2631EDCF22E8CCC1FB35B501C9C86'
    const refused = await anthropicClient().messages.create({ ...message, messages: [{ role: 'user', content: magic }] })
    expect(refused).toMatchObject({ content: [], stop_reason: 'refusal', stop_details: { type: 'refusal' } })
  })

  it('calls a tool in fragments, and takes its result', async () => {
    const client = anthropicClient()
    const params: MessageParams = { ...message, messages: [askWeather], tools: [anthropicWeather], tool_choice: { type: 'any' } }
    const stream = client.messages.stream(params)
    const events = await collect(stream)
    const said = await stream.finalMessage()
    expect(said.stop_reason).toBe('tool_use')
    const call = said.content.find(block => block.type === 'tool_use')!
    expect(call).toMatchObject({
      name: 'get_weather',
      id: expect.stringMatching(/^toolu_01\w{22}$/),
      input: { city: expect.any(String) },
    })
    const fragments = events.filter(event => event.type === 'content_block_delta' && event.delta.type === 'input_json_delta')
    expect(fragments.length).toBeGreaterThan(1)

    const results = said.content.flatMap(block =>
      block.type === 'tool_use' ? [{ type: 'tool_result' as const, tool_use_id: block.id, content: '{"sky":"clear"}' }] : [],
    )
    const second = await client.messages.create({
      ...message,
      messages: [
        askWeather,
        { role: 'assistant', content: said.content as Anthropic.ContentBlockParam[] },
        { role: 'user', content: results },
      ],
      tools: [anthropicWeather],
    })
    expect(second.stop_reason).toBe('end_turn')
  })

  it('streams no fragment for a tool without arguments', async () => {
    const tools = [{ name: 'ping', input_schema: { type: 'object', properties: {}, additionalProperties: false } }]
    const body = { ...message, tools, tool_choice: { type: 'tool', name: 'ping' } }
    const text = await (await askAnthropic({ ...body, stream: true })).text()
    expect(text).toContain('"name":"ping"')
    expect(text).not.toContain('input_json_delta')
    const whole = (await (await askAnthropic(body)).json()) as Anthropic.Message
    expect(whole.content).toMatchObject([{ type: 'tool_use', input: {} }])
  })

  it('keeps to a schema', async () => {
    const schema = { type: 'object', properties: { a: { type: 'boolean' } }, required: ['a'], additionalProperties: false }
    const whole = await anthropicClient().messages.create({
      ...message,
      output_config: { format: { type: 'json_schema', schema } },
    })
    const [block] = whole.content
    expect(block?.type === 'text' && JSON.parse(block.text)).toEqual({ a: expect.any(Boolean) })
  })

  it('answers with JSON when the system text asks for it, with or without a schema', async () => {
    const answerTo = async (system: string) => {
      const [block] = (await anthropicClient().messages.create({ ...message, max_tokens: 2000, system })).content
      return block?.type === 'text' ? block.text : ''
    }
    expect(JSON.parse(await answerTo('Be kind.\nRespond with one JSON object.'))).toBeTypeOf('object')
    const schema = { type: 'array', items: { enum: ['a', 'b'] }, minItems: 2, maxItems: 2 }
    const list = JSON.parse(await answerTo(`Answer with JSON that fits this schema.\n${JSON.stringify(schema)}`))
    expect(list).toEqual([expect.stringMatching(/^[ab]$/), expect.stringMatching(/^[ab]$/)])
    expect(await answerTo('You know much about JSON.')).not.toMatch(/^[[{]/)
  })

  it('stops at a stop sequence and at the limit, and says which', async () => {
    const client = anthropicClient()
    const plain = await client.messages.create({ ...message, temperature: 0 })
    const [block] = plain.content
    const word = block?.type === 'text' ? block.text.split(' ')[3]! : ''
    const stopped = await client.messages.create({ ...message, temperature: 0, stop_sequences: [word] })
    expect(stopped).toMatchObject({ stop_reason: 'stop_sequence', stop_sequence: word })
    const short = await client.messages.create({ ...message, max_tokens: 3 })
    expect(short).toMatchObject({ stop_reason: 'max_tokens', usage: { output_tokens: 3 } })
  })

  it('continues the assistant’s last words', async () => {
    const whole = await anthropicClient().messages.create({
      ...message,
      messages: [hello, { role: 'assistant', content: 'It keeps' }],
    })
    const [block] = whole.content
    expect(block?.type === 'text' && block.text).toBeTruthy()
    expect(block?.type === 'text' && block.text.startsWith('It keeps')).toBe(false)
  })

  it('merges neighbouring turns of one role', async () => {
    const messages = [hello, { role: 'user', content: 'Briefly, please.' }]
    expect((await askAnthropic({ ...message, messages })).status).toBe(200)
  })

  it('looks at pictures and documents, also in tool results', async () => {
    const image: Anthropic.ImageBlockParam = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PNG } }
    const document: Anthropic.DocumentBlockParam = {
      type: 'document',
      source: { type: 'text', media_type: 'text/plain', data: 'words' },
      title: 'notes',
    }
    const use: Anthropic.ToolUseBlockParam = { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: {} }
    const result: Anthropic.ToolResultBlockParam = {
      type: 'tool_result',
      tool_use_id: 'toolu_1',
      content: [{ type: 'text', text: 'see' }, image],
    }
    const messages: Anthropic.MessageParam[] = [
      { role: 'user', content: [image, document, { type: 'text', text: 'What is this?' }] },
      { role: 'assistant', content: [use] },
      { role: 'user', content: [result] },
    ]
    expect((await askAnthropic({ ...message, messages, tools: [anthropicWeather] })).status).toBe(200)
  })
})

describe('the faulty models', () => {
  it('flaky fails the first sending of a trace and answers the second', async () => {
    const here = quick()
    const body = { ...chat, model: 'flaky' }
    const send = (trace: string) => askOpenai(body, { here, headers: { 'x-sandbox-trace': trace } })
    const first = await send('one')
    expect(first.status).toBe(503)
    expect([first.headers.get('retry-after'), first.headers.get('retry-after-ms')]).toEqual(['1', '400'])
    expect((await first.json()).error.type).toBe('server_error')
    expect((await send('two')).status).toBe(503)
    expect((await send('one')).status).toBe(200)
    expect((await send('one')).status).toBe(200)
  })

  it('flaky without a trace fails every other sending of a body', async () => {
    const here = quick()
    const statuses: number[] = []
    for (let sending = 0; sending < 4; sending++) statuses.push((await askOpenai({ ...chat, model: 'flaky' }, { here })).status)
    expect(statuses).toEqual([503, 200, 503, 200])
  })

  it('rate-limited says how long to wait', async () => {
    const response = await askOpenai({ ...chat, model: 'rate-limited' })
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '30'])
    expect((await response.json()).error).toMatchObject({ code: 'rate_limit_exceeded', type: 'requests' })
  })

  it('cut ends without a finish reason and without [DONE]', async () => {
    const text = await (await askOpenai({ ...chat, model: 'cut', stream: true })).text()
    expect(text).not.toContain('[DONE]')
    expect(text).not.toContain('"finish_reason":"')
    expect(text.match(/"delta":\{"content":"[^"]/g)!.length).toBeGreaterThan(3)
  })

  it('cut, not streamed, loses the connection in the middle', async () => {
    const response = await askOpenai({ ...chat, model: 'cut' })
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('terminated')
  })

  it('stall sends a token and then nothing until the caller leaves', async () => {
    const leaving = new AbortController()
    const response = await askOpenai({ ...chat, model: 'stall', stream: true }, { signal: leaving.signal })
    const reader = response.body!.getReader()
    let text = ''
    for (let reads = 0; reads < 2; reads++) text += new TextDecoder().decode((await reader.read()).value)
    expect(text).toMatch(/"content":"[^"]/)
    const next = reader.read()
    leaving.abort(new Error('enough'))
    await expect(next).rejects.toThrow('enough')
  })

  it('stall, not streamed, never answers', async () => {
    const leaving = new AbortController()
    const answer = askOpenai({ ...chat, model: 'stall' }, { signal: leaving.signal })
    leaving.abort(new Error('enough'))
    await expect(answer).rejects.toThrow('enough')
  })

  it('refuses refuses, with the filter’s finish reason', async () => {
    const client = openaiClient()
    const whole = await client.chat.completions.create({ ...chat, model: 'refuses', logprobs: true })
    const [choice] = whole.choices
    expect(choice).toMatchObject({
      finish_reason: 'content_filter',
      message: { content: null, refusal: expect.stringContaining('cannot assist') },
    })
    expect(choice!.logprobs!.refusal!.map(token => token.token).join('')).toBe(choice!.message.refusal)
    const chunks = await collect(await client.chat.completions.create({ ...chat, model: 'refuses', stream: true }))
    expect(chunks.map(chunk => chunk.choices[0]?.delta.refusal ?? '').join('')).toBe(choice!.message.refusal)
  })
})

describe('the pace', () => {
  const tokensOf = (usage: OpenAI.CompletionUsage | undefined) => usage!.completion_tokens

  it.each([
    ['openai', 150, 1000 / 80],
    ['slow', 2000, 1000 / 12],
  ])('of %s is kept, and its first token takes a while', async (model, first, each) => {
    const clock = sleepyClock()
    const here = quick({ clock, tokensPerSecond: () => 80 })
    const whole = await openaiClient(here).chat.completions.create({ ...chat, model, max_tokens: 20 })
    const total = clock.slept.reduce((sum, ms) => sum + ms, 0)
    expect(clock.slept[0]).toBe(first)
    expect(total).toBeGreaterThan(first + (tokensOf(whole.usage) - 3) * each)
    expect(total).toBeLessThan(first + (tokensOf(whole.usage) + 1) * each)
  })

  it('is not slower for n choices', async () => {
    const clock = sleepyClock()
    const here = quick({ clock, tokensPerSecond: () => 80 })
    await openaiClient(here).chat.completions.create({ ...chat, n: 4, max_tokens: 20 })
    expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(150 + 21 * 12.5)
  })

  it('is set by SANDBOX_TOKENS_PER_SECOND', async () => {
    const { world } = await import('@/lib/sandbox/world')
    const before = process.env.SANDBOX_TOKENS_PER_SECOND
    try {
      for (const [set, speed] of [
        ['0', 0],
        ['500', 500],
        ['', 80],
        ['fast', 80],
        ['-1', 80],
      ] as const) {
        process.env.SANDBOX_TOKENS_PER_SECOND = set
        expect(world().tokensPerSecond()).toBe(speed)
      }
    } finally {
      if (before === undefined) delete process.env.SANDBOX_TOKENS_PER_SECOND
      else process.env.SANDBOX_TOKENS_PER_SECOND = before
    }
  })
})

describe.each([
  ['openai', askOpenai, { ...chat, stream: true }, 429],
  ['anthropic', askAnthropic, { ...message, stream: true }, 529],
] as const)('a caller of the %s face', (_, ask, body, full) => {
  it('who is slow makes the model wait', async () => {
    const clock = sleepyClock()
    const response = await ask(body, { here: quick({ clock, tokensPerSecond: () => 80 }) })
    const reader = response.body!.getReader()
    for (let reads = 0; reads < 4; reads++) await reader.read()
    const slept = clock.slept.length
    await new Promise(resolve => setImmediate(resolve))
    expect(clock.slept.length).toBe(slept)
    await reader.cancel()
  })

  it('who leaves in the middle stops the model, and fails the body with the reason', async () => {
    const clock = sleepyClock()
    const leaving = new AbortController()
    const response = await ask(body, { here: quick({ clock, tokensPerSecond: () => 80 }), signal: leaving.signal })
    const reader = response.body!.getReader()
    for (let reads = 0; reads < 4; reads++) await reader.read()
    const slept = clock.slept.length
    leaving.abort(new Error('gone'))
    await expect(reader.read()).rejects.toThrow('gone')
    expect(clock.slept.length).toBe(slept)
  })

  it('who left before gets the reason and no answer', async () => {
    await expect(ask(body, { signal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone')
  })

  it('finds room again when others cancel, leave or have read to the end', async () => {
    const here = quick()
    const leaving = new AbortController()
    const open = await Promise.all(Array.from({ length: PLACES }, () => ask(body, { here, signal: leaving.signal })))
    const tooMany = await ask(body, { here })
    expect([tooMany.status, tooMany.headers.get('retry-after')]).toEqual([full, '1'])
    await open[0]!.body!.cancel()
    const last = await ask(body, { here })
    expect(last.status).toBe(200)
    expect((await ask(body, { here })).status).toBe(full)
    await last.text()
    expect((await ask(body, { here })).status).toBe(200)
    expect((await ask(body, { here })).status).toBe(full)
    leaving.abort()
    expect((await ask(body, { here })).status).toBe(200)
  })
})

describe('the first three columns', () => {
  it('answer the same question visibly differently', async () => {
    const here = quick()
    const openai = await openaiClient(here).chat.completions.create({ ...chat, temperature: 0 })
    const anthropic = await anthropicClient(here).messages.create({ ...message, max_tokens: 1000, temperature: 0 })
    const flaky = { ...chat, model: 'flaky', temperature: 0 }
    await openaiClient(here)
      .chat.completions.create(flaky)
      .catch(() => {})
    const story = await openaiClient(here).chat.completions.create(flaky)
    const texts = [
      openai.choices[0]!.message.content!,
      anthropic.content.map(block => (block.type === 'text' ? block.text : '')).join(''),
      story.choices[0]!.message.content!,
    ]
    expect(new Set(texts).size).toBe(3)
    expect(texts[1]!.length).toBeGreaterThan(texts[0]!.length * 1.5)
  })
})

it('answers 404 with a sentence where it has no face', async () => {
  const response = await answerSandbox(new Request('https://sandbox.invalid/elsewhere'), quick())
  const error = { message: expect.stringContaining('/elsewhere') }
  expect([response.status, await response.json()]).toEqual([404, { error }])
})

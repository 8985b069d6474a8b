import { describe, expect, it, test } from 'vitest'
import { GatewayError } from '@/lib/chat/errors'
import type { ChatRequest, Note } from '@/lib/chat/types'
import { allowListFrom } from '@/lib/egress'
import { createGateway } from '@/lib/gateway'
import { credentialOf } from '@/lib/gateway/credentials'
import { prepare } from '@/lib/gateway/prepare'
import { isProvider, providerOf, providers } from '@/lib/providers'
import type { Target } from '@/lib/routing/types'
import { EVERY, SENDINGS } from '../support/compatibles'
import { callOf, requestOf } from '../support/gateway'

const SYSTEM = { role: 'system' as const, content: 'Be brief.' }
const USER = { role: 'user' as const, content: 'Hi' }
const LOOK = { type: 'function' as const, function: { name: 'look', parameters: { type: 'object', properties: {} } } }
const TOUCH = { type: 'function' as const, function: { name: 'touch', parameters: { type: 'object', properties: {} } } }
const NAMED = { type: 'function' as const, function: { name: 'look' } }
const SCHEMA = { type: 'object', properties: { a: { type: 'number' } }, required: ['a'], additionalProperties: false }

interface Sent {
  url: string
  headers: Record<string, string>
  body: any
  notes: Note[]
  /** What became of a parameter. */
  fate(param: string): Note['action'] | undefined
}

/** What leaves for a provider: the bytes that would go out, read again. */
function send(
  place: string,
  asked: Record<string, unknown>,
  target: Partial<Target> = {},
  unsupported: 'emulate' | 'drop' = 'emulate',
): Sent {
  const [provider, ...model] = place.split('/')
  const request = { model: model.join('/'), messages: [USER], ...asked } as unknown as ChatRequest
  const before = JSON.stringify(request)
  const call = { ...callOf(), request, source: { text: before, parsed: request as Record<string, unknown> }, unsupported }
  const { url, headers, text, notes } = prepare({ provider: provider!, ...target }, call)
  expect(JSON.stringify(request), 'the request is left as it is').toBe(before)
  return { url, headers, body: JSON.parse(text), notes, fate: param => notes.find(note => note.param === param)?.action }
}

const words = (text = '') => text.split(' ').filter(Boolean)

describe.each(Object.entries(SENDINGS))('%s', (id, { model, url, env, same, as = {}, gone }) => {
  const fixed = { model, messages: [USER], stream: true, tools: [LOOK] }
  const sent = () => send(`${id}/${model}`, { ...fixed, ...EVERY })

  it('is asked at its address, with the key as a bearer, from its variable', () => {
    const provider = providerOf(id, 'provider')
    expect(sent().url).toBe(url)
    expect(provider.authorize('test-key')).toEqual({ authorization: 'Bearer test-key' })
    expect(provider.env[0]).toBe(env)
    expect(sent().headers).toEqual({ 'content-type': 'application/json', accept: 'text/event-stream' })
  })

  it('is said something about every parameter', () => {
    const told = [...words(same), ...Object.keys(as), ...words(gone)].filter(param => param !== 'tools')
    expect(told.sort()).toEqual(Object.keys(EVERY).sort())
  })

  it('gets what it takes, and nothing else', () => {
    const expected: Record<string, unknown> = { ...fixed }
    for (const param of words(same)) expected[param] = EVERY[param as keyof typeof EVERY]
    for (const place of Object.values(as)) if (place !== 'apart') expected[place[0]] = place[1]
    for (const param of words(gone)) delete expected[param]
    expect(sent().body).toEqual(expected)
  })

  it('has a note with a reason for what it does not get as written', () => {
    const { notes, fate } = sent()
    for (const param of words(same)) expect(fate(param), param).toBe('kept')
    for (const [param, place] of Object.entries(as)) {
      if (place === 'apart') expect(fate(param), param).toBe('emulated')
      else if (param !== 'stop' && param !== 'stream_options') expect(fate(param), param).toMatch(/^(moved|changed)$/)
    }
    for (const param of words(gone)) if (param !== 'stream_options') expect(fate(param), param).toBe('dropped')
    for (const note of notes) expect(note.why, note.param).toMatch(/^\S.*\.$/s)
  })

  it('gets nothing that only asks for what it does anyway refused', () => {
    const plain = { n: 1, presence_penalty: 0, frequency_penalty: 0, logprobs: false, logit_bias: {}, stop: [], store: false }
    const { notes } = send(`${id}/${model}`, {
      ...plain,
      temperature: 1,
      top_p: 1,
      parallel_tool_calls: true,
      service_tier: 'auto',
    })
    expect(notes.filter(({ action }) => ['dropped', 'emulated', 'refused'].includes(action))).toEqual([])
  })

  it('is not asked for the usage of what does not stream', () => {
    expect(send(`${id}/${model}`, {}).body).toEqual({ model, messages: [USER] })
  })
})

test('every compatible of the page is there', () => {
  expect([...Object.keys(SENDINGS)].filter(id => !providers.has(id))).toEqual([])
})

describe('stream_options', () => {
  it('are left out without a word of a parameter where usage comes unasked', () => {
    for (const place of ['groq/m', 'mistral/m', 'openrouter/m', 'perplexity/m']) {
      const { body, fate } = send(place, { stream: true })
      expect(body, place).not.toHaveProperty('stream_options')
      expect(fate('stream_options.include_usage'), place).toBeUndefined()
      expect(send(place, { stream: true, stream_options: { include_usage: true } }).fate('stream_options')).toBe('kept')
    }
  })
})

describe('thinking', () => {
  type Case = [place: string, asked: Record<string, unknown>, sent: Record<string, unknown>, fate: Note['action']]
  const ON = { thinking: { type: 'enabled', budget_tokens: 8000 } }
  const ADAPTIVE = { thinking: { type: 'adaptive' } }
  const OFF = { thinking: { type: 'disabled' } }
  const effort = (reasoning_effort: string) => ({ reasoning_effort })

  const CASES: Case[] = [
    ['groq/openai/gpt-oss-20b', effort('high'), effort('high'), 'kept'],
    ['groq/openai/gpt-oss-20b', effort('xhigh'), effort('high'), 'changed'],
    ['groq/openai/gpt-oss-20b', ON, effort('medium'), 'changed'],
    ['groq/qwen/qwen3-32b', effort('none'), effort('none'), 'kept'],
    ['groq/qwen/qwen3-32b', effort('high'), effort('default'), 'changed'],
    ['groq/qwen/qwen3-32b', OFF, effort('none'), 'moved'],
    ['groq/qwen/qwen3.8-27b', effort('low'), effort('low'), 'kept'],
    ['groq/llama-3.3-70b-versatile', effort('low'), {}, 'dropped'],
    ['mistral/mistral-small-latest', effort('high'), effort('high'), 'kept'],
    ['mistral/mistral-small-latest', effort('max'), effort('xhigh'), 'changed'],
    ['mistral/magistral-medium-latest', effort('high'), { prompt_mode: 'reasoning' }, 'changed'],
    ['mistral/magistral-medium-latest', ADAPTIVE, { prompt_mode: 'reasoning' }, 'moved'],
    ['mistral/magistral-medium-latest', OFF, {}, 'dropped'],
    ['deepseek/deepseek-v4-pro', effort('low'), effort('low'), 'kept'],
    ['deepseek/deepseek-v4-pro', effort('medium'), effort('high'), 'changed'],
    ['deepseek/deepseek-v4-pro', effort('xhigh'), effort('max'), 'changed'],
    ['deepseek/deepseek-v4-pro', effort('none'), { thinking: { type: 'disabled' } }, 'moved'],
    ['deepseek/deepseek-v4-pro', OFF, OFF, 'kept'],
    ['deepseek/deepseek-v4-pro', ADAPTIVE, { thinking: { type: 'enabled' } }, 'changed'],
    ['deepseek/deepseek-v4-pro', ON, { thinking: { type: 'enabled' }, reasoning_effort: 'high' }, 'changed'],
    ['deepseek/deepseek-chat', effort('high'), { thinking: { type: 'enabled' }, reasoning_effort: 'high' }, 'kept'],
    ['xai/grok-4.6', effort('none'), effort('none'), 'kept'],
    ['xai/grok-4.6', effort('max'), effort('xhigh'), 'changed'],
    ['xai/grok-3-mini', effort('medium'), effort('high'), 'changed'],
    ['xai/grok-4-0709', effort('high'), {}, 'dropped'],
    ['together/m', effort('xhigh'), effort('high'), 'changed'],
    ['together/m', effort('none'), { reasoning: { enabled: false } }, 'moved'],
    ['together/m', ADAPTIVE, { reasoning: { enabled: true } }, 'moved'],
    ['fireworks/m', ON, ON, 'kept'],
    [
      'fireworks/m',
      { thinking: { type: 'enabled', budget_tokens: 200 } },
      { thinking: { type: 'enabled', budget_tokens: 1024 } },
      'changed',
    ],
    ['fireworks/m', effort('xhigh'), effort('xhigh'), 'kept'],
    ['fireworks/accounts/fireworks/models/glm-5p2', effort('medium'), effort('high'), 'changed'],
    ['openrouter/m', effort('high'), effort('high'), 'kept'],
    ['openrouter/m', ON, { reasoning: { max_tokens: 8000 } }, 'moved'],
    ['openrouter/m', OFF, { reasoning: { enabled: false } }, 'moved'],
    [
      'openrouter/m',
      { thinking: { type: 'adaptive', display: 'omitted' } },
      { reasoning: { enabled: true, exclude: true } },
      'moved',
    ],
    ['perplexity/sonar-deep-research', effort('high'), effort('high'), 'kept'],
    ['perplexity/sonar', effort('high'), {}, 'dropped'],
    ['cerebras/gpt-oss-120b', effort('max'), effort('high'), 'changed'],
    ['cerebras/zai-glm-4.7', OFF, effort('none'), 'moved'],
    ['moonshot/kimi-k2.6', effort('none'), { thinking: { type: 'disabled' } }, 'moved'],
    ['moonshot/kimi-k2.6', effort('high'), { thinking: { type: 'enabled' } }, 'changed'],
    [
      'moonshot/kimi-k2.5',
      { thinking: { type: 'enabled', keep: 'all' } },
      { thinking: { type: 'enabled', keep: 'all' } },
      'kept',
    ],
    ['moonshot/kimi-k2.7-code', OFF, {}, 'dropped'],
    ['moonshot/kimi-k3', effort('medium'), effort('high'), 'changed'],
    ['moonshot/kimi-k3', OFF, effort('low'), 'changed'],
    ['moonshot/moonshot-v1-8k', effort('high'), {}, 'dropped'],
    ['vercel/m', effort('high'), { reasoning: { effort: 'high' } }, 'moved'],
    ['vercel/m', ON, { reasoning: { max_tokens: 8000 } }, 'moved'],
    ['ollama/m', effort('xhigh'), effort('high'), 'changed'],
    ['ollama/m', OFF, effort('none'), 'moved'],
    ['lm-studio/m', effort('low'), effort('low'), 'kept'],
    ['vllm/m', effort('max'), effort('max'), 'kept'],
    ['vllm/m', OFF, { chat_template_kwargs: { enable_thinking: false } }, 'moved'],
    ['vllm/m', ON, { chat_template_kwargs: { enable_thinking: true }, thinking_token_budget: 8000 }, 'moved'],
    ['llama-cpp/m', OFF, { chat_template_kwargs: { enable_thinking: false } }, 'moved'],
    ['nvidia/m', effort('low'), effort('low'), 'kept'],
    ['nvidia/m', ON, effort('medium'), 'changed'],
    ['github/openai/o3', effort('none'), effort('low'), 'changed'],
  ]

  it.each(CASES)('%s, asked %j, is sent %j', (place, asked, sent, action) => {
    const { body, fate } = send(place, asked)
    const { model: _model, messages: _messages, ...told } = body
    expect(told).toEqual(sent)
    expect(fate('thinking' in asked ? 'thinking' : 'reasoning_effort') ?? fate('thinking.budget_tokens')).toBe(action)
  })

  it("says what became of DeepSeek's budget and of the switch beside an effort", () => {
    expect(send('deepseek/deepseek-v4-pro', ON).fate('thinking.budget_tokens')).toBe('changed')
    expect(send('deepseek/deepseek-chat', effort('high')).fate('thinking')).toBe('added')
  })

  it('leaves the sampling of a DeepSeek that is told not to think', () => {
    for (const off of [OFF, effort('none')])
      expect(send('deepseek/deepseek-v4-pro', { temperature: 0.5, ...off }).body).toHaveProperty('temperature', 0.5)
    expect(send('deepseek/deepseek-v4-pro', { temperature: 0.5 }).fate('temperature')).toBe('dropped')
  })

  it("lets the caller's own form win", () => {
    const { body, fate } = send('openrouter/m', { ...ON, reasoning: { effort: 'low' } })
    expect(body.reasoning).toEqual({ effort: 'low' })
    expect(fate('thinking')).toBe('dropped')
    const template = { chat_template_kwargs: { enable_thinking: true, style: 'terse' } }
    for (const asked of [
      { ...OFF, ...template },
      { ...template, ...OFF },
    ])
      expect(send('vllm/m', asked).body).toMatchObject(template)
  })
})

describe('response_format', () => {
  const json = { response_format: { type: 'json_object' } }
  const schema = { response_format: { type: 'json_schema', json_schema: { name: 'point', schema: SCHEMA, strict: true } } }

  it('goes as it is where both are taken', () => {
    for (const id of [
      'mistral',
      'xai',
      'together',
      'fireworks',
      'cerebras',
      'vercel',
      'ollama',
      'vllm',
      'llama-cpp',
      'openrouter',
    ]) {
      for (const format of [json, schema]) expect(send(`${id}/m`, format).body, id).toMatchObject(format)
    }
  })

  it('is a JSON mode and words where DeepSeek takes no schema', () => {
    const { body, fate } = send('deepseek/deepseek-v4-pro', { ...schema, messages: [SYSTEM, USER] })
    expect(body.response_format).toEqual({ type: 'json_object' })
    expect(body.messages[0].content).toMatch(/^Be brief\.\n\n.*JSON.*"additionalProperties":false/s)
    expect(fate('response_format')).toBe('emulated')
    expect(send('deepseek/deepseek-v4-pro', schema, {}, 'drop').fate('response_format')).toBe('changed')
  })

  it('is asked for in words DeepSeek insists on', () => {
    expect(send('deepseek/deepseek-v4-pro', json).body.messages).toEqual([{ role: 'system', content: 'Answer in JSON.' }, USER])
    const saying = [{ role: 'user', content: 'List them as json.' }]
    expect(send('deepseek/deepseek-v4-pro', { ...json, messages: saying }).body.messages).toEqual(saying)
  })

  it('is a schema of any object at LM Studio, and words at Perplexity', () => {
    expect(send('lm-studio/m', json).body.response_format).toEqual({
      type: 'json_schema',
      json_schema: { name: 'object', schema: { type: 'object' } },
    })
    expect(send('lm-studio/m', schema).body).toMatchObject(schema)
    const { body, fate } = send('perplexity/sonar', json)
    expect(body.response_format).toBeUndefined()
    expect(body.messages[0]).toMatchObject({ role: 'system', content: expect.stringContaining('JSON') })
    expect(fate('response_format')).toBe('emulated')
    expect(send('perplexity/sonar', schema).body).toMatchObject(schema)
    expect(send('perplexity/sonar', json, {}, 'drop').fate('response_format')).toBe('dropped')
  })

  it('is words at Groq beside tools, and a JSON mode for models without schemas', () => {
    expect(send('groq/openai/gpt-oss-120b', schema).body).toMatchObject(schema)
    const { body } = send('groq/openai/gpt-oss-120b', { ...schema, tools: [LOOK] })
    expect(body).not.toHaveProperty('response_format')
    expect(body.tools).toEqual([LOOK])
    expect(send('groq/llama-3.3-70b-versatile', schema).body.response_format).toEqual({ type: 'json_object' })
  })

  it('has an object at its root and no draft at Moonshot', () => {
    const drafted = { $schema: 'https://json-schema.org/draft/2020-12/schema', properties: SCHEMA.properties }
    const format = { type: 'json_schema', json_schema: { name: 'p', schema: drafted } }
    const tools = [{ type: 'function', function: { name: 'look', parameters: drafted } }]
    const { body, fate } = send('moonshot/kimi-k3', { response_format: format, tools })
    const plain = { type: 'object', properties: SCHEMA.properties }
    expect(body.response_format.json_schema.schema).toEqual(plain)
    expect(body.tools[0].function.parameters).toEqual(plain)
    expect(fate('response_format.json_schema.schema.$schema')).toBe('dropped')
    expect(fate('tools[0].function.parameters.type')).toBe('added')
  })
})

describe('tools and the choice among them', () => {
  const tools = [LOOK, TOUCH]
  const among = { type: 'allowed_tools', allowed_tools: { mode: 'required', tools: [NAMED] } }

  it('required is any at Mistral, auto where a Kimi refuses it', () => {
    expect(send('mistral/m', { tools, tool_choice: 'required' }).body.tool_choice).toBe('any')
    expect(send('moonshot/kimi-k2.6', { tools, tool_choice: 'required' })).toMatchObject({ body: { tool_choice: 'auto' } })
    expect(send('moonshot/kimi-k2.6', { tools, tool_choice: NAMED }).body.tool_choice).toEqual(NAMED)
    expect(send('moonshot/kimi-k3', { tools, tool_choice: 'required' }).body.tool_choice).toBe('required')
  })

  it('a choice among some tools leaves the others out', () => {
    for (const id of Object.keys(SENDINGS).filter(id => !['perplexity', 'ollama', 'mistral'].includes(id))) {
      const { body, fate } = send(`${id}/m`, { tools, tool_choice: among })
      expect(body, id).toMatchObject({ tools: [LOOK], tool_choice: 'required' })
      expect(fate('tool_choice'), id).toBe('emulated')
    }
  })

  it('llama.cpp gets a named tool alone', () => {
    expect(send('llama-cpp/m', { tools, tool_choice: NAMED }).body).toMatchObject({ tools: [LOOK], tool_choice: 'required' })
    expect(send('llama-cpp/m', { tools, tool_choice: 'auto' }).body).toMatchObject({ tools, tool_choice: 'auto' })
  })

  it.each([
    ['auto', { tools }, 'kept'],
    ['none', {}, 'emulated'],
    ['required', { tools }, 'dropped'],
    [NAMED, { tools: [LOOK] }, 'changed'],
    [among, { tools: [LOOK] }, 'dropped'],
  ] as const)('Ollama, which takes no choice: %j', (tool_choice, sent, action) => {
    const { body, fate } = send('ollama/m', { tools, tool_choice })
    expect(body).toEqual({ model: 'm', messages: [USER], ...sent })
    expect(fate('tool_choice')).toBe(action)
  })

  it('Mistral gets parameters for every function', () => {
    const { body, fate } = send('mistral/m', { tools: [{ type: 'function', function: { name: 'now' } }] })
    expect(body.tools[0].function.parameters).toEqual({ type: 'object', properties: {} })
    expect(fate('tools[0].function.parameters')).toBe('added')
  })

  it('legacy functions are tools everywhere', () => {
    const asked = {
      functions: [LOOK.function],
      function_call: { name: 'look' },
      messages: [
        USER,
        { role: 'assistant', content: null, function_call: { name: 'look', arguments: '{}' } },
        { role: 'function', name: 'look', content: 'seen' },
      ],
    }
    for (const id of Object.keys(SENDINGS).filter(id => !['perplexity', 'ollama'].includes(id))) {
      const { body, fate } = send(`${id}/m`, asked)
      expect(body.tools, id).toEqual([LOOK])
      expect(body.messages.slice(1).map(({ role }: { role: string }) => role)).toEqual(['assistant', 'tool'])
      expect(JSON.stringify(body)).not.toContain('function_call"')
      expect(fate('functions')).toBe('moved')
    }
    expect(send('openai/gpt-4o', asked).body).toMatchObject({ functions: asked.functions, function_call: asked.function_call })
  })

  it('DeepSeek takes strict tools on its beta address, and all or none', () => {
    const strict = (name: string) => ({ type: 'function', function: { name, strict: true } })
    const all = send('deepseek/deepseek-v4-pro', { tools: [strict('a'), strict('b')] })
    expect(all).toMatchObject({
      url: 'https://api.deepseek.com/beta/chat/completions',
      body: { tools: [strict('a'), strict('b')] },
    })
    const mixed = send('deepseek/deepseek-v4-pro', { tools: [strict('a'), LOOK] })
    expect(mixed.url).toBe('https://api.deepseek.com/chat/completions')
    expect(mixed.body.tools).toEqual([{ type: 'function', function: { name: 'a' } }, LOOK])
    expect(mixed.fate('tools[0].function.strict')).toBe('dropped')
  })
})

describe('messages', () => {
  it('the developer is the system where nobody knows it', () => {
    const messages = [{ role: 'developer', content: 'Be brief.' }, USER]
    for (const id of Object.keys(SENDINGS)) {
      const knows = ['groq', 'openrouter', 'github'].includes(id)
      expect(send(`${id}/m`, { messages }).body.messages[0].role, id).toBe(knows ? 'developer' : 'system')
    }
  })

  it('names are left out where they are refused', () => {
    const messages = [{ ...USER, name: 'ada' }]
    for (const id of ['groq', 'mistral']) {
      const { body, fate } = send(`${id}/m`, { messages })
      expect(body.messages, id).toEqual([USER])
      expect(fate('messages[0].name')).toBe('dropped')
    }
    expect(send('fireworks/m', { messages }).body.messages).toEqual(messages)
  })

  it("Mistral's ids are nine letters or digits, alike in call and result", () => {
    const call = (id: string) => ({ id, type: 'function', function: { name: 'look', arguments: '{}' } })
    const ids = ['call_1', 'functions.look:0', 'aB3dE6gH9', 'x_aB3dE6gH9', '']
    const messages = [
      USER,
      { role: 'assistant', content: null, refusal: null, annotations: [], tool_calls: ids.map(call) },
      ...ids.map(tool_call_id => ({ role: 'tool', tool_call_id, content: 'seen' })),
    ]
    const { body, fate } = send('mistral/m', { messages, tools: [LOOK] })
    const spelled = body.messages[1].tool_calls.map(({ id }: { id: string }) => id)
    for (const id of spelled) expect(id).toMatch(/^[a-zA-Z0-9]{9}$/)
    expect(new Set(spelled).size).toBe(ids.length)
    expect(spelled[2]).toBe('aB3dE6gH9')
    expect(body.messages.slice(2).map((message: { tool_call_id: string }) => message.tool_call_id)).toEqual(spelled)
    expect(body.messages[1]).toEqual({ role: 'assistant', content: null, tool_calls: expect.anything() })
    expect(fate('messages[1].tool_calls[0].id')).toBe('changed')
    expect(fate('messages[1].tool_calls[2].id')).toBeUndefined()
  })

  it('a last turn of the assistant is continued, each in its own way', () => {
    const messages = [USER, { role: 'assistant', content: 'Well,' }]
    expect(send('mistral/m', { messages }).body.messages[1]).toEqual({ ...messages[1], prefix: true })
    expect(send('moonshot/kimi-k3', { messages }).body.messages[1]).toEqual({ ...messages[1], partial: true })
    const deepseek = send('deepseek/deepseek-v4-pro', { messages })
    expect(deepseek).toMatchObject({
      url: 'https://api.deepseek.com/beta/chat/completions',
      body: { messages: [USER, { prefix: true }] },
    })
    expect(send('vllm/m', { messages }).body.messages).toEqual(messages)
    const perplexity = send('perplexity/sonar', { messages })
    expect(perplexity.body.messages).toEqual([...messages, { role: 'user', content: 'Please continue.' }])
    expect(perplexity.fate('messages[1]')).toBe('emulated')
  })

  it('thinking of earlier turns goes back as each wants it', () => {
    const turn = { role: 'assistant', content: 'Two.' }
    const messages = [USER, { ...turn, reasoning_content: 'One and one.' }, USER]
    const history = (place: string, asked: object[] = messages) => send(place, { messages: asked }).body.messages[1]
    expect(history('groq/openai/gpt-oss-120b')).toEqual({ ...turn, reasoning: 'One and one.' })
    expect(history('cerebras/gpt-oss-120b')).toEqual({ ...turn, reasoning: 'One and one.' })
    expect(history('groq/llama-3.3-70b-versatile')).toEqual(turn)
    expect(history('mistral/m')).toEqual(turn)
    expect(history('deepseek/deepseek-v4-pro')).toEqual(messages[1])
    expect(history('deepseek/deepseek-v4-pro', [USER, turn, USER])).toEqual({ ...turn, reasoning_content: '' })
    expect(history('deepseek/deepseek-reasoner')).toEqual(turn)
    expect(history('moonshot/kimi-k3')).toEqual(messages[1])
    const blocks = [
      USER,
      {
        role: 'assistant',
        content_blocks: [
          { type: 'thinking', thinking: 'Hm.', signature: 's' },
          { type: 'text', text: 'Yes.' },
        ],
      },
      USER,
    ]
    expect(history('openrouter/m', blocks)).toEqual({ role: 'assistant', content: 'Yes.', reasoning_content: 'Hm.' })
    const text = { type: 'text', text: 'Yes.' }
    const parts = [USER, { role: 'assistant', content: [{ type: 'thinking', thinking: 'Hm.' }, text] }, USER]
    expect(history('openrouter/m', parts)).toEqual({ role: 'assistant', content: [text], reasoning_content: 'Hm.' })
    expect(history('groq/openai/gpt-oss-120b', parts)).toEqual({ role: 'assistant', content: [text], reasoning: 'Hm.' })
    expect(history('deepseek/deepseek-v4-pro', parts)).toEqual({ role: 'assistant', content: [text], reasoning_content: 'Hm.' })
  })

  it('what answers have more than turns is left out where it is refused', () => {
    const answer = { role: 'assistant', content: 'Two.', refusal: null, annotations: [], audio: null }
    for (const id of ['groq', 'mistral', 'cerebras']) {
      const { body, notes } = send(`${id}/m`, { messages: [USER, answer, USER] })
      expect(body.messages[1], id).toEqual({ role: 'assistant', content: 'Two.' })
      expect(notes.filter(({ param }) => param.startsWith('messages['))).toEqual([])
    }
  })

  it('an image by its address is fetched here where it is not fetched there, unless the model cannot see', () => {
    const messages = [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.org/a.png' } }] }]
    for (const place of ['moonshot/kimi-k3', 'ollama/m', 'cerebras/m', 'lm-studio/m'])
      expect(send(place, { messages }).fate('messages[0].content[0].image_url.url'), place).toBe('changed')
    expect(send('deepseek/deepseek-v4-pro', { messages }).fate('messages[0].content[0]')).toBe('refused')
  })
})

describe('parameters of a place of its own', () => {
  it('go on where other unknown keys would be refused', () => {
    expect(send('groq/m', { reasoning_format: 'parsed' }).body).toHaveProperty('reasoning_format', 'parsed')
    expect(send('mistral/m', { safe_prompt: true, random_seed: 3 }).body).toMatchObject({ safe_prompt: true, random_seed: 3 })
    expect(send('cerebras/m', { disable_reasoning: true }).body).toHaveProperty('disable_reasoning', true)
  })

  it.each([
    ['groq', 'default', 'on_demand', 'moved'],
    ['groq', 'performance', 'performance', 'kept'],
    ['mistral', 'default', 'standard_only', 'moved'],
    ['fireworks', 'default', undefined, 'kept'],
    ['fireworks', 'flex', undefined, 'dropped'],
    ['xai', 'default', 'default', 'kept'],
    ['xai', 'auto', undefined, 'kept'],
  ] as const)('the service tiers of %s: %s', (id, tier, sent, action) => {
    const { body, fate } = send(`${id}/m`, { service_tier: tier })
    expect(body.service_tier).toBe(sent)
    expect(fate('service_tier')).toBe(action)
  })
})

describe('keys', () => {
  const keyFor = (id: string, env: Record<string, string> = {}, target: Partial<Target> = {}, serverKeys = true) =>
    credentialOf(providerOf(id, 'provider'), { provider: id, ...target }, { serverKeys }, env)

  it('are not needed on this machine, and sent where there is one', () => {
    for (const id of ['ollama', 'lm-studio', 'vllm', 'llama-cpp']) {
      expect(keyFor(id)).toBeUndefined()
      expect(keyFor(id, {}, { api_key: 'test-key' })).toBe('test-key')
      expect(keyFor(id, {}, { custom_host: 'http://10.0.0.5:8000/v1' })).toBeUndefined()
    }
    const env = { VLLM_API_KEY: 'test-key' }
    expect(keyFor('vllm', env)).toBe('test-key')
    expect(keyFor('vllm', env, {}, false)).toBeUndefined()
    expect(keyFor('vllm', env, { custom_host: 'https://host.example/v1' })).toBeUndefined()
  })

  it('are asked for everywhere else', () => {
    for (const [id, { env }] of Object.entries(SENDINGS)) {
      if (!env || providerOf(id, 'provider').keyless) continue
      expect(() => keyFor(id), id).toThrow(env)
      expect(keyFor(id, { [env]: 'test-key' })).toBe('test-key')
    }
    expect(keyFor('vercel', { VERCEL_OIDC_TOKEN: 'test-key' })).toBe('test-key')
  })

  it('the local ones are on the list of hosts this app may ask, while it listens on loopback', () => {
    const allowed = allowListFrom({}, { loopback: true, vercel: false })
    for (const id of ['ollama', 'lm-studio', 'vllm', 'llama-cpp'])
      expect(allowed.has(new URL(SENDINGS[id]!.url).host), id).toBe(true)
  })
})

describe('names of providers', () => {
  const PORTKEY = {
    google: 'gemini',
    'azure-openai': 'azure',
    'mistral-ai': 'mistral',
    'together-ai': 'together',
    'perplexity-ai': 'perplexity',
    'fireworks-ai': 'fireworks',
    'x-ai': 'xai',
  }
  const explained = async (body: object, headers: Record<string, string> = {}) => {
    const answer = await createGateway({ env: {} }).explain(
      requestOf('/v1/explain', { body: { messages: [USER], ...body }, headers }),
    )
    return (await answer.json()).targets?.[0]
  }

  it.each([...Object.entries(PORTKEY), ...Object.keys(SENDINGS).map(id => [id, id])])(
    '%s is %s, wherever it is named',
    async (name, id) => {
      expect(providerOf(name!, 'provider').id).toBe(id)
      expect(isProvider(name!)).toBe(true)
      expect(await explained({ model: `${name}/a/b` })).toMatchObject({ provider: id, model: 'a/b' })
      expect(await explained({ model: `@${name}/a/b` })).toMatchObject({ provider: id, model: 'a/b' })
      expect(await explained({ model: 'a/b' }, { 'x-portkey-provider': name! })).toMatchObject({ provider: id, model: 'a/b' })
      expect(await explained({ model: 'a/b' }, { 'x-portkey-config': JSON.stringify({ provider: name }) })).toMatchObject({
        provider: id,
        model: 'a/b',
      })
    },
  )

  it('one that nobody knows is named with the nearest', () => {
    expect(() => providerOf('mistrall', 'x-portkey-provider')).toThrow(GatewayError)
    expect(() => providerOf('mistrall', 'x-portkey-provider')).toThrow('Did you mean "mistral"?')
  })

  it('its names are no members of objects', () => {
    for (const name of ['constructor', '__proto__', 'toString']) expect(isProvider(name)).toBe(false)
  })
})

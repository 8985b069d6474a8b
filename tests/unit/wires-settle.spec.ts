import { describe, expect, test } from 'vitest'
import type { Abilities } from '@/lib/chat/abilities'
import type { ChatRequest } from '@/lib/chat/types'
import { abilitiesOf } from '@/lib/models'
import { anthropic } from '@/lib/wires/anthropic'
import { structureOf } from '@/lib/wires/anthropic/structure'
import type { AnthropicBody } from '@/lib/wires/anthropic/types'
import { openai } from '@/lib/wires/openai'
import type { OpenAIBody } from '@/lib/wires/openai/types'
import type { Ask } from '@/lib/wires/wire'

const ask = (model: string, can: Partial<Abilities> = {}, provider = 'anthropic'): Ask => ({
  can: { ...abilitiesOf(provider, model), ...can },
  unsupported: 'emulate',
  passUnknown: false,
})
const SONNET = 'claude-sonnet-4-5'
const request = (more: Partial<ChatRequest> = {}): ChatRequest => ({
  model: SONNET,
  messages: [{ role: 'user', content: 'Hi' }],
  ...more,
})
const body = (more: Partial<AnthropicBody> = {}): AnthropicBody => ({
  model: SONNET,
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
  max_tokens: 500,
  ...more,
})
const actions = (notes: { param: string; action: string }[]) => notes.map(({ param, action }) => `${param} ${action}`)

describe('the last word of the anthropic wire', () => {
  const settled = (start: AnthropicBody, asked = request(), how = ask(SONNET)) => {
    const notes = actions(anthropic.settle!(start, asked, how))
    return { body: start, notes }
  }

  test('a limit is added: what the model writes at most, or 4096 where that is unknown', () => {
    const { max_tokens: _, ...open } = body()
    expect(settled({ ...open })).toMatchObject({ body: { max_tokens: 64_000 }, notes: ['max_tokens added'] })
    expect(settled({ ...open }, request(), ask(SONNET, { maxOutput: undefined })).body.max_tokens).toBe(4096)
  })

  test('thinking comes on top of the limit', () => {
    const thinking = { type: 'enabled', budget_tokens: 2030 } as const
    expect(settled(body({ thinking }), request({ max_completion_tokens: 500 }))).toMatchObject({
      body: { max_tokens: 2530, thinking },
      notes: ['max_completion_tokens changed'],
    })
    expect(settled(body({ thinking, max_tokens: 2031 }))).toMatchObject({ body: { max_tokens: 2031 }, notes: [] })
  })

  test('a budget beyond what the model writes gives way to the answer', () => {
    const thinking = { type: 'enabled', budget_tokens: 70_000 } as const
    expect(settled(body({ thinking }), request({ thinking }))).toMatchObject({
      body: { max_tokens: 64_000, thinking: { budget_tokens: 63_500 } },
      notes: ['max_tokens changed', 'thinking changed'],
    })
  })

  test('sampling is left out while the model thinks, and top_p beside temperature', () => {
    const thinking = { type: 'enabled', budget_tokens: 1024 } as const
    const sampled = { temperature: 0.5, top_p: 0.9, top_k: 5, max_tokens: 2000 }
    const thought = settled(body({ ...sampled, thinking }))
    expect(thought.notes).toEqual(['temperature dropped', 'top_p dropped', 'top_k dropped'])
    expect(Object.keys(thought.body)).not.toContain('temperature')
    const plain = settled(body(sampled))
    expect(plain.notes).toEqual(['top_p dropped'])
    expect(plain.body).toMatchObject({ temperature: 0.5, top_k: 5 })
    expect(settled(body({ top_p: 0.9 })).notes).toEqual([])
  })

  test('a value of 1 asks for nothing and is not called dropped', () => {
    const thinking = { type: 'enabled', budget_tokens: 1024 } as const
    expect(settled(body({ temperature: 1, thinking, max_tokens: 2000 })).notes).toEqual(['temperature kept'])
  })

  test('a forced choice is relaxed while thinking by budget, and only then', () => {
    const tools = [
      { name: 'a', input_schema: { type: 'object' as const } },
      { name: 'b', input_schema: { type: 'object' as const } },
    ]
    const forced = { tools, tool_choice: { type: 'tool', name: 'b', disable_parallel_tool_use: true } as const, max_tokens: 2000 }
    const relaxed = settled(body({ ...forced, thinking: { type: 'enabled', budget_tokens: 1024 } }))
    expect(relaxed.body).toMatchObject({ tools: [{ name: 'b' }], tool_choice: { type: 'auto', disable_parallel_tool_use: true } })
    expect(relaxed.notes).toEqual(['tool_choice changed'])
    expect(settled(body({ ...forced, thinking: { type: 'adaptive' } })).body).toMatchObject(forced)
    expect(settled(body({ tool_choice: { type: 'auto' } })).body.tool_choice).toBeUndefined()
  })

  test('thinking goes where a tool call came back without it', () => {
    const messages: AnthropicBody['messages'] = [
      { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'a', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a' }] },
    ]
    const thinking = { type: 'enabled', budget_tokens: 1024 } as const
    const without = settled(body({ messages, thinking, max_tokens: 2000 }), request({ reasoning_effort: 'low' }))
    expect(without).toMatchObject({ notes: ['reasoning_effort dropped'] })
    expect(without.body.thinking).toBeUndefined()
    messages[1]!.content.unshift({ type: 'thinking', thinking: '', signature: 'c2ln' })
    expect(settled(body({ messages, thinking, max_tokens: 2000 })).body.thinking).toEqual(thinking)
  })

  test('a turn to continue goes with neither thinking on nor thinking in it', () => {
    const prefilled = (): AnthropicBody['messages'] => [
      { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: '', signature: 'c2ln' },
          { type: 'text', text: 'Ho' },
        ],
      },
    ]
    const off = settled(body({ messages: prefilled() }))
    expect(off.body.messages[1]!.content).toEqual([{ type: 'text', text: 'Ho' }])
    const on = settled(body({ messages: prefilled(), thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 2000 }))
    expect(on.body.messages.at(-1)).toEqual({ role: 'user', content: [{ type: 'text', text: 'Please continue.' }] })
    expect(on.notes).toEqual(['messages[0] emulated'])
  })
})

describe('how an answer gets its shape', () => {
  const shaped = (schema: object, more: Partial<ChatRequest> = {}, how = ask(SONNET)) =>
    structureOf(
      request({ response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: { ...schema } } }, ...more }),
      how,
    )
  const closed = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false }
  const many = Object.fromEntries([...'abcdefghijklm'].map(name => [name, { type: 'string' }]))

  test.each<[string, object]>([
    ['a closed object', closed],
    ['an object that says nothing of others', { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] }],
    [
      'definitions that are used twice',
      {
        ...closed,
        properties: { a: { $ref: '#/$defs/x' }, b: { $ref: '#/$defs/x' } },
        required: ['a', 'b'],
        $defs: { x: { type: 'string' } },
      },
    ],
    ['a recursive definition nobody uses', { ...closed, $defs: { x: { type: 'array', items: { $ref: '#/$defs/x' } } } }],
  ])('%s is held by the output format', (_, schema) => {
    expect(shaped(schema).kind).toBe('format')
  })

  test.each<[string, object]>([
    ['recursion', { ...closed, properties: { a: { $ref: '#' } } }],
    ['an open object', { type: 'object', additionalProperties: { type: 'string' } }],
    ['an object without members', { type: 'object' }],
    ['patternProperties', { ...closed, patternProperties: { x: {} } }],
    ['a member of any kind', { ...closed, properties: { a: {} } }],
    ['a list of anything', { ...closed, properties: { a: { type: 'array' } } }],
    ['a tuple', { ...closed, properties: { a: { type: 'array', items: { type: 'string' }, prefixItems: [] } } }],
    ['thirteen optional members', { type: 'object', properties: many }],
    ['a reference to elsewhere', { ...closed, properties: { a: { $ref: 'https://example.com/schema' } } }],
    ['a reference to nowhere', { ...closed, properties: { a: { $ref: '#/$defs/none' } } }],
  ])('%s needs a tool', (_, schema) => {
    expect(shaped(schema)).toMatchObject({ kind: 'tool', name: 'answer', notes: [{ action: 'emulated' }] })
  })

  test('a root that is no object, and a tool that cannot be forced, leave the words', () => {
    expect(shaped({ anyOf: [closed, { type: 'array' }] }).kind).toBe('instruction')
    expect(shaped({ type: 'object' }, {}, ask('claude-opus-5-5')).kind).toBe('instruction')
    expect(shaped({ type: 'object' }, { thinking: { type: 'enabled', budget_tokens: 2000 } }).kind).toBe('instruction')
    expect(shaped({ type: 'object' }, { reasoning_effort: 'high' }).kind).toBe('instruction')
    expect(shaped({ type: 'object' }, { reasoning_effort: 'none' }).kind).toBe('tool')
  })

  test('where a tool must be called there is no answer to shape', () => {
    const tools = [{ type: 'function' as const, function: { name: 'a' } }]
    expect(shaped({ type: 'object' }, { tools, tool_choice: 'required' })).toMatchObject({
      kind: 'text',
      notes: [{ action: 'dropped' }],
    })
    expect(shaped(closed, { tools, tool_choice: 'required' }).kind).toBe('format')
  })

  test('the caller’s schema is never changed', () => {
    const schema = Object.freeze({ ...closed, properties: Object.freeze({ a: Object.freeze({ type: 'string', minLength: 2 }) }) })
    expect(shaped(schema)).toMatchObject({ schema: { properties: { a: { description: '(minLength: 2)' } } } })
  })
})

describe('the openai wire', () => {
  const settled = (start: OpenAIBody, how: Ask) => ({ notes: actions(openai.settle!(start, request(), how)), body: start })
  const tools = [{ type: 'function' as const, function: { name: 'a' } }]

  test('hands on the caller’s own objects', () => {
    const asked = request({
      messages: [
        { role: 'assistant', content: 'a' },
        { role: 'user', content: [{ type: 'text', text: 'b' }] },
      ],
      tools,
      tool_choice: 'auto',
      response_format: { type: 'json_object' },
      stream: true,
      stream_options: { include_usage: true },
    })
    const { body: sent } = openai.toBody(asked, ask('gpt-4o', {}, 'openai'))
    for (const key of ['messages', 'tools', 'tool_choice', 'response_format', 'stream_options'] as const)
      expect(sent[key]).toBe(asked[key])
  })

  test('a model that calls tools only without effort is told so', () => {
    const how = ask('gpt-5.6', {}, 'openai')
    expect(settled({ model: 'gpt-5.6', tools }, how)).toEqual({
      notes: ['reasoning_effort added'],
      body: { model: 'gpt-5.6', tools, reasoning_effort: 'none' },
    })
    expect(settled({ model: 'gpt-5.6', tools, reasoning_effort: 'high' }, how).notes).toEqual(['reasoning_effort changed'])
    expect(settled({ model: 'gpt-5.6' }, how).notes).toEqual([])
  })

  test('sampling and logprobs wait for effort none', () => {
    const how = ask('gpt-5.1', {}, 'openai')
    const thinking = settled({ model: 'gpt-5.1', temperature: 0.5, top_p: 1, logprobs: true, reasoning_effort: 'high' }, how)
    expect(thinking.notes).toEqual(['temperature dropped', 'top_p kept', 'logprobs dropped'])
    expect(thinking.body).toEqual({ model: 'gpt-5.1', reasoning_effort: 'high' })
    expect(settled({ model: 'gpt-5.1', temperature: 0.5, reasoning_effort: 'none' }, how).notes).toEqual([])
  })
})

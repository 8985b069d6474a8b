import { describe, expect, test } from 'vitest'
import { accumulate, toChunks } from '@/lib/chat/accumulate'
import { expectsFunctionCall, legacyChunk, legacyCompletion, usesFunctions, withTools } from '@/lib/chat/functions'
import { parseRequest } from '@/lib/chat/request'
import type { ChatCompletion, ChatMessage, ChatRequest, ToolCall } from '@/lib/chat/types'
import { validateCompletion } from '../support/openai-schema'

const add = { name: 'add', description: 'Adds', parameters: { type: 'object' } }
const user: ChatMessage = { role: 'user', content: 'Hi' }
const called = (name: string, text = '{}'): ChatMessage => ({
  role: 'assistant',
  content: null,
  function_call: { name, arguments: text },
})
const result = (name: string, content: string | null): ChatMessage => ({ role: 'function', name, content })
const request = (rest: Partial<ChatRequest>): ChatRequest => ({ model: 'm', messages: [user], ...rest })
const call = (name: string): ToolCall => ({ id: `id-${name}`, type: 'function', function: { name, arguments: '{"a":1}' } })

describe('legacy functions on their way out', () => {
  test('definitions become tools and the choice a tool choice', () => {
    const { request: next, notes } = withTools(request({ functions: [add], function_call: { name: 'add' } }))
    expect(next).toEqual(
      request({ tools: [{ type: 'function', function: add }], tool_choice: { type: 'function', function: { name: 'add' } } }),
    )
    expect(notes.map(({ param, action, at }) => [param, action, at])).toEqual([
      ['functions', 'moved', 'tools'],
      ['function_call', 'moved', 'tool_choice'],
    ])
    for (const word of ['none', 'auto'] as const) {
      expect(withTools(request({ functions: [add], function_call: word })).request.tool_choice).toBe(word)
    }
  })

  test('tools and a tool choice that are there already stay', () => {
    const tool = { type: 'function' as const, function: { name: 'sub' } }
    const { request: next, notes } = withTools(
      request({ tools: [tool], tool_choice: 'required', functions: [add], function_call: 'auto' }),
    )
    expect(next.tools).toEqual([tool, { type: 'function', function: add }])
    expect(next.tool_choice).toBe('required')
    expect(notes).toContainEqual(expect.objectContaining({ param: 'function_call', action: 'dropped' }))
  })

  test('calls and results of earlier turns get ids that match, also when one function is called twice', () => {
    const messages = [
      user,
      called('add'),
      called('sub'),
      result('sub', '1'),
      result('add', null),
      called('add'),
      result('add', '3'),
    ]
    const { messages: next } = withTools(request({ functions: [add], messages })).request
    const ids = next.flatMap(message => (message.role === 'assistant' ? message.tool_calls!.map(({ id }) => id) : []))
    expect(new Set(ids).size).toBe(3)
    const [first, second, third] = ids
    expect(next.filter(({ role }) => role === 'tool')).toEqual([
      { role: 'tool', tool_call_id: second, content: '1' },
      { role: 'tool', tool_call_id: first, content: '' },
      { role: 'tool', tool_call_id: third, content: '3' },
    ])
    expect(() => parseRequest(request({ messages: next }))).not.toThrow()
    expect(usesFunctions(request({ messages: next }))).toBe(false)
  })

  test('made ids are none that the caller uses', () => {
    const own: ChatMessage = { role: 'assistant', tool_calls: [{ ...call('x'), id: 'call_function_0' }] }
    const { messages } = withTools(request({ messages: [own, called('add')] })).request
    expect(JSON.stringify(messages).match(/call_function_0/g)).toHaveLength(1)
  })

  test('a result that no message asked for gets a call, and a note', () => {
    const { request: next, notes } = withTools(request({ messages: [user, result('add', '4')] }))
    expect(next.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool'])
    expect(notes.map(({ param, action }) => [param, action])).toEqual([
      ['messages[1]', 'added'],
      ['messages[1]', 'moved'],
    ])
  })

  test('the request itself is left as it is, and messages without functions are not copied', () => {
    const original = request({ functions: [add], function_call: 'auto', messages: [user, called('add'), result('add', '4')] })
    const before = structuredClone(original)
    const { request: next } = withTools(original)
    expect(original).toEqual(before)
    expect(next.messages[0]).toBe(user)
    const plain = request({ functions: [add] })
    expect(withTools(plain).request.messages).toBe(plain.messages)
  })

  test('is only for requests that have something of the old form', () => {
    expect(usesFunctions(request({}))).toBe(false)
    expect(usesFunctions(request({ functions: [add] }))).toBe(true)
    expect(usesFunctions(request({ messages: [called('add')] }))).toBe(true)
    expect(usesFunctions(request({ messages: [result('add', '')] }))).toBe(true)
    expect(expectsFunctionCall(request({ messages: [called('add')] }))).toBe(false)
    expect(expectsFunctionCall(request({ functions: [add] }))).toBe(true)
  })
})

describe('legacy functions on their way back', () => {
  const completion = (finish_reason: 'tool_calls' | 'stop', ...tool_calls: ToolCall[]): ChatCompletion => ({
    id: 'c',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: null, refusal: null, ...(tool_calls.length > 0 && { tool_calls }) },
        logprobs: null,
        finish_reason,
      },
    ],
  })

  test('a tool call becomes a function call', () => {
    const legacy = legacyCompletion(completion('tool_calls', call('add')))
    expect(legacy.choices[0]).toEqual({
      index: 0,
      message: { role: 'assistant', content: null, refusal: null, function_call: { name: 'add', arguments: '{"a":1}' } },
      logprobs: null,
      finish_reason: 'function_call',
    })
    expect(validateCompletion(legacy)).toEqual([])
  })

  test('further calls are not lost', () => {
    const { message } = legacyCompletion(completion('tool_calls', call('add'), call('sub'))).choices[0]!
    expect(message.function_call!.name).toBe('add')
    expect(message.tool_calls).toEqual([call('sub')])
  })

  test('an answer without calls stays as it is', () => {
    expect(legacyCompletion(completion('stop'))).toEqual(completion('stop'))
    for (const chunk of toChunks(completion('stop'))) expect(legacyChunk(chunk)).toBe(chunk)
  })

  test('a stream, chunk by chunk, amounts to the same', () => {
    for (const calls of [[call('add')], [call('add'), call('sub')]]) {
      const answer = completion('tool_calls', ...calls)
      expect(accumulate(toChunks(answer).map(legacyChunk))).toEqual(legacyCompletion(answer))
    }
    const [, first] = toChunks(completion('tool_calls', call('add'))).map(legacyChunk)
    expect(first!.choices[0]!.delta).toEqual({ function_call: { name: 'add', arguments: '{"a":1}' } })
  })
})

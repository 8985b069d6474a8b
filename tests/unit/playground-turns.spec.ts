import { describe, expect, it } from 'vitest'
import type { ChatCompletion, ResponseMessage } from '@/lib/chat/types'
import { askedFirst, assistantTurn, turnsOf } from '@/lib/playground/turns'
import type { Run } from '@/lib/playground/types'

const message = (more: Partial<ResponseMessage>): ResponseMessage => ({
  role: 'assistant',
  content: null,
  refusal: null,
  ...more,
})

const runOf = (answer: ResponseMessage, more: Partial<Run> = {}): Run => ({
  id: 'r',
  columnId: 'c',
  status: 'done',
  startedAt: 0,
  elapsed: 1,
  provider: 'sandbox',
  asked: { model: 'openai', messages: [{ role: 'user', content: 'Hi' }], temperature: 1 },
  completion: { choices: [{ index: 0, message: answer, finish_reason: 'stop', logprobs: null }] } as unknown as ChatCompletion,
  ...more,
})

describe('an answer as a turn', () => {
  it('keeps calls, signatures and thinking just as they came', () => {
    const received = message({
      reasoning_content: 'Hm',
      content_blocks: [{ type: 'thinking', thinking: 'Hm', signature: 'c2ln' }],
      tool_calls: [
        {
          id: 'call_1',
          type: 'function',
          function: { name: 'f', arguments: '{ "a":1.0,\n"b": 12345678901234567890}' },
          extra_content: { google: { thought_signature: 'abc' } },
        },
      ],
    })
    const { refusal: _, ...rest } = received
    expect(assistantTurn(received)).toEqual(rest)
    expect(assistantTurn(received).tool_calls).toBe(received.tool_calls)
  })

  it('leaves behind what only an answer can hold', () => {
    const sound = { id: 'audio_1', expires_at: 1, data: 'AAAA', transcript: 'Hi' }
    expect(assistantTurn(message({ content: 'Hi', annotations: [], audio: sound }))).toEqual({
      role: 'assistant',
      content: 'Hi',
      audio: { id: 'audio_1' },
    })
  })

  it('says at least an empty text, and keeps a refusal', () => {
    expect(assistantTurn(message({}))).toEqual({ role: 'assistant', content: '' })
    expect(assistantTurn(message({ refusal: 'No.' }))).toEqual({ role: 'assistant', content: null, refusal: 'No.' })
  })
})

describe('what a run added to its prompt', () => {
  it('is its answer', () => {
    expect(turnsOf(runOf(message({ content: 'Hello' })))).toEqual([{ role: 'assistant', content: 'Hello' }])
    expect(turnsOf(runOf(message({ content: 'Hello' }), { completion: null }))).toEqual([])
  })

  it('is every step of it where tools were answered', () => {
    const call = { id: 'call_1', type: 'function' as const, function: { name: 'f', arguments: '{}' } }
    const first = runOf(message({ tool_calls: [call] }))
    const turns = [
      { role: 'assistant' as const, content: null, tool_calls: [call] },
      { role: 'tool' as const, tool_call_id: 'call_1', content: '42' },
    ]
    const asked = { ...first.asked, temperature: 0, messages: [...first.asked.messages, ...turns] }
    const last = runOf(message({ content: 'It is 42.' }), { asked, earlier: [first] })
    expect(turnsOf(last)).toEqual([...turns, { role: 'assistant', content: 'It is 42.' }])
    expect(askedFirst(last)).toEqual({ ...first.asked, temperature: 0 })
    expect(askedFirst(first)).toBe(first.asked)
  })
})

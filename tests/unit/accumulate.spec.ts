import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accumulate, accumulator, toChunks } from '@/lib/chat/accumulate'
import type { ChatChunk, ChunkChoice, Delta } from '@/lib/chat/types'
import { completions } from '../support/answers'

const runs = Math.max(20, Math.round(500 * Number(process.env.THOROUGH ?? 0.1)))

const chunkOf = (...choices: ChunkChoice[]): ChatChunk => ({
  id: 'c1',
  object: 'chat.completion.chunk',
  created: 7,
  model: 'm',
  choices,
})
const deltas = (...parts: Delta[]) => parts.map(delta => chunkOf({ index: 0, delta, finish_reason: null }))
const messageOf = (...parts: Delta[]) => accumulate(deltas(...parts)).choices[0]!.message
const token = (text: string) => ({ token: text, logprob: -1, bytes: [1], top_logprobs: [] })

describe('accumulating', () => {
  test('an answer taken apart and put together is the same', () => {
    fc.assert(
      fc.property(completions({ extras: true }), completion => {
        expect(accumulate(toChunks(completion))).toEqual(completion)
      }),
      { numRuns: runs },
    )
  })

  test('the same with its choices interleaved', () => {
    fc.assert(
      fc.property(completions({ extras: true }), fc.infiniteStream(fc.nat(2)), (completion, picks) => {
        const queues = completion.choices.map(choice => toChunks({ ...completion, usage: undefined, choices: [choice] }))
        const mixed: ChatChunk[] = []
        while (queues.some(queue => queue.length > 0)) {
          const queue = queues[picks.next().value! % queues.length]!
          mixed.push(...(queue.length > 0 ? queue : queues.find(({ length }) => length > 0)!).splice(0, 1))
        }
        if (completion.usage) mixed.push(toChunks(completion).at(-1)!)
        expect(accumulate(mixed)).toEqual(completion)
      }),
      { numRuns: runs },
    )
  })

  test('a choice that has not ended has no finish reason', () => {
    const { choices, usage } = accumulate(deltas({ role: 'assistant', content: 'Hel' }, { content: 'lo' }))
    expect(choices).toEqual([
      { index: 0, message: { role: 'assistant', content: 'Hello', refusal: null }, logprobs: null, finish_reason: null },
    ])
    expect(usage).toBeUndefined()
  })

  test('no chunks are an answer without choices', () => {
    expect(accumulate([])).toEqual({ id: '', object: 'chat.completion', created: 0, model: '', choices: [] })
  })

  test('empty text leaves content null', () => {
    expect(messageOf({ role: 'assistant', content: '' }, { content: null })).toEqual({
      role: 'assistant',
      content: null,
      refusal: null,
    })
  })

  test('tool calls are put together by index, with an id or a name that comes late or again and again', () => {
    const { tool_calls } = messageOf(
      { tool_calls: [{ index: 1, function: { arguments: '{"a"' } }] },
      { tool_calls: [{ index: 0, id: 'x', type: 'function', function: { name: 'add', arguments: '' } }] },
      {
        tool_calls: [
          { index: 1, id: 'y', function: { name: 'sub', arguments: ':1}' } },
          { index: 0, id: 'x', function: { name: 'add', arguments: '{}' } },
        ],
      },
      { tool_calls: [{ index: 2, id: 'z', type: 'custom', custom: { name: 'run', input: 'a' } }] },
      {
        tool_calls: [
          { index: 2, custom: { input: 'b' } },
          { index: 0, extra_content: { google: { thought_signature: 's' } } },
        ],
      },
    )
    expect(tool_calls).toEqual([
      {
        id: 'x',
        type: 'function',
        function: { name: 'add', arguments: '{}' },
        extra_content: { google: { thought_signature: 's' } },
      },
      { id: 'y', type: 'function', function: { name: 'sub', arguments: '{"a":1}' } },
      { id: 'z', type: 'custom', custom: { name: 'run', input: 'ab' } },
    ])
  })

  test('a legacy function call and audio grow member by member', () => {
    const message = messageOf(
      { function_call: { name: 'f', arguments: '' }, audio: { id: 'a', transcript: 'Hel' } },
      { function_call: { arguments: '{"x"' }, audio: { transcript: 'lo', data: 'AA' } },
      { function_call: { arguments: ':1}' }, audio: { data: 'BB', expires_at: 5 } },
    )
    expect(message).toMatchObject({
      function_call: { name: 'f', arguments: '{"x":1}' },
      audio: { id: 'a', transcript: 'Hello', data: 'AABB', expires_at: 5 },
    })
  })

  test('content blocks grow by index and keep their signatures, their order and other blocks', () => {
    const { content_blocks } = messageOf(
      { content_blocks: [{ index: 0, delta: { type: 'thinking', thinking: '' } }] },
      { content_blocks: [{ index: 0, delta: { thinking: 'Let me ' } }] },
      {
        content_blocks: [
          { index: 0, delta: { thinking: 'see' } },
          { index: 2, delta: { text: 'Hel' } },
        ],
      },
      {
        content_blocks: [
          { index: 0, delta: { signature: 'sig' } },
          { index: 1, delta: { data: 'opaque' } },
        ],
      },
      {
        content_blocks: [
          { index: 2, delta: { text: 'lo' } },
          { index: 3, delta: { type: 'web_search_tool_result', content: [1] } },
        ],
      },
    )
    expect(content_blocks).toEqual([
      { type: 'thinking', thinking: 'Let me see', signature: 'sig' },
      { type: 'redacted_thinking', data: 'opaque' },
      { type: 'text', text: 'Hello' },
      { type: 'web_search_tool_result', content: [1] },
    ])
  })

  test('what belongs to the answer is kept, what belongs to a chunk is not', () => {
    const completion = accumulate([
      { ...chunkOf(), model: '', id: '', prompt_filter_results: [1], obfuscation: 'xx', usage: null },
      {
        ...chunkOf({ index: 0, delta: {}, finish_reason: 'stop', native_finish_reason: 'end_turn' }),
        service_tier: 'flex',
        obfuscation: 'y',
      },
      { ...chunkOf(), usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 }, system_fingerprint: 'fp' },
    ])
    expect(completion).toEqual({
      id: 'c1',
      object: 'chat.completion',
      created: 7,
      model: 'm',
      prompt_filter_results: [1],
      service_tier: 'flex',
      system_fingerprint: 'fp',
      usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: null, refusal: null },
          logprobs: null,
          finish_reason: 'stop',
          native_finish_reason: 'end_turn',
        },
      ],
    })
  })

  test('__proto__ in a chunk is a name like others', () => {
    const chunk = JSON.parse(
      '{"id":"c","created":1,"model":"m","__proto__":{"a":1},"choices":[{"index":0,"delta":{"__proto__":{"b":2}},"__proto__":{"c":3}}]}',
    )
    const completion = accumulate([chunk, chunk])
    expect(Object.getPrototypeOf(completion)).toBe(Object.prototype)
    expect(Object.getPrototypeOf(completion.choices[0]!.message)).toBe(Object.prototype)
    expect(({} as { b?: number }).b).toBeUndefined()
  })

  test('what is taken in is never changed', () => {
    const chunks = toChunks(fc.sample(completions({ extras: true }), { numRuns: 1, seed: 4 })[0]!)
    const before = structuredClone(chunks)
    const all = accumulator()
    for (const chunk of [...chunks, ...chunks]) all.add(chunk)
    all.completion()
    expect(chunks).toEqual(before)
  })
})

describe('views of an answer that is still growing', () => {
  test('are the same object until something changes, and parts that did not change stay the same', () => {
    const all = accumulator()
    all.add(
      chunkOf({
        index: 0,
        delta: { content: 'a', tool_calls: [{ index: 0, id: 'x', function: { name: 'f' } }] },
        finish_reason: null,
      }),
    )
    all.add(chunkOf({ index: 1, delta: { content: 'b' }, finish_reason: null }))
    const first = all.completion()
    expect(all.completion()).toBe(first)
    all.add(chunkOf({ index: 0, delta: { content: 'c' }, finish_reason: null }))
    const second = all.completion()
    expect(second).not.toBe(first)
    expect(second.choices[0]).not.toBe(first.choices[0])
    expect(second.choices[1]).toBe(first.choices[1])
    expect(second.choices[0]!.message.tool_calls![0]).toBe(first.choices[0]!.message.tool_calls![0])
    expect(first.choices[0]!.message.content).toBe('a')
  })

  test('every object around a list that grew is new', () => {
    const all = accumulator()
    const add = (text: string) =>
      all.add(
        chunkOf({ index: 0, delta: { content: text }, finish_reason: null, logprobs: { content: [token(text)], refusal: null } }),
      )
    add('a')
    const first = all.completion().choices[0]!.logprobs
    add('b')
    const second = all.completion().choices[0]!.logprobs
    expect(second).not.toBe(first)
    expect(second).toEqual({ content: [token('a'), token('b')], refusal: null })
  })

  test('the work for a chunk does not depend on how many came before', () => {
    // Every list and text that a stream can make longer, counted by how often an old entry is read again.
    let reads = 0
    const watched = new Proxy(token('x'), { get: (target, key) => (reads++, Reflect.get(target, key)) })
    const all = accumulator()
    for (let count = 0; count < 20_000; count++) {
      all.add(
        chunkOf({
          index: 0,
          delta: { content: 'x', annotations: [] },
          finish_reason: null,
          logprobs: { content: [watched], refusal: null },
        }),
      )
    }
    expect(all.completion().choices[0]!.logprobs!.content).toHaveLength(20_000)
    expect(reads).toBe(0)
  })
})

describe('an answer as a stream', () => {
  const completion = accumulate([
    chunkOf(
      {
        index: 0,
        delta: {
          content: 'Hi',
          reasoning_content: 'hm',
          tool_calls: [{ index: 0, id: 'x', function: { name: 'f', arguments: '{}' } }],
        },
        finish_reason: 'tool_calls',
        logprobs: { content: [token('Hi')], refusal: null },
      },
      { index: 1, delta: { refusal: 'No' }, finish_reason: 'stop' },
    ),
    { ...chunkOf(), usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } },
  ])
  const chunks = toChunks(completion)

  test('has one id, each role once and first, and the finish last', () => {
    expect(new Set(chunks.map(({ id }) => id))).toEqual(new Set(['c1']))
    for (const index of [0, 1]) {
      const parts = chunks.flatMap(({ choices }) => choices).filter(choice => choice.index === index)
      expect(parts.filter(({ delta }) => delta.role)).toEqual([parts[0]])
      expect(parts.filter(part => part.finish_reason)).toEqual([parts.at(-1)])
      expect(parts.slice(1, -1).every(({ delta }) => Object.keys(delta).length > 0)).toBe(true)
    }
  })

  test('ends with the usage, in a chunk without choices', () => {
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: completion.usage })
    expect(chunks.filter(chunk => 'usage' in chunk)).toHaveLength(1)
  })

  test('carries the logprobs with the text they belong to', () => {
    const [spoken] = chunks.flatMap(({ choices }) => choices).filter(({ delta }) => delta.content)
    expect(spoken!.logprobs).toEqual({ content: [token('Hi')], refusal: null })
  })
})

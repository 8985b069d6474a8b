import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toChunks } from '@/lib/chat/accumulate'
import { complyChunk, complyCompletion, isPure } from '@/lib/chat/compliance'
import { GatewayError } from '@/lib/chat/errors'
import { parseRequest } from '@/lib/chat/request'
import type { ChatChunk, ChatCompletion } from '@/lib/chat/types'
import { completions } from '../support/answers'
import { mutated } from '../support/mutate'
import {
  byDocument,
  byZod,
  type Validators,
  validateChunk,
  validateCompletion,
  validateError,
  validateRequest,
} from '../support/openai-schema'
import { requests } from '../support/requests'

const runs = Math.max(20, Math.round(1000 * Number(process.env.THOROUGH ?? 0.1)))

const rich = {
  id: 'c1',
  object: 'chat.completion',
  created: 7,
  model: 'm',
  provider: 'Somewhere',
  citations: ['https://example.com'],
  service_tier: 'standard_only',
  system_fingerprint: null,
  usage: {
    prompt_tokens: 1,
    completion_tokens: 2,
    total_tokens: 3,
    cost: 1,
    prompt_tokens_details: { cached_tokens: 1, video_tokens: 2 },
    completion_tokens_details: null,
  },
  choices: [
    {
      index: 0,
      finish_reason: 'tool_calls',
      native_finish_reason: 'tool_use',
      stop_reason: 5,
      message: {
        role: 'assistant',
        content: 'Hi',
        reasoning_content: 'hm',
        content_blocks: [{ type: 'text', text: 'Hi' }],
        tool_calls: [
          {
            id: 'x',
            index: 0,
            type: 'function',
            function: { name: 'f', arguments: '{}' },
            extra_content: { google: { thought_signature: 's' } },
          },
        ],
        annotations: [
          {
            type: 'url_citation',
            url_citation: { start_index: 0, end_index: 1, url: 'https://example.com', title: 't', more: 1 },
          },
          { type: 'file' },
        ],
      },
      logprobs: { content: [{ token: 'Hi', logprob: -1, id: 5, top_logprobs: [{ token: 'Hi', logprob: -1, id: 5 }] }] },
    },
  ],
} as unknown as ChatCompletion

const richChunk = {
  id: 'c1',
  object: 'chat.completion.chunk',
  created: 7,
  model: 'm',
  obfuscation: 'xyz',
  x_groq: { id: 'r' },
  usage: null,
  choices: [
    {
      index: 0,
      delta: { role: '', content: 'Hi', reasoning_content: 'hm', content_blocks: [], tool_calls: null, annotations: [{}] },
      native_finish_reason: 'end_turn',
      finish_reason: null,
    },
  ],
} as unknown as ChatChunk

describe('compliance', () => {
  test('strict leaves only what the schema names, at every depth, and adds what it requires', () => {
    expect(complyCompletion(rich, 'strict')).toEqual({
      id: 'c1',
      object: 'chat.completion',
      created: 7,
      model: 'm',
      usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3, prompt_tokens_details: { cached_tokens: 1 } },
      choices: [
        {
          index: 0,
          finish_reason: 'tool_calls',
          message: {
            role: 'assistant',
            content: 'Hi',
            refusal: null,
            tool_calls: [{ id: 'x', type: 'function', function: { name: 'f', arguments: '{}' } }],
            annotations: [
              { type: 'url_citation', url_citation: { start_index: 0, end_index: 1, url: 'https://example.com', title: 't' } },
            ],
          },
          logprobs: {
            content: [{ token: 'Hi', logprob: -1, bytes: null, top_logprobs: [{ token: 'Hi', logprob: -1, bytes: null }] }],
            refusal: null,
          },
        },
      ],
    })
    expect(validateCompletion(complyCompletion(rich, 'strict'))).toEqual([])
    expect(complyChunk(richChunk, 'strict')).toEqual({
      id: 'c1',
      object: 'chat.completion.chunk',
      created: 7,
      model: 'm',
      obfuscation: 'xyz',
      usage: null,
      choices: [{ index: 0, delta: { content: 'Hi' }, finish_reason: null }],
    })
    expect(validateChunk(complyChunk(richChunk, 'strict'))).toEqual([])
  })

  test('the default keeps reasoning and signatures, and drops blocks, citations and native reasons', () => {
    const { citations: _, provider: __, ...kept } = rich
    const [choice] = rich.choices
    const { content_blocks: ___, ...message } = choice!.message
    expect(complyCompletion(rich, 'default')).toEqual({
      ...kept,
      choices: [{ index: 0, finish_reason: 'tool_calls', logprobs: choice!.logprobs, message: { ...message, refusal: null } }],
    })
    const { content, reasoning_content } = complyChunk(richChunk, 'default').choices[0]!.delta
    expect([content, reasoning_content]).toEqual(['Hi', 'hm'])
    expect(JSON.stringify(complyChunk(richChunk, 'default'))).not.toMatch(/content_blocks|native|x_groq/)
  })

  test('extras keeps everything', () => {
    expect(complyCompletion(rich, 'extras')).toMatchObject(rich)
    expect(complyChunk(richChunk, 'extras')).toBe(richChunk)
  })

  test('in every mode a message has content and refusal, and a choice its logprobs', () => {
    const bare = { choices: [{ index: 0, message: { role: 'assistant' }, finish_reason: 'stop' }] } as unknown as ChatCompletion
    for (const mode of ['default', 'extras', 'strict'] as const) {
      expect(complyCompletion(bare, mode).choices).toEqual([
        { index: 0, message: { role: 'assistant', content: null, refusal: null }, finish_reason: 'stop', logprobs: null },
      ])
    }
  })

  test('generated answers and their chunks, full of extras, are valid in strict mode', () => {
    fc.assert(
      fc.property(completions({ extras: true }), completion => {
        expect(validateCompletion(complyCompletion(completion, 'strict'))).toEqual([])
        for (const chunk of toChunks(withoutStreamOnly(completion)))
          expect(validateChunk(complyChunk(chunk, 'strict'))).toEqual([])
      }),
      { numRuns: runs },
    )
  })

  test('what is in order already comes back as the same object', () => {
    fc.assert(
      fc.property(completions({ extras: false }), completion => {
        for (const mode of ['default', 'extras', 'strict'] as const) {
          expect(complyCompletion(completion, mode)).toBe(completion)
          for (const chunk of toChunks(withoutStreamOnly(completion))) expect(isPure(chunk, mode)).toBe(true)
        }
      }),
      { numRuns: runs },
    )
  })

  test('nothing that is handed in is changed', () => {
    const before = structuredClone([rich, richChunk])
    for (const mode of ['default', 'extras', 'strict'] as const) {
      complyCompletion(rich, mode)
      complyChunk(richChunk, mode)
    }
    expect([rich, richChunk]).toEqual(before)
  })

  test('calls of custom tools keep their input in a strict stream', () => {
    const tool_calls = [{ index: 0, id: 'x', type: 'custom' as const, custom: { name: 'run', input: 'ls' } }]
    const chunk: ChatChunk = { ...richChunk, choices: [{ index: 0, delta: { tool_calls }, finish_reason: null }] }
    expect(complyChunk(chunk, 'strict').choices[0]!.delta.tool_calls).toEqual(tool_calls)
  })

  test('__proto__ in an answer goes, and becomes no prototype', () => {
    const wild = JSON.parse('{"id":"c","__proto__":{"a":1},"choices":[{"index":0,"message":{"__proto__":{"b":1}}}]}')
    for (const mode of ['default', 'extras', 'strict'] as const) {
      const completion = complyCompletion(wild, mode)
      expect(Object.getPrototypeOf(completion)).toBe(Object.prototype)
      expect(JSON.stringify(completion)).not.toContain('__proto__')
    }
  })
})

describe('our transcription of the schema', () => {
  test('takes the generated answers, and the errors as the gateway writes them', () => {
    fc.assert(
      fc.property(completions({ extras: false }), completion => void expect(byZod.completion(completion)).toEqual([])),
      { numRuns: runs },
    )
    const { error } = new GatewayError('invalid_request_error', 'x').toJSON()
    expect(validateError({ error })).toEqual([])
    expect(validateError({ error: { ...error, extra: 1 } })).not.toEqual([])
  })

  test('takes the generated requests, and so does the door', () => {
    fc.assert(
      fc.property(requests(), request => {
        expect(validateRequest(request)).toEqual([])
        expect(byZod.request(request)).toEqual([])
        expect(parseRequest(request)).toEqual(request)
      }),
      { numRuns: runs },
    )
  })

  if (byDocument) {
    const agree = (name: keyof Validators, values: fc.Arbitrary<unknown>) =>
      fc.assert(
        fc.property(mutated(values), value => {
          const [ours, theirs] = [byZod[name](value), byDocument![name](value)]
          if (ours.length > 0 !== theirs.length > 0) throw new Error(JSON.stringify({ ours, theirs }, null, 2))
        }),
        { numRuns: 5 * runs },
      )

    test('agrees with the document on completions, good and bad', () => agree('completion', completions({ extras: false })))
    test('agrees with the document on chunks, good and bad', () => {
      agree(
        'chunk',
        completions({ extras: false }).map(completion => toChunks(completion)[1] ?? {}),
      )
    })
    test('agrees with the document on requests, good and bad', () => agree('request', requests()))
  }
})

/** Without what OpenAI streams beside its own schema. */
function withoutStreamOnly(completion: ChatCompletion): ChatCompletion {
  const choices = completion.choices.map(choice => {
    const { audio: _, annotations: __, tool_calls, ...message } = choice.message
    const calls = tool_calls?.filter(({ type }) => type === 'function')
    return { ...choice, message: { ...message, ...(calls?.length && { tool_calls: calls }) } }
  })
  return { ...completion, choices }
}

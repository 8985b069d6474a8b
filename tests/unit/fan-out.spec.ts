import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { accumulate } from '@/lib/chat/accumulate'
import { GatewayError } from '@/lib/chat/errors'
import type { ChatChunk, Choice, Decoded } from '@/lib/chat/types'
import { failure } from '@/lib/gateway/failures'
import { fanOut } from '@/lib/routing/guards/fan-out'
import type { Call, Reply, Send } from '@/lib/routing/types'
import { collect } from '../support/collect'
import { attemptOf, callOf } from '../support/gateway'
import { signal } from '../support/stand-in'

const usage = (prompt: number, completion: number) => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
  completion_tokens_details: { reasoning_tokens: 1 },
})
const logprobs = { content: [{ token: 'a', logprob: -1, bytes: [97], top_logprobs: [] }], refusal: null }

const chunk = (name: string, more: Partial<ChatChunk>): Decoded => ({
  chunk: { id: name, object: 'chat.completion.chunk', created: 1, model: 'm', choices: [], ...more },
  text: 'as it came',
})
const says = (name: string, delta: object, more: object = {}): Decoded[] => [
  chunk(name, { choices: [{ index: 0, delta, finish_reason: null, logprobs: null, ...more }] }),
]

/** Sends `copies` choices; each is answered by its own function, and stays under way until its signal aborts where that never ends. */
function fanned(answers: ((call: Call) => Reply | Promise<Reply>)[], call = callOf({ stream: true })) {
  const signals: Call['signal'][] = []
  const send: Send = async (_target, inner, _path, options) => {
    signals.push(inner.signal)
    return answers[options!.choice!]!(inner)
  }
  const reply = fanOut(() => answers.length)(send)({ provider: 'anthropic' }, call, 'config')
  return { reply, signals }
}

const streaming = (batches: AsyncIterable<Decoded[]> | Decoded[][]) => (): Reply => ({
  ok: true,
  status: 200,
  headers: {},
  attempt: attemptOf(),
  chunks: (async function* () {
    yield* batches
  })(),
})

const whole =
  (name: string, choice: Partial<Choice>, more: object = {}) =>
  (): Reply => ({
    ok: true,
    status: 200,
    headers: { 'x-ratelimit-remaining-requests': name },
    attempt: attemptOf(),
    completion: {
      id: name,
      object: 'chat.completion',
      created: 1,
      model: 'm',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: name, refusal: null },
          logprobs: null,
          finish_reason: 'stop',
          ...choice,
        },
      ],
      ...more,
    },
  })

/** Until its signal aborts; then it fails with the reason. */
const forever = (call: Call) =>
  new Promise<never>((_, reject) => call.signal.addEventListener('abort', () => reject(call.signal.reason)))

function streamOf(reply: Reply): AsyncIterable<Decoded[]> {
  if ('chunks' in reply) return reply.chunks
  throw new Error('not a stream')
}

const chunksOf = async (reply: Promise<Reply>) => (await collect(streamOf(await reply))).flat()

describe('choices made of several sendings', () => {
  it('are one answer, in order, with their own logprobs and extras and the usage of all', async () => {
    const { reply } = fanned([
      whole('one', { logprobs }, { usage: usage(3, 5), system_fingerprint: 'fp', service_tier: 'default' }),
      whole('two', { native_finish_reason: 'end_turn' }, { usage: usage(3, 7) }),
      whole('three', { message: { role: 'assistant', content: null, refusal: null } }),
    ])
    expect(await reply).toMatchObject({
      ok: true,
      headers: { 'x-ratelimit-remaining-requests': 'one' },
      completion: {
        id: 'one',
        system_fingerprint: 'fp',
        service_tier: 'default',
        choices: [
          { index: 0, message: { content: 'one' }, logprobs },
          { index: 1, message: { content: 'two' }, native_finish_reason: 'end_turn' },
          { index: 2, message: { content: null } },
        ],
        usage: { prompt_tokens: 6, completion_tokens: 12, total_tokens: 18, completion_tokens_details: { reasoning_tokens: 2 } },
      },
    })
  })

  it('without any usage claim none', async () => {
    const reply = await fanned([whole('one', {}), whole('two', {})]).reply
    expect('completion' in reply && Object.keys(reply.completion)).toEqual(['id', 'object', 'created', 'model', 'choices'])
  })

  it('stream under one id, model and fingerprint, whoever says something, and the usage comes once, last', async () => {
    const one = [
      says('one', { role: 'assistant', content: '' }, {}),
      says('one', { content: 'A' }, { logprobs }),
      [chunk('one', { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }), chunk('one', { usage: usage(3, 1) })],
    ]
    one[0]![0]!.chunk.system_fingerprint = 'fp'
    const two = [
      says('two', { role: 'assistant', content: '' }),
      says('two', { content: 'B', content_blocks: [{ index: 0, delta: { type: 'text', text: 'B' } }] }),
      [chunk('two', { citations: ['https://example.com'] })],
      [chunk('two', { choices: [{ index: 0, delta: {}, finish_reason: 'length' }], usage: usage(3, 2) })],
    ]
    const all = await chunksOf(fanned([streaming(one), streaming(two)]).reply)
    expect(all.every(({ text }) => text === undefined)).toBe(true)
    expect(new Set(all.map(({ chunk: { id, model, system_fingerprint } }) => `${id} ${model} ${system_fingerprint}`))).toEqual(
      new Set(['one m fp']),
    )
    expect(all.filter(({ chunk }) => 'usage' in chunk).map(({ chunk }) => chunk)).toEqual([
      expect.objectContaining({ choices: [], usage: expect.objectContaining({ total_tokens: 9 }) }),
    ])
    expect(all.at(-1)!.chunk).toHaveProperty('usage')
    const answer = accumulate(all.map(({ chunk }) => chunk))
    expect(answer).toMatchObject({
      citations: ['https://example.com'],
      choices: [
        { index: 0, message: { content: 'A' }, finish_reason: 'stop', logprobs },
        { index: 1, message: { content: 'B', content_blocks: [{ text: 'B' }] }, finish_reason: 'length' },
      ],
    })
  })

  it('hand over what came together as one batch, and the quick do not wait for the slow', async () => {
    const slow = signal()
    const last = async function* () {
      yield says('slow', { content: 'first' })
      await slow.promise
      yield says('slow', { content: 'late' })
    }
    const settled = await fanned([streaming(last()), streaming([says('q', { content: 'a' }), says('q', { content: 'b' })])]).reply
    const iterator = streamOf(settled)[Symbol.asyncIterator]()
    const texts = async () => (await iterator.next()).value.map(({ chunk }: Decoded) => chunk.choices[0]?.delta.content)
    expect(await texts()).toEqual(['first', 'a'])
    expect(await texts()).toEqual(['b'])
    slow.resolve()
    expect(await texts()).toEqual(['late'])
    expect((await iterator.next()).done).toBe(true)
  })
})

describe('a choice that fails', () => {
  const refused = failure(new GatewayError('rate_limit_error', 'Slow down.'))

  it('before the first content fails the whole, and ends those still under way', async () => {
    const { reply, signals } = fanned([forever, () => refused, streaming([says('three', { content: 'x' })])])
    expect(await reply).toBe(refused)
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true])
  })

  it('later ends the others, and the stream says which it was', async () => {
    const broken = async function* () {
      yield says('two', { content: 'B' })
      throw new GatewayError('provider_error', 'Broke off.', { code: 'truncated' })
    }
    const stalls = (call: Call) =>
      streaming(
        (async function* () {
          yield says('one', { content: 'A' })
          await forever(call)
        })(),
      )()
    const { reply, signals } = fanned([stalls, streaming(broken())])
    await expect(chunksOf(reply)).rejects.toMatchObject({ message: 'Broke off.', details: { code: 'truncated', choice: 1 } })
    expect(signals.every(({ aborted }) => aborted)).toBe(true)
  })

  it('by a mistake of ours is thrown, and nothing goes on', async () => {
    const { reply, signals } = fanned([
      forever,
      () => {
        throw new TypeError('oops')
      },
    ])
    await expect(reply).rejects.toThrow('oops')
    expect(signals[0]!.aborted).toBe(true)
  })
})

describe('the caller of several choices', () => {
  it('leaves all of them at once', async () => {
    const leave = new AbortController()
    const { reply, signals } = fanned([forever, forever], callOf({}, { signal: leave.signal }))
    leave.abort(new Error('gone'))
    await expect(reply).rejects.toThrow('gone')
    expect(signals.map(({ reason }) => reason)).toEqual([new Error('gone'), new Error('gone')])
  })

  it('may stop reading in the middle', async () => {
    const goes = async function* () {
      for (;;) yield says('x', { content: '.' })
    }
    const { reply, signals } = fanned([streaming(goes()), streaming(goes())])
    const settled = await reply
    const iterator = streamOf(settled)[Symbol.asyncIterator]()
    await iterator.next()
    await iterator.return?.()
    expect(signals.every(({ aborted }) => aborted)).toBe(true)
  })

  it('has one listener on its signal for all of them, and none afterwards', async () => {
    const { signal } = new AbortController()
    const { reply } = fanned(
      Array.from({ length: 128 }, (_, index) => () => {
        expect(getEventListeners(signal, 'abort')).toHaveLength(1)
        return whole(String(index), {})()
      }),
      callOf({}, { signal }),
    )
    await reply
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  it('who asks for one gets one sending, untouched', async () => {
    const call = callOf()
    let seen: Call | undefined
    const send: Send = async (_target, inner) => {
      seen = inner
      return whole('one', {})()
    }
    await fanOut(() => 1)(send)({ provider: 'anthropic' }, call, 'config')
    expect(seen).toBe(call)
  })
})

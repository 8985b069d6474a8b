import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { likeness } from '@/lib/util/likeness'
import { CANARY, eventsOf, gatewayTo, HELLO, nothingHolds, streaming } from '../support/gateway'
import { type StandIn, standIn } from '../support/stand-in'

/** What words are made of: plain ones, those that stand around them too, and whatever JSON or an SDK takes for something else. */
const WORDS = [
  'a',
  ' b',
  'content',
  'text',
  'index',
  '0',
  'text_delta',
  '"',
  '\\',
  '\n',
  '{}',
  'é',
  '😀',
  '\u2028',
  '\u0085',
  '\u0001',
  'null',
]
const word = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }).map(parts => parts.join(''))
const runs = Math.max(30, Math.round(300 * Number(process.env.THOROUGH ?? 0.1)))

describe('a likeness', () => {
  const text = (content: string) => JSON.stringify({ id: 'c', choices: [{ index: 0, delta: { content }, finish_reason: null }] })

  it('gives the words of a text that differs in nothing else', () => {
    const like = likeness()
    expect(like.wordsIn(text('a'))).toBeUndefined()
    like.learn(text('a'), 'a')
    expect(like.wordsIn(text(' and so on'))).toBe(' and so on')
    expect(like.textWith(' and so on')).toBe(text(' and so on'))
    expect(like.wordsIn(text('a').replace('null', '"stop"'))).toBeUndefined()
    expect(like.wordsIn(text('a').slice(0, -1))).toBeUndefined()
    like.forget()
    expect(like.wordsIn(text('a'))).toBeUndefined()
  })

  it('does not learn where it is not plain which words they are', () => {
    const like = likeness()
    for (const said of ['c', 'content', 'with "quotes"', 'a\nb', '']) {
      like.learn(text(said), said)
      expect(like.wordsIn(text('x'))).toBeUndefined()
    }
  })

  it('reads and writes every word as JSON does, or leaves it to JSON', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 10 }), words => {
        const like = likeness()
        for (const said of words) {
          const read = like.wordsIn(text(said))
          if (read !== undefined) expect(read).toBe(said)
          const written = like.textWith(said)
          if (written !== undefined) expect(JSON.parse(written)).toEqual(JSON.parse(text(said)))
          like.learn(text(said), said)
        }
      }),
      { numRuns: runs * 10 },
    )
  })
})

describe('a stream of words', () => {
  let upstream: StandIn
  let script: string[] = []
  beforeAll(async () => {
    upstream = await standIn(() => streaming(script))
  })
  afterAll(async () => {
    await upstream.close()
    nothingHolds(CANARY)
  })

  const event = (data: object) => `data: ${JSON.stringify(data)}\n\n`
  const openai = (delta: object, finish: string | null = null) =>
    event({
      id: 'c',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'm',
      choices: [{ index: 0, delta, finish_reason: finish }],
    })
  const STREAMS: Record<string, (words: string[]) => string[]> = {
    openai: words => [
      openai({ role: 'assistant', content: '' }),
      ...words.map(content => openai({ content })),
      openai({}, 'stop'),
      'data: [DONE]\n\n',
    ],
    anthropic: words => [
      event({ type: 'message_start', message: { id: 'c', model: 'm', usage: { input_tokens: 1, output_tokens: 1 } } }),
      event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
      ...words.map(text => event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } })),
      event({ type: 'content_block_stop', index: 0 }),
      event({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 2 } }),
      event({ type: 'message_stop' }),
    ],
  }

  it.each(Object.keys(STREAMS).flatMap(wire => ['', 'true', 'false'].map(strict => [wire, strict])))(
    'from %s, strict %j, arrives whole, each chunk alike but for its words',
    async (wire, strict) => {
      await fc.assert(
        fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 12 }), async words => {
          script = STREAMS[wire!]!(words)
          const headers = { 'x-portkey-strict-open-ai-compliance': strict! }
          const events = await eventsOf(await gatewayTo(upstream).ask(wire!, { body: { ...HELLO, stream: true }, headers }))
          expect(events.at(-1)!.data).toBe('[DONE]')
          const chunks = events.slice(0, -1).map(({ data }) => JSON.parse(data))
          const spoken = chunks.filter(({ choices }) => choices[0]?.delta.content)
          expect(spoken.map(({ choices }) => choices[0].delta.content).join('')).toBe(words.join(''))
          const rests = spoken.map(({ choices: [{ delta, ...choice }], ...rest }) => {
            const { content: _, content_blocks: __, ...more } = delta
            return JSON.stringify({ ...rest, choice, more })
          })
          expect(new Set(rests).size).toBe(1)
        }),
        { numRuns: runs },
      )
    },
  )
})

import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonSchema } from '@/lib/chat/types'
import {
  countTokens,
  decode,
  distribution,
  type EngineAsk,
  type EngineEvent,
  type EngineTool,
  type EngineTurn,
  encode,
  generate,
  tokenBytes,
} from '@/lib/sandbox/engine'
import { learn } from '@/lib/sandbox/engine/model'
import { readPattern } from '@/lib/sandbox/engine/schema/pattern'
import { entries } from '@/lib/sandbox/texts'

const cases = (full: number) => Math.max(20, Math.round(Number(process.env.THOROUGH ?? 0.1) * full))

const QUESTION = 'What does top_p do, and when should I leave it alone?'
const system: EngineTurn = { role: 'system', text: 'Answer in plain words, in at most three sentences.' }
const user = (text: string): EngineTurn => ({ role: 'user', text })

type Changes = Partial<Omit<EngineAsk, 'sampling'>> & { sampling?: Partial<EngineAsk['sampling']> }

function ask(text: string, { sampling, ...changes }: Changes = {}): EngineAsk {
  return {
    turns: [user(text)],
    maxTokens: 2000,
    stop: [],
    tools: [],
    choice: 'auto',
    parallel: true,
    style: 'brief',
    ...changes,
    sampling: { temperature: 0, ...sampling },
  }
}

function answer(asked: EngineAsk) {
  const events = [...generate(asked)]
  const text = events.map(event => (event.kind === 'text' ? event.text : '')).join('')
  const thinking = events.map(event => (event.kind === 'thinking' ? event.text : '')).join('')
  const logprobs = events.flatMap(event => (event.kind === 'text' && event.logprob ? [event.logprob] : []))
  const calls = events.flatMap(event => (event.kind === 'call' ? [{ name: event.name, json: '', fragments: 0 }] : []))
  for (const event of events) {
    const call = event.kind === 'arguments' ? calls[event.index] : undefined
    if (!call || event.kind !== 'arguments') continue
    call.json += event.text
    call.fragments++
  }
  const end = events.at(-1)
  if (end?.kind !== 'end') throw new Error('an answer ends with end')
  return { events, text, thinking, logprobs, calls, end }
}

const say = (text: string, changes?: Changes) => answer(ask(text, changes)).text
const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, number) => total + number, 0)
const utf8 = (text: string) => [...new TextEncoder().encode(text)]

describe('the tokenizer', () => {
  it('gives every text its tokens back, whatever it is', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.lorem(),
    )
    fc.assert(
      fc.property(text, one => {
        expect(decode(encode(one))).toBe(one)
        expect(encode(one).flatMap(tokenBytes)).toEqual(utf8(one))
      }),
      { numRuns: cases(500) },
    )
  })

  it('counts common words as one token and splits an emoji over two', () => {
    expect(countTokens(' probability')).toBeLessThanOrEqual(2)
    expect(countTokens(' token')).toBe(1)
    expect(countTokens('🦊')).toBe(2)
    expect(encode('🦊').map(token => tokenBytes(token).length)).toEqual([3, 1])
  })

  it('knows no bytes of a token that does not exist', () => {
    expect(tokenBytes(1e6)).toEqual([])
    expect(tokenBytes(-1)).toEqual([])
    expect(decode([1e6, ...encode('a')])).toBe('a')
  })
})

describe('the probabilities', () => {
  it('sum to one at every step, under every sampling', () => {
    const samplings: Partial<EngineAsk['sampling']>[] = [
      { temperature: 1 },
      { temperature: 0 },
      { temperature: 2 },
      { temperature: 0.01 },
      { temperature: 1.3, topK: 5 },
      { temperature: 1.3, topP: 0.5 },
      { temperature: 1.3, minP: 0.2 },
      { temperature: 1, presencePenalty: 2, frequencyPenalty: -2 },
      { temperature: 1, logitBias: { 300: 100, 301: -100, 999999: 5 } },
    ]
    const prefix = encode('In short, top_p keeps the')
    for (const sampling of samplings) {
      for (const length of [0, 1, 2, prefix.length]) {
        const probabilities = distribution(ask(QUESTION, { sampling }), prefix.slice(0, length))
        expect(sum(probabilities)).toBeCloseTo(1, 9)
        expect(probabilities.every(one => one >= 0 && one <= 1)).toBe(true)
      }
    }
  })

  it('are those that the logprobs of an answer report', () => {
    const asked = ask('What is a token?', {
      sampling: { temperature: 1.2, topP: 0.95, seed: 9, frequencyPenalty: 0.4 },
      logprobs: 5,
    })
    const { logprobs, text } = answer(asked)
    const tokens = encode(text)
    // The answer's own tokens, found by their bytes: forks in the wording do not always cut where the encoder would.
    const prefix: number[] = []
    for (const { bytes, logprob } of logprobs.slice(0, 12)) {
      const probabilities = distribution(asked, prefix)
      const token = [...probabilities.keys()].find(id => id !== 256 && tokenBytes(id).join() === bytes?.join())
      expect(token).toBeDefined()
      expect(Math.log(probabilities[token!]!)).toBeCloseTo(logprob, 9)
      prefix.push(token!)
    }
    expect(tokens.length).toBeGreaterThan(12)
  })

  it('list as many alternatives as asked for, likeliest first, the chosen one with the same logprob', () => {
    for (const temperature of [0, 0.7, 1.5]) {
      const { logprobs } = answer(ask(QUESTION, { sampling: { temperature, seed: 3 }, logprobs: 5 }))
      expect(logprobs.length).toBeGreaterThan(20)
      for (const { token, logprob, bytes, top_logprobs } of logprobs) {
        expect(top_logprobs).toHaveLength(5)
        expect(logprob).toBeLessThanOrEqual(0)
        const values = top_logprobs.map(one => one.logprob)
        expect(values).toEqual([...values].sort((a, b) => b - a))
        const own = top_logprobs.find(one => one.bytes?.join() === bytes?.join())
        if (own) expect(own.logprob).toBe(logprob)
        else expect(logprob).toBeLessThanOrEqual(values.at(-1)!)
        if (own) expect(own.token).toBe(token)
      }
      if (temperature === 0) for (const one of logprobs) expect(one.logprob).toBe(one.top_logprobs[0]!.logprob)
    }
  })

  it('take bytes that join to the text, split emoji included', () => {
    for (const prompt of ['Send me an emoji', 'Goodbye', 'こんにちは', 'Was ist ein Token?', QUESTION, 'What is UTF-8?']) {
      for (const temperature of [0, 1, 2]) {
        const { text, logprobs } = answer(ask(prompt, { sampling: { temperature, seed: 5 }, logprobs: 0 }))
        expect(logprobs.flatMap(({ bytes }) => bytes ?? [])).toEqual(utf8(text))
        expect(text).not.toContain('\ufffd')
      }
    }
    expect(answer(ask('Send me an emoji')).events.filter(event => event.kind === 'text' && event.text === '')).toEqual([])
    const { events } = answer(ask('Send me an emoji', { logprobs: 0 }))
    const halves = events.filter(event => event.kind === 'text' && event.text === '')
    expect(halves.length).toBeGreaterThan(3)
    for (const half of halves) expect(half.kind === 'text' && half.logprob?.token).toMatch(/^bytes:(\\x[\da-f]{2})+$/)
  })

  it('are absent when nobody asked', () => {
    expect(answer(ask(QUESTION)).logprobs).toEqual([])
    expect(answer(ask(QUESTION, { logprobs: 0 })).logprobs[0]!.top_logprobs).toEqual([])
  })
})

describe('sampling', () => {
  it('gives the same text for the same seed and other texts for others', () => {
    const at = (seed: number, prompt = QUESTION) => say(prompt, { sampling: { temperature: 1, seed } })
    expect(at(42)).toBe(at(42))
    const texts = new Set(Array.from({ length: 12 }, (_, seed) => at(seed)))
    expect(texts.size).toBeGreaterThan(6)
  })

  it('differs from call to call without a seed, but not at temperature 0', () => {
    const texts = new Set(Array.from({ length: 8 }, () => say('Tell me about volcanoes', { sampling: { temperature: 1 } })))
    expect(texts.size).toBeGreaterThan(1)
    const cold = new Set(Array.from({ length: 4 }, () => say('Tell me about volcanoes')))
    expect(cold.size).toBe(1)
  })

  it('gives two prompts two answers at temperature 0, known ones and unknown ones', () => {
    const prompts = [
      'Tell me about cats',
      'Tell me about dogs',
      'How do I tune a violin?',
      'x',
      'y',
      'What is top_k?',
      'What is min_p?',
      'Hello',
      '1',
      '',
    ]
    for (const style of ['brief', 'thorough', 'story'] as const) {
      expect(new Set(prompts.map(prompt => say(prompt, { style }))).size).toBe(prompts.length)
    }
  })

  it('narrows to one token with top_k 1 or a tiny top_p, which is the likeliest', () => {
    for (const prompt of [QUESTION, 'Tell me about volcanoes']) {
      const cold = say(prompt)
      expect(say(prompt, { sampling: { temperature: 1, topK: 1, seed: 1 } })).toBe(cold)
      expect(say(prompt, { sampling: { temperature: 1, topP: 1e-9, seed: 2 } })).toBe(cold)
      expect(say(prompt, { sampling: { temperature: 1, minP: 1, seed: 3 } })).toBe(cold)
    }
    const cut = distribution(ask(QUESTION, { sampling: { temperature: 2, topK: 7 } }))
    expect(cut.filter(one => one > 0)).toHaveLength(7)
  })

  it('flattens with temperature and sharpens without', () => {
    const most = (temperature: number) => Math.max(...distribution(ask(QUESTION, { sampling: { temperature } })))
    expect(most(0.2)).toBeGreaterThan(most(1))
    expect(most(1)).toBeGreaterThan(most(2))
    expect(most(0)).toBe(most(1))
  })

  it('never writes a token with a bias of -100, which changes the text', () => {
    const cold = say(QUESTION)
    const first = encode(cold)[0]!
    const other = say(QUESTION, { sampling: { logitBias: { [first]: -100 } } })
    expect(other).not.toBe(cold)
    expect(encode(other)[0]).not.toBe(first)
    const probabilities = distribution(ask(QUESTION, { sampling: { temperature: 1, logitBias: { [first]: -100 } } }))
    expect(probabilities[first]!).toBeLessThan(1e-30)
  })

  it('moves a probability with its bias', () => {
    const token = encode('In')[0]!
    const at = (bias: number) =>
      distribution(ask(QUESTION, { sampling: { temperature: 1, logitBias: { [token]: bias } } }))[token]!
    const values = [-10, -1, 0, 1, 10, 100].map(at)
    expect(values).toEqual([...values].sort((a, b) => a - b))
    expect(new Set(values).size).toBe(values.length)
    expect(at(100)).toBeGreaterThan(0.999)
  })

  it('leaves a schema its way, whatever bias and penalties say', () => {
    const schema = {
      type: 'object',
      properties: { list: { type: 'array', minItems: 40, items: { const: 'a' } } },
      required: ['list'],
    }
    const logitBias = Object.fromEntries(encode('{"list":["a","a').map((token, index) => [token, index % 2 ? -100 : 100]))
    for (const penalty of [-2, 2]) {
      const sampling = { temperature: 1, logitBias, presencePenalty: penalty, frequencyPenalty: penalty, seed: 1 }
      expect(JSON.parse(say('x', { schema, sampling })).list.length).toBeGreaterThanOrEqual(40)
    }
  })

  it('lowers what was written, by presence once and by frequency each time', () => {
    const token = encode(' token')[0]!
    const prefix = [...encode('top_p'), token, token, token]
    const at = (presencePenalty: number, frequencyPenalty: number) =>
      Math.log(distribution(ask(QUESTION, { sampling: { temperature: 1, presencePenalty, frequencyPenalty } }), prefix)[token]!)
    const plain = at(0, 0)
    expect(at(1, 0)).toBeLessThan(plain)
    expect(at(2, 0)).toBeLessThan(at(1, 0))
    expect(at(0, 1)).toBeLessThan(at(1, 0))
    expect(at(0, 2)).toBeLessThan(at(0, 1))
    expect(at(0, -1)).toBeGreaterThan(plain)
  })
})

describe('the end of an answer', () => {
  it('is length after the last token allowed, and the text is the beginning of the whole', () => {
    const whole = answer(ask(QUESTION))
    expect(whole.end).toMatchObject({ reason: 'stop' })
    for (const maxTokens of [1, 3, 10]) {
      const { text, end } = answer(ask(QUESTION, { maxTokens }))
      expect(end).toMatchObject({ reason: 'length', usage: { completionTokens: maxTokens } })
      expect(whole.text.startsWith(text)).toBe(true)
    }
  })

  it('drops half a character when the limit cuts one, with its logprob', () => {
    for (let maxTokens = 1; maxTokens < 30; maxTokens++) {
      const { text, logprobs } = answer(ask('Send me an emoji', { maxTokens, logprobs: 1 }))
      expect(logprobs.flatMap(({ bytes }) => bytes ?? [])).toEqual(utf8(text))
    }
  })

  it('never reaches 4,000 tokens', () => {
    const { end } = answer(ask('Hello', { maxTokens: 1e6, sampling: { logitBias: { [encode(' the')[0]!]: 100 } } }))
    expect(end).toMatchObject({ reason: 'length', usage: { completionTokens: 4000 } })
  })

  it('comes before a stop sequence, wherever tokens end, and nothing of it leaks', () => {
    const whole = say(QUESTION)
    fc.assert(
      fc.property(fc.nat(whole.length - 2), fc.integer({ min: 1, max: 12 }), (from, size) => {
        const stop = whole.slice(from, from + size)
        const { text, end, events, logprobs } = answer(ask(QUESTION, { stop: ['never there', stop], logprobs: 2 }))
        expect(text).toBe(whole.slice(0, whole.indexOf(stop)))
        expect(end).toMatchObject({ reason: 'stop_sequence', stop })
        expect(events.filter(event => event.kind === 'text' && event.text.includes(stop))).toEqual([])
        expect(logprobs.flatMap(({ bytes }) => bytes ?? [])).toEqual(utf8(text))
      }),
      { numRuns: cases(300) },
    )
  })

  it('holds back what may become a stop sequence, and gives it out when it does not', () => {
    const whole = say(QUESTION)
    const { text, end } = answer(ask(QUESTION, { stop: [`${whole.slice(-12)}!!!`, ''] }))
    expect(text).toBe(whole)
    expect(end).toMatchObject({ reason: 'stop' })
  })

  it('counts tokens by its own tokenizer: all turns, tools and schema in the prompt, all that was written in the answer', () => {
    const short = answer(ask('Hi')).end.usage
    const history = answer(ask('', { turns: [system, user('Hi'), { role: 'assistant', text: 'Hello there' }, user('Hi')] })).end
      .usage
    expect(history.promptTokens).toBeGreaterThan(short.promptTokens + countTokens(system.text) + countTokens('Hello there'))
    expect(answer(ask('Hi', { tools: [weather] })).end.usage.promptTokens).toBeGreaterThan(short.promptTokens + 10)
    expect(answer(ask('Hi', { schema: weather.schema })).end.usage.promptTokens).toBeGreaterThan(short.promptTokens + 10)
    const { logprobs, end } = answer(ask(QUESTION, { logprobs: 0 }))
    expect(end.usage).toMatchObject({ completionTokens: logprobs.length, thinkingTokens: 0 })
  })
})

describe('what it knows', () => {
  const styles = ['brief', 'thorough', 'story'] as const

  it('answers the question the page opens with, in three sentences at most and three different ways', () => {
    const turns = [system, user(QUESTION)]
    for (const temperature of [0, 0.7, 1]) {
      const texts = styles.map(style => say('', { turns, style, sampling: { temperature, seed: 7 } }))
      expect(new Set(texts).size).toBe(3)
      for (const text of texts) {
        expect(text).toMatch(/top_p/)
        expect(text).toMatch(/temperature/)
        expect(text.split(/[.!?](?=\s|$)/).filter(Boolean).length).toBeLessThanOrEqual(3)
      }
    }
  })

  it.each([
    ['What is temperature?', /0.*likeliest|most likely|cold room/],
    ['how does top k work', /likeliest|most likely|ferryman/],
    ['Explain logprobs to me please', /logarithm|little book/],
    ['what happens if I set a seed?', /same/],
    ['Why is my answer cut off?', /limit|max_tokens|ink/],
    ['How do tools work?', /tool|call/i],
    ['What is structured output?', /schema|forms/],
    ['What is the receipt?', /dropped|changed|compromise/],
    ['Why does Claude not take a seed? Does Anthropic support seed?', /Anthropic/],
    ['What does finish_reason length mean?', /limit|max_tokens/],
  ])('gets %s right in every style', (question, expected) => {
    for (const style of styles) {
      for (const temperature of [0, 0.7]) expect(say(question, { style, sampling: { temperature, seed: 2 } })).toMatch(expected)
    }
  })

  it('finds its own answer for each of its questions', () => {
    const every = Math.ceil(entries.length / cases(entries.length))
    for (const entry of entries.filter((_, index) => index % every === 0)) {
      const words = entry.brief
        .replace(/\[[^[\]\n]*\|[^[\]\n]*\]/g, '\n')
        .split('\n')
        .map(part => part.trim().slice(3))
        .filter(part => part.length > 10)
      for (const question of entry.ask) {
        const text = say(question)
        if (words.length > 0) expect(words.some(part => text.includes(part)) ? '' : `${question} -> ${text}`).toBe('')
      }
    }
  })

  it('says so when it does not know, with the words of the question', () => {
    for (const style of styles) {
      const text = say('How do I repair a leaking radiator valve?', { style })
      expect(text).toMatch(/radiator/)
      expect(text).toMatch(/do not know|tiny|cannot|beyond/)
    }
    const german = say('Wie repariere ich einen Heizkörper?')
    expect(german).toMatch(/Heizkörper/)
    expect(german).toMatch(/nichts|keinen/)
  })

  it('can do small things exactly', () => {
    expect(say('What is 12 * (3 + 4)?')).toMatch(/84/)
    expect(say('How many r are in strawberry?')).toMatch(/3/)
    expect(say('Reply with exactly "pong"')).toBe('pong')
    expect(
      say('What is my name?', {
        turns: [user('Hi, my name is Ada.'), { role: 'assistant', text: 'Hi!' }, user('What is my name?')],
      }),
    ).toMatch(/Ada/)
    expect(say('Write a haiku about autumn')).toMatch(/autumn/i)
  })

  it('keeps to the number of sentences it is told', () => {
    for (const style of styles) {
      const text = say('', { turns: [{ role: 'system', text: 'Answer in one sentence.' }, user('What is a token?')], style })
      expect(text.split(/[.!?](?=\s|$)/).filter(Boolean)).toHaveLength(1)
    }
  })

  it('tells of an image what can be told', () => {
    const turns: EngineTurn[] = [
      { ...user('What is in this picture?'), images: [{ mediaType: 'image/png', bytes: 12_345, width: 640, height: 480 }] },
    ]
    expect(say('', { turns })).toMatch(/PNG.*640 × 480.*12\.3 kB/)
    const files: EngineTurn[] = [
      { ...user('Summarize'), files: [{ mediaType: 'application/pdf', bytes: 2_000_000, name: 'a.pdf' }] },
    ]
    expect(say('', { turns: files })).toMatch(/PDF.*a\.pdf.*2000 kB/)
  })

  it('stays readable when it is hot, and full of valid characters', () => {
    for (let seed = 0; seed < 10; seed++) {
      const text = say(QUESTION, { sampling: { temperature: 2, seed } })
      expect(text).not.toMatch(/[\ufffd\u0000-\u0008]/)
      expect(text.length).toBeGreaterThan(10)
    }
  })

  it('meets any prompt with an answer', () => {
    const text = fc.oneof(fc.string({ maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 40 }), fc.lorem({ maxCount: 30 }))
    fc.assert(
      fc.property(text, fc.constantFrom(...styles), (prompt, style) => {
        const { text: said, end } = answer(ask(prompt, { style, sampling: { temperature: 1, seed: 1 } }))
        expect(end.kind).toBe('end')
        expect(said).not.toContain('\ufffd'.repeat(2))
      }),
      { numRuns: cases(300) },
    )
  })

  it('learns in little time', () => {
    const start = performance.now()
    const { vocabulary, ngrams } = learn()
    console.info(
      `learnt ${ngrams.stream.length} tokens, ${vocabulary.pieces.length} pieces in ${Math.round(performance.now() - start)} ms`,
    )
    expect(ngrams.stream.length).toBeGreaterThan(20_000)
  })
})

describe('thinking', () => {
  it('comes first, within its budget, about the question, and is counted', () => {
    for (const budget of [20, 60, 1000]) {
      const { events, thinking, end, text } = answer(
        ask(QUESTION, { thinking: { budget }, style: 'thorough', sampling: { temperature: 1, seed: 4 } }),
      )
      expect(end.usage.thinkingTokens).toBeGreaterThan(0)
      expect(end.usage.thinkingTokens).toBeLessThanOrEqual(budget)
      expect(end.usage.completionTokens).toBeGreaterThan(end.usage.thinkingTokens)
      expect(thinking).toMatch(/top_p/)
      expect(text).not.toBe('')
      const kinds = events.map(event => event.kind)
      expect(kinds.lastIndexOf('thinking')).toBeLessThan(kinds.indexOf('text'))
      expect(kinds.filter(kind => kind === 'thinking').length).toBeGreaterThan(4)
    }
  })

  it('uses up the limit like everything else', () => {
    const { end, text } = answer(ask(QUESTION, { thinking: { budget: 500 }, maxTokens: 10 }))
    expect(end).toMatchObject({ reason: 'length', usage: { completionTokens: end.usage.thinkingTokens } })
    expect(text).toBe('')
  })
})

const tool = (
  name: string,
  description: string | undefined,
  properties: Record<string, JsonSchema>,
  required = Object.keys(properties),
): EngineTool => ({
  name,
  ...(description !== undefined && { description }),
  schema: { type: 'object', properties, required, additionalProperties: false },
})
const weather = tool(
  'get_weather',
  'Get the current weather for a city',
  { city: { type: 'string' }, unit: { enum: ['celsius', 'fahrenheit'] } },
  ['city'],
)
const time = tool('get_time', 'Current local time in a city', { location: { type: 'string', description: 'City name' } })
const calculator = tool('calculator', 'Evaluate an arithmetic expression', { expression: { type: 'string' } })
const flights = tool(
  'search_flights',
  'Search flights between two cities',
  { from: { type: 'string' }, to: { type: 'string' }, date: { type: 'string', format: 'date' }, passengers: { type: 'integer' } },
  ['from', 'to', 'date'],
)
const mail = tool('send_email', 'Send an email', {
  to: { type: 'string' },
  subject: { type: 'string' },
  body: { type: 'string' },
})
const lamps = tool('set_light', 'Turn a light on or off', { room: { enum: ['kitchen', 'bedroom'] }, on: { type: 'boolean' } })
const odd = tool('qz_81', 'Look up the latest price of a stock', { zib: { type: 'string', description: 'ticker symbol' } })
const all = [weather, time, calculator, flights, mail, lamps, odd]

const called = (text: string, changes?: Changes) => {
  const { calls, end } = answer(ask(text, changes))
  return { calls: calls.map(({ name, json }) => [name, JSON.parse(json)]), reason: end.kind === 'end' ? end.reason : '' }
}

describe('tools', () => {
  it.each<[string, EngineTool[], [string, unknown][]]>([
    ['What is the weather in Paris?', all, [['get_weather', { city: 'Paris' }]]],
    [
      'What is the weather in Paris and Oslo?',
      [weather],
      [
        ['get_weather', { city: 'Paris' }],
        ['get_weather', { city: 'Oslo' }],
      ],
    ],
    ['weather in Paris, Oslo and New York please', all, ['Paris', 'Oslo', 'New York'].map(city => ['get_weather', { city }])],
    [
      'What is the weather in Paris and what time is it in Tokyo?',
      all,
      [
        ['get_weather', { city: 'Paris' }],
        ['get_time', { location: 'Tokyo' }],
      ],
    ],
    ['What is 12 * (3+4)?', all, [['calculator', { expression: '12 * (3+4)' }]]],
    [
      'Find flights from Berlin to Lisbon on 2026-03-05 for 3 passengers',
      all,
      [['search_flights', { from: 'Berlin', to: 'Lisbon', date: '2026-03-05', passengers: 3 }]],
    ],
    [
      'Send an email to ada@example.com with subject "Lunch" saying see you at noon',
      all,
      [['send_email', { to: 'ada@example.com', subject: 'Lunch', body: 'see you at noon' }]],
    ],
    [
      'Turn on the lights in the kitchen and the bedroom',
      all,
      [
        ['set_light', { room: 'kitchen', on: true }],
        ['set_light', { room: 'bedroom', on: true }],
      ],
    ],
    ['What is the price of the stock ACME?', all, [['qz_81', { zib: 'ACME' }]]],
    ['How warm is it in Munich in fahrenheit?', [weather], [['get_weather', { city: 'Munich', unit: 'fahrenheit' }]]],
  ])('are called for: %s', (text, tools, expected) => {
    expect(called(text, { tools })).toEqual({ calls: expected, reason: 'tool_calls' })
  })

  it('are called by name even when their names say nothing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9_]{2,20}$/), fc.stringMatching(/^[a-z]{2,10}$/), (name, key) => {
        const tools = [tool(name, undefined, { [key]: { type: 'integer', minimum: 5, maximum: 9 } }), weather]
        const { calls } = called('Do it', { tools, choice: { name }, sampling: { temperature: 1, seed: 1 } })
        expect(calls).toHaveLength(1)
        expect(calls[0]![0]).toBe(name)
        expect(calls[0]![1][key]).toBeGreaterThanOrEqual(5)
      }),
      { numRuns: cases(100) },
    )
  })

  it('are left alone when none fits, and when the choice is none', () => {
    for (const text of ['What does top_p do?', 'hello', 'Tell me a story'])
      expect(called(text, { tools: all })).toEqual({ calls: [], reason: 'stop' })
    expect(called('What is the weather in Paris?', { tools: all, choice: 'none' }).calls).toEqual([])
  })

  it('are called at least once when required, and just once when not in parallel', () => {
    expect(called('hello', { tools: all, choice: 'required' }).calls).toHaveLength(1)
    expect(called('', { tools: [{ name: 'noop', schema: {} }], choice: 'required' })).toEqual({
      calls: [['noop', {}]],
      reason: 'tool_calls',
    })
    expect(called('What is the weather in Paris and Oslo?', { tools: all, parallel: false }).calls).toHaveLength(1)
  })

  it('get their arguments in fragments, and half of them when the limit cuts', () => {
    const { calls } = answer(ask('What is the weather in Paris?', { tools: all }))
    expect(calls[0]!.fragments).toBeGreaterThan(2)
    const cut = answer(ask('What is the weather in Paris?', { tools: all, maxTokens: 4 }))
    expect(cut.end).toMatchObject({ reason: 'length', usage: { completionTokens: 4 } })
  })

  it('are answered in words, with what they said', () => {
    const turns: EngineTurn[] = [
      user('What is the weather in Paris and Oslo?'),
      {
        role: 'assistant',
        text: '',
        calls: [
          { id: 'a', name: 'get_weather', arguments: '{"city":"Paris"}' },
          { id: 'b', name: 'get_weather', arguments: '{"city":"Oslo"}' },
        ],
      },
      { role: 'tool', callId: 'a', text: '{"temperature_c":18,"sky":{"cover":"sunny"}}' },
      { role: 'tool', callId: 'b', text: 'rain and 9 degrees' },
    ]
    for (const style of ['brief', 'thorough', 'story'] as const) {
      const { text, calls } = answer(ask('', { turns, tools: all, style, sampling: { temperature: 0.7, seed: 1 } }))
      expect(calls).toEqual([])
      for (const fact of ['Paris', '18 °C', 'sunny', 'Oslo', 'rain and 9 degrees']) expect(text).toContain(fact)
    }
    expect(answer(ask('', { turns, tools: all, choice: 'required' })).calls.length).toBeGreaterThan(0)
  })
})

const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }))

function expectValid(schema: JsonSchema, text: string) {
  const value: unknown = JSON.parse(text)
  const validate = ajv.compile(schema)
  const message = validate(value) ? '' : `${JSON.stringify(schema)}\n${text}\n${ajv.errorsText(validate.errors)}`
  expect(message).toBe('')
}

const count = fc.integer({ min: 0, max: 3 })
const key = fc.constantFrom('name', 'age', 'city', 'email', 'tags', 'price', 'answer', 'zq', 'x-1', 'größe', 'a b')
const range = (low: number, high: number) => fc.tuple(fc.integer({ min: low, max: high }), fc.integer({ min: 0, max: 40 }))

const scalar: fc.Arbitrary<JsonSchema> = fc.oneof(
  fc.constant({ type: 'string' }),
  range(0, 30).map(([minLength, more]) => ({ type: 'string', minLength, maxLength: minLength + more })),
  fc
    .constantFrom(
      '^[A-Z]{2,4}-\\d{3}$',
      '^\\+?[1-9]\\d{1,14}$',
      '[aeiou]',
      '^(red|green|blue)$',
      '^#[0-9a-fA-F]{6}$',
      '^\\w+@\\w+\\.com$',
      '^(?=.*\\d)(?=.*[a-z]).{8,}$',
      '^[^\\s]+$',
      '^$',
      'a{3}b*c?',
      '\\bcat\\b',
      '^\\p{Lu}',
    )
    .map(pattern => ({ type: 'string', pattern })),
  fc
    .constantFrom('date-time', 'date', 'time', 'email', 'hostname', 'uri', 'ipv4', 'ipv6', 'uuid', 'duration')
    .map(format => ({ type: 'string', format })),
  fc.constant({ type: 'integer' }),
  fc.constant({ type: 'number' }),
  range(-1000, 1000).map(([minimum, more]) => ({ type: 'integer', minimum, maximum: minimum + more })),
  range(-5, 5).map(([exclusiveMinimum, more]) => ({
    type: 'number',
    exclusiveMinimum,
    exclusiveMaximum: exclusiveMinimum + more + 0.001,
  })),
  fc
    .tuple(fc.constantFrom(2, 3, 0.5, 0.25, 7, 10, 100), range(-50, 50))
    .map(([multipleOf, [minimum]]) => ({ type: 'number', multipleOf, minimum })),
  fc.constant({ type: 'integer', minimum: 1e15 }),
  fc.constant({ type: 'boolean' }),
  fc.constant({ type: 'null' }),
  fc.constant({ type: ['string', 'null'] }),
  fc.constant({ type: ['integer', 'string'], minimum: 3, minLength: 2 }),
  fc
    .uniqueArray(fc.oneof(fc.string({ maxLength: 6 }), fc.integer(), fc.boolean(), fc.constant(null)), {
      minLength: 1,
      maxLength: 5,
    })
    .map(list => ({ enum: list })),
  fc.constant({ const: { a: [1, 'two'] } }),
  fc.constant({}),
)

const { schema: anySchema } = fc.letrec<{ schema: JsonSchema }>(tie => ({
  schema: fc.oneof(
    { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
    { arbitrary: scalar, weight: 3 },
    {
      arbitrary: fc
        .tuple(fc.dictionary(key, tie('schema'), { maxKeys: 4 }), fc.boolean(), fc.boolean(), fc.nat())
        .map(([properties, closed, whole, some]) => ({
          type: 'object',
          properties,
          required: Object.keys(properties).filter((_, index) => whole || (some >> index) % 2 === 0),
          ...(closed && { additionalProperties: false }),
        })),
      weight: 3,
    },
    {
      arbitrary: fc
        .tuple(tie('schema'), count, count)
        .map(([items, minItems, more]) => ({ type: 'array', items, minItems, maxItems: minItems + more })),
      weight: 2,
    },
    {
      arbitrary: fc
        .tuple(tie('schema'), tie('schema'))
        .map(([one, other]) => ({ type: 'array', prefixItems: [one, other], items: false, minItems: 2 })),
      weight: 1,
    },
    {
      arbitrary: count.map(minItems => ({
        type: 'array',
        uniqueItems: true,
        minItems,
        items: { type: 'integer', minimum: 1, maximum: 4 },
      })),
      weight: 1,
    },
    {
      arbitrary: count.map(minItems => ({
        type: 'array',
        uniqueItems: true,
        minItems,
        items: { type: 'object', properties: { name: { type: 'string' }, ok: { type: 'boolean' } }, required: ['ok'] },
      })),
      weight: 1,
    },
    { arbitrary: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map(anyOf => ({ anyOf })), weight: 1 },
    {
      arbitrary: fc.tuple(tie('schema'), tie('schema')).map(([one, other]) => ({
        oneOf: [one, other].map((value, index) => ({
          type: 'object',
          properties: { kind: { const: index }, value },
          required: ['kind', 'value'],
        })),
      })),
      weight: 1,
    },
    {
      arbitrary: fc.tuple(tie('schema'), tie('schema')).map(([one, other]) => ({
        allOf: [
          { type: 'object', properties: { one }, required: ['one'] },
          { type: 'object', properties: { other }, required: ['other'] },
        ],
      })),
      weight: 1,
    },
    {
      arbitrary: fc
        .tuple(tie('schema'), count)
        .map(([additionalProperties, minProperties]) => ({ type: 'object', additionalProperties, minProperties })),
      weight: 1,
    },
    {
      arbitrary: tie('schema').map(value => ({
        $defs: {
          node: {
            type: 'object',
            properties: { value, next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] } },
            required: ['value', 'next'],
          },
        },
        $ref: '#/$defs/node',
      })),
      weight: 0,
    },
  ),
}))

/** References are by path from the root, so the recursive part is put around a generated one. */
const rooted = fc.oneof(
  { arbitrary: anySchema, weight: 5 },
  {
    arbitrary: anySchema.map(value => ({
      $defs: {
        node: {
          type: 'object',
          properties: {
            value,
            next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] },
            list: { type: 'array', items: { $ref: '#/$defs/node' } },
          },
          required: ['value', 'next'],
        },
      },
      type: 'object',
      properties: { root: { $ref: '#/$defs/node' } },
      required: ['root'],
    })),
    weight: 1,
  },
)

describe('schemas', () => {
  it('are kept by every answer, at temperature 2', () => {
    fc.assert(
      fc.property(
        rooted,
        fc.nat(1000),
        fc.constantFrom('Ada is 36 and lives in London', 'Give me 3 red things', 'x'),
        (schema, seed, text) => {
          const { text: said, end } = answer(ask(text, { schema, maxTokens: 4000, sampling: { temperature: 2, seed } }))
          if (end.kind === 'end' && end.reason === 'length') return
          expect(end).toMatchObject({ reason: 'stop' })
          expectValid(schema, said)
        },
      ),
      { numRuns: cases(400) },
    )
  })

  it('are kept with odd keywords, which are met by trial', () => {
    const odd: JsonSchema[] = [
      { type: 'integer', not: { multipleOf: 2 }, minimum: 0, maximum: 20 },
      {
        type: 'object',
        properties: { a: { type: 'boolean' }, b: { type: 'string' } },
        required: ['a'],
        if: { properties: { a: { const: true } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
        then: { required: ['b'] },
        else: { properties: { b: false } },
      },
      { type: 'array', items: { type: 'integer', minimum: 0, maximum: 9 }, contains: { const: 7 }, minItems: 2 },
      { type: 'object', patternProperties: { '^x_[a-z]+$': { type: 'integer' } }, additionalProperties: false, minProperties: 2 },
      { type: 'object', propertyNames: { pattern: '^[a-z]+$' }, additionalProperties: { type: 'boolean' }, minProperties: 1 },
      {
        type: 'object',
        properties: { card: { type: 'string' }, address: { type: 'string' } },
        dependentRequired: { card: ['address'] },
      },
      {
        oneOf: [
          { type: 'integer', multipleOf: 3 },
          { type: 'integer', multipleOf: 5 },
        ],
        minimum: 1,
        maximum: 40,
      },
      {
        anyOf: [
          { type: 'string', maxLength: 3 },
          { type: 'number', minimum: 5 },
          { type: 'array', items: { type: 'null' }, maxItems: 2 },
        ],
      },
      { type: 'array', items: { type: 'boolean' }, uniqueItems: true, minItems: 2 },
      { type: 'array', items: { enum: ['a', 'b', 'c'] }, uniqueItems: true, minItems: 3 },
      {
        $defs: {
          tree: {
            type: 'object',
            properties: { leaf: { type: 'string' }, branches: { type: 'array', minItems: 1, items: { $ref: '#/$defs/tree' } } },
            oneOf: [{ required: ['leaf'] }, { required: ['branches'] }],
          },
        },
        $ref: '#/$defs/tree',
      },
      { type: 'object', properties: { a: { $ref: '#' } }, additionalProperties: false },
      { allOf: [{ type: 'number', minimum: 3 }, { maximum: 4 }, { type: 'integer' }] },
      { type: 'string', minLength: 400, maxLength: 410 },
      {
        type: 'object',
        properties: JSON.parse('{"__proto__":{"type":"integer"},"constructor":{"type":"string"}}'),
        required: ['__proto__', 'constructor'],
      },
      { type: 'number', multipleOf: 0.01, minimum: 0.1, maximum: 0.35 },
    ]
    for (const schema of odd) {
      for (let seed = 0; seed < 4; seed++)
        expectValid(schema, say('Ada, 7', { schema, maxTokens: 4000, sampling: { temperature: 2, seed } }))
    }
  })

  it('make nothing hang and nothing throw, whatever stands in them', () => {
    const bad: unknown[] = [
      { $ref: '#' },
      { allOf: [{ $ref: '#' }, { $ref: '#' }] },
      { anyOf: [{ $ref: '#' }, { $ref: '#' }, { $ref: '#' }], not: {} },
      { type: 'object', properties: { a: { $ref: '#' } }, required: ['a'] },
      { $ref: '#/nowhere' },
      { type: 'banana', properties: 7, required: 'x', enum: 3, items: [] },
      { type: 'string', pattern: '(a+)+$', minLength: 50 },
      { type: 'string', pattern: '([', maxLength: -1 },
      { type: 'array', minItems: 1e9 },
      { type: 'string', minLength: 1e9 },
      { minimum: 5, maximum: 1, type: 'integer' },
      { enum: [] },
      { type: 'array', uniqueItems: true, minItems: 5, items: { type: 'boolean' } },
    ]
    for (const schema of bad) {
      const events: EngineEvent[] = [
        ...generate(ask('x', { schema: schema as JsonSchema, maxTokens: 300, sampling: { temperature: 1, seed: 1 } })),
      ]
      expect(events.at(-1)?.kind).toBe('end')
    }
  })

  it('give different instances for different seeds', () => {
    const schema = {
      type: 'object',
      properties: { name: { type: 'string' }, age: { type: 'integer' }, ok: { type: 'boolean' } },
      required: ['name', 'age', 'ok'],
    }
    const texts = new Set(
      Array.from({ length: 10 }, (_, seed) => say('Invent a person', { schema, sampling: { temperature: 1, seed } })),
    )
    expect(texts.size).toBeGreaterThan(5)
  })

  it('take names and numbers from the message, and the answer for prose', () => {
    const person = {
      type: 'object',
      properties: { name: { type: 'string' }, age: { type: 'integer' }, city: { type: 'string' } },
      required: ['name', 'age', 'city'],
    }
    expect(JSON.parse(say('Ada Lovelace is 36 years old and lives in London.', { schema: person }))).toEqual({
      name: 'Ada Lovelace',
      age: 36,
      city: 'London',
    })
    const prose = { type: 'object', properties: { answer: { type: 'string' } }, required: ['answer'] }
    expect(JSON.parse(say('What is a token?', { schema: prose })).answer).toMatch(/piece of text/)
  })

  it('stream as text with logprobs: certain where only one token is allowed', () => {
    const { logprobs, text, events } = answer(
      ask('x', {
        schema: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] },
        logprobs: 3,
        sampling: { temperature: 1, seed: 1 },
      }),
    )
    expect(JSON.parse(text)).toHaveProperty('ok')
    expect(events.length).toBeGreaterThan(3)
    expect(logprobs[0]).toMatchObject({ logprob: 0 })
    expect(logprobs[0]!.top_logprobs).toHaveLength(1)
    expect(logprobs.some(({ logprob, top_logprobs }) => logprob < 0 && top_logprobs.length === 2)).toBe(true)
    expect(logprobs.flatMap(({ bytes }) => bytes ?? [])).toEqual(utf8(text))
  })

  it('are cut by the limit like any text', () => {
    expect(
      answer(
        ask('x', {
          schema: { type: 'object', properties: { a: { type: 'string', minLength: 500 } }, required: ['a'] },
          maxTokens: 20,
        }),
      ).end,
    ).toMatchObject({ reason: 'length' })
  })

  it('may be any object', () => {
    for (const prompt of ['Give me JSON', 'What does top_p do?', 'Tell me about volcanoes']) {
      const value: unknown = JSON.parse(say(prompt, { schema: 'object', sampling: { temperature: 1, seed: 1 } }))
      expect(value).toBeTypeOf('object')
      expect(Object.keys(value as object).length).toBeGreaterThan(0)
    }
    expect(Object.keys(JSON.parse(say('Give me JSON with keys name, age and hobbies', { schema: 'object' })))).toEqual([
      'name',
      'age',
      'hobbies',
    ])
  })
})

describe('patterns', () => {
  it('match what the platform matches', () => {
    const pattern = fc.constantFrom(
      '^a+b?$',
      '[a-c]{2,3}',
      'x|yz',
      '^(?:ab|cd)*$',
      '\\d+\\.\\d{2}',
      '^[^abc]$',
      'a.c',
      '^$',
      '(?=.*b)a',
      'a(?!b)',
      '\\bx',
      '[\\d-]+',
      '\\u0061',
    )
    fc.assert(
      fc.property(pattern, fc.stringMatching(/^[abcdxyz019. -]{0,8}$/), (source, text) => {
        expect(readPattern(source)?.test(text)).toBe(new RegExp(source, 'u').test(text))
      }),
      { numRuns: cases(3000) },
    )
  })

  it('take time in proportion to the text', () => {
    expect(readPattern('^(a+)+$')?.test(`${'a'.repeat(2000)}b`)).toBe(false)
  })
})

describe('a last turn of the assistant', () => {
  const asking = (...texts: string[]): EngineAsk => ({
    turns: [user('What does top_p do?'), ...texts.map(text => ({ role: 'assistant' as const, text }))],
    sampling: { temperature: 0 },
    maxTokens: 80,
    stop: [],
    tools: [],
    choice: 'auto',
    parallel: true,
    style: 'brief',
  })
  const written = (ask: EngineAsk) => [...generate(ask)].flatMap(event => (event.kind === 'text' ? [event.text] : [])).join('')

  it('is gone on with where it stopped', () => {
    const whole = written(asking())
    const words = whole.split(' ')
    const begun = words.slice(0, 8).join(' ')
    const rest = written(asking(begun))
    expect(rest).toMatch(/^ \S/)
    expect(rest).toContain(words.slice(10, 14).join(' '))
    expect(rest).not.toContain(words.slice(0, 4).join(' '))
  })

  it('is gone on with whatever it says', () => {
    for (const begun of ['The', 'Well, you see', '🙂']) expect(written(asking(begun)).length, begun).toBeGreaterThan(5)
  })
})

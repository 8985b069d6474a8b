import { describe, expect, it } from 'vitest'
import type { TokenLogprob } from '@/lib/chat/types'
import {
  alternativesOf,
  CHUNK,
  marginOf,
  perplexity,
  pieceAt,
  type ReadTokens,
  readTokens,
  sumBetween,
  tokenBytes,
  tokenLabel,
} from '@/lib/playground/tokens'

const bytesOf = (text: string) => [...new TextEncoder().encode(text)]

function token(text: string | number[], probability = 0.5, others: [string | number[], number][] = []): TokenLogprob {
  const one = (of: string | number[], share: number) => ({
    token: typeof of === 'string' ? of : '\ufffd',
    logprob: Math.log(share),
    bytes: typeof of === 'string' ? bytesOf(of) : of,
  })
  return { ...one(text, probability), top_logprobs: others.map(([other, share]) => one(other, share)) }
}

const textOf = ({ chunks }: ReadTokens) => chunks.map(({ text }) => text).join('')
const textsOf = ({ chunks }: ReadTokens) => chunks.flatMap(({ pieces }) => pieces.map(({ text }) => text))

describe('joining tokens', () => {
  it('shows a character that was split into tokens once, with the probability of all of them', () => {
    const [first, second] = [bytesOf('😀').slice(0, 2), bytesOf('😀').slice(2)]
    const read = readTokens([token('Hi '), token(first, 0.5), token(second, 0.25), token('!')], true)
    expect(textsOf(read)).toEqual(['Hi ', '😀', '!'])
    expect(pieceAt(read, 1)?.tokens).toHaveLength(2)
    expect(pieceAt(read, 1)?.probability).toBeCloseTo(0.125)
    expect(pieceAt(read, 1)?.surprisal).toBeCloseTo(3)
    expect(pieceAt(read, 2)).toMatchObject({ first: 3, start: 5 })
  })

  it('keeps together what is only drawn together: families, skin tones, flags, accents', () => {
    const split = (text: string) => [...text].map(sign => token(sign))
    expect(textsOf(readTokens(split('👩‍👩‍👧a👍🏽b'), true))).toEqual(['👩‍👩‍👧', 'a', '👍🏽', 'b'])
    expect(textsOf(readTokens(split('🇫🇷🇩🇪'), true))).toEqual(['🇫🇷', '🇩🇪'])
    expect(textsOf(readTokens(split('e\u0301x'), true))).toEqual(['e\u0301', 'x'])
  })

  it('joins any text that was cut anywhere between its bytes, however it arrives', () => {
    const random = seeded(7)
    const times = Math.max(20, 400 * Number(process.env.THOROUGH ?? 0.1))
    for (let round = 0; round < times; round++) {
      const signs = ['a', ' ', '\n', 'é', '字', '😀', '\u200d', '\u0301', '🇫', '🏽']
      const text = Array.from({ length: 1 + (random() % 300) }, () => signs[random() % signs.length]).join('')
      const list: TokenLogprob[] = []
      const all = bytesOf(text)
      while (all.length) {
        list.push(token(all.splice(0, 1 + (random() % 5)), (1 + (random() % 99)) / 100))
        if (random() % 4 === 0) readTokens(list, false)
      }
      const read = readTokens(list, true)
      expect(textOf(read)).toBe(text)
      expect(read.count).toBe(list.length)
      expect(read.logprob).toBeCloseTo(list.reduce((sum, { logprob }) => sum + logprob, 0))
      expect(textsOf(read).join('')).toBe(text)
    }
  })

  it('waits for the rest of a character while the answer grows, and says at the end what came', () => {
    const list = [token('a'), token([0xf0, 0x9f])]
    expect(textOf(readTokens(list, false))).toBe('a')
    expect(textOf(readTokens(list, true))).toBe('a\ufffd')
  })

  it('does not wait for bytes that can never be a character', () => {
    expect(textOf(readTokens([token([0x80]), token('b')], false))).toBe('\ufffdb')
  })

  it('takes the word of a provider that gives no bytes', () => {
    expect(textOf(readTokens([{ token: 'né', logprob: -1, bytes: null, top_logprobs: [] }], false))).toBe('né')
  })

  it('keeps the chunks that did not change while the answer grows', () => {
    const list = Array.from({ length: CHUNK + 5 }, (_, index) => token(`${index} `))
    const before = readTokens(list, false)
    list.push(token('more'))
    const after = readTokens(list, false)
    expect(after.chunks[0]).toBe(before.chunks[0])
    expect(after.chunks[1]?.pieces).toHaveLength(6)
    expect(before.chunks[1]?.pieces).toHaveLength(5)
    expect(pieceAt(after, CHUNK + 5)?.text).toBe('more')
    expect(pieceAt(after, CHUNK + 6)).toBeUndefined()
  })
})

describe('numbers', () => {
  it('perplexity is exp(-mean logprob)', () => {
    const read = readTokens([token('a', 0.5), token('b', 0.25), token('c', 1)], true)
    expect(perplexity(read.logprob, read.count)).toBeCloseTo(Math.exp(-(Math.log(0.5) + Math.log(0.25) + 0) / 3))
    expect(perplexity(0, 0)).toBeNaN()
  })

  it('a selection counts the tokens it touches', () => {
    const read = readTokens([token('ab', 0.5), token('cd', 0.25), token('ef', 0.125)], true)
    expect(sumBetween(read, 1, 3)).toEqual({ count: 2, logprob: Math.log(0.5) + Math.log(0.25) })
    expect(sumBetween(read, 2, 4).count).toBe(1)
    expect(sumBetween(read, 6, 9).count).toBe(0)
  })

  it('the chosen token is listed once, ranked, with what the list covers', () => {
    const { list, rank, coverage } = alternativesOf(
      token(' stall', 0.19, [
        [' spike', 0.342],
        [' stall', 0.19],
        [' slowdown', 0.178],
      ]),
    )
    expect(list.map(({ token: { token: text }, chosen }) => [text, chosen])).toEqual([
      [' spike', false],
      [' stall', true],
      [' slowdown', false],
    ])
    expect(rank).toBe(2)
    expect(coverage).toBeCloseTo(0.71)
  })

  it('a chosen token that was not among the likeliest is listed without a rank', () => {
    const { list, rank } = alternativesOf(token('odd', 0.01, [['usual', 0.9]]))
    expect(list.map(({ token: { token: text } }) => text)).toEqual(['usual', 'odd'])
    expect(rank).toBeUndefined()
  })

  it('the margin is negative where another was likelier, and unknown without a rival', () => {
    expect(marginOf(token('a', 0.2, [['b', 0.5], ['a', 0.2]]))).toBeCloseTo(-0.3) // biome-ignore format: short
    expect(marginOf(token('a', 0.2, [['a', 0.2]]))).toBeUndefined()
  })
})

describe('names of tokens', () => {
  it('white space is seen, and half a character is its bytes', () => {
    expect(tokenLabel(token(' a\n\t'))).toBe('·a↵→')
    expect(tokenLabel(token([0xf0, 0x9f]))).toBe('\\xf0\\x9f')
    expect(tokenLabel(token(''))).toBe('(empty)')
    expect(tokenBytes(token(' é'))).toBe('20 c3 a9')
    expect(tokenBytes({ token: 'a', logprob: 0, bytes: null })).toBeUndefined()
  })
})

/** Whole numbers that look like chance and come again. */
function seeded(seed: number): () => number {
  return () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return seed >>> 16
  }
}

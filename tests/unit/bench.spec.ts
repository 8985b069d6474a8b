import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { streamedAnswer, wholeAnswer } from '../bench/answers.mjs'
import { addedTo, median, percentile, ratioOf, slope, spread, steepest } from '../bench/arithmetic.mjs'
import { faultOf } from '../bench/counting.mjs'
import { GOALS, judge, missedBy } from '../bench/goals.mjs'
import { withTable } from '../bench/readme.mjs'
import { interleave, rowOf } from '../bench/rounds.mjs'

describe('the arithmetic of the bench', () => {
  it('takes the middle, whatever the order', () => {
    expect(median([5, 1, 100])).toBe(5)
    expect(median([4, 1, 2, 3])).toBe(2.5)
  })

  it('takes the number that a share of all does not exceed', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect(percentile(hundred, 0.5)).toBe(50)
    expect(percentile(hundred, 0.99)).toBe(99)
    expect(percentile([7], 0.99)).toBe(7)
  })

  it('says how far rounds lie apart', () => {
    expect(spread([9, 10, 12])).toBeCloseTo(0.3)
  })

  it('compares round by round, so that a slow machine is slow for both', () => {
    expect(ratioOf([100, 50, 10], [10, 5, 1])).toEqual({ ratio: 10, low: 10, high: 10 })
  })

  it('gives the interval, and no ratio, where the rounds spread too far', () => {
    expect(ratioOf([10, 13.1, 10], [10, 10, 10])).toEqual({ low: 1, high: 1.31 })
    expect(ratioOf([10, 12.9, 10], [10, 10, 10])).toMatchObject({ ratio: 1 })
  })

  it('takes away what it takes without anyone between', () => {
    expect(addedTo([1, 2, 3], [2, 4, 4])).toEqual({ value: 1, low: 1, high: 2 })
  })

  const curve = (sizes: number[], time: (size: number) => number) => sizes.map(size => [size, time(size)] as const)
  const sizes = [10, 32, 100, 316, 1000]

  it('finds the exponent of growth', () => {
    expect(slope(curve(sizes, size => 3 * size))).toBeCloseTo(1)
    expect(slope(curve(sizes, size => 0.2 * size ** 2))).toBeCloseTo(2)
    expect(slope(curve(sizes, () => 7))).toBeCloseTo(0)
  })

  it('is not deceived by a fixed cost that hides how the curve bends', () => {
    const bent = curve(sizes, size => 5000 + 0.1 * size ** 2)
    expect(slope(bent)).toBeLessThan(1.15)
    expect(steepest(bent)).toBeGreaterThan(1.15)
  })
})

describe('the rounds of the bench', () => {
  const contestants = [{ name: 'front' }, { name: 'bare' }]
  const options = { count: 2, pairs: ['front/bare', 'front/absent'], value: (number: number) => number, mayRepeat: () => true }

  it('take turns, and the first turn does not count', async () => {
    const order: string[] = []
    const measure = async ({ name }: { name: string }) => order.push(name)
    const rounds = await interleave(contestants, measure, options)
    expect(order.slice(0, 6)).toEqual(['front', 'bare', 'front', 'bare', 'front', 'bare'])
    expect(rounds).toMatchObject({ front: [3, 5], bare: [4, 6] })
  })

  it('are tried three times where they do not agree, and then reported as an interval', async () => {
    let turn = 0
    const measure = async ({ name }: { name: string }) => (name === 'bare' ? 10 : 2 ** ++turn)
    const rounds = await interleave(contestants, measure, options)
    expect(rounds).toEqual({ front: [64, 128], bare: [10, 10] })
    turn = 0
    const narrow = await interleave(contestants, measure, { ...options, mayRepeat: () => false })
    const row = rowOf('id', 'what', '/s', narrow, options.value, options.pairs)
    expect(row).toMatchObject({ values: { front: 6, bare: 10 }, ratios: { 'front/bare': { low: 0.4, high: 0.8 } } })
    expect(row.ratios).not.toHaveProperty('front/absent')
    expect(row.ratios).not.toHaveProperty('front/bare.ratio')
  })
})

describe('the goals of the bench', () => {
  const row = (ratio: object) => [{ id: 'row', what: 'a row', values: { front: 4 }, ratios: { 'front/bare': ratio } }]
  const judged = (goal: object, ratio: object = {}) => judge([{ row: 'row', ...goal }], row(ratio))[0]

  it('are met or missed by a number', () => {
    expect(judged({ name: 'front', atMost: 4 })?.met).toBe(true)
    expect(judged({ name: 'front', atMost: 3.9 })?.met).toBe(false)
    expect(judged({ name: 'front', atLeast: 5 })?.met).toBe(false)
  })

  it('are met or missed by a ratio, and by an interval only where all of it lies on one side', () => {
    const goal = { pair: 'front/bare', atLeast: 0.7 }
    expect(judged(goal, { ratio: 0.71, low: 0.6, high: 0.8 })?.met).toBe(true)
    expect(judged(goal, { low: 0.71, high: 1.2 })?.met).toBe(true)
    expect(judged(goal, { low: 0.3, high: 0.6 })?.met).toBe(false)
    expect(judged(goal, { low: 0.6, high: 0.9 })?.met).toBeUndefined()
  })

  it('say by how much they were missed', () => {
    expect(missedBy({ low: 6, high: 6, atLeast: 8 })).toBeCloseTo(0.25)
    expect(missedBy({ low: 2, high: 4, atMost: 2 })).toBeCloseTo(0.5)
  })

  it('are silent about what was not measured', () => {
    expect(judge([{ row: 'other', name: 'front', atMost: 1 }], row({}))).toEqual([])
    expect(judge([{ row: 'row', pair: 'front/portkey', atLeast: 1 }], row({}))).toEqual([])
  })

  it('name what is to be reached in one way each', () => {
    for (const { atLeast, atMost, pair, name } of GOALS as Record<string, unknown>[]) {
      expect([atLeast, atMost].filter(limit => limit !== undefined)).toHaveLength(1)
      expect([pair, name].filter(Boolean)).toHaveLength(1)
    }
  })
})

describe('the mock of the bench', () => {
  const expected = { words: 3, end: '[DONE]' }
  const text = ({ head, events, tail }: { head: Buffer; events: Buffer[]; tail: Buffer }) =>
    Buffer.concat([head, ...events, tail]).toString('latin1')

  it.each([
    ['openai', '[DONE]'],
    ['anthropic', 'message_stop'],
    ['gemini', 'STOP'],
    ['converse', 'metadata'],
  ])('streams words on the %s wire that can be counted', (wire, end) => {
    expect(faultOf(text(streamedAnswer(wire, 3, 30)), { words: 3, end })).toBeUndefined()
    expect(faultOf(wholeAnswer(wire, 1000).body.toString(), { words: 125, end: '' })).toBeUndefined()
  })

  it.each([
    ['a lost word', 'word0 word2', 'word 2 where 1 was expected'],
    ['words out of order', ' word0 word2 word1 [DONE]', 'word 2 where 1 was expected'],
    ['a word twice', ' word0 word1 word1 word2 [DONE]', 'word 1 where 2 was expected'],
    ['an early end', ' word0 word1 [DONE]', 'ended after 2 of 3 words'],
    ['too much', ' word0 word1 word2 word3 [DONE]', 'more than 3 words'],
    ['a missing end', ' word0 word1 word2', 'no [DONE]'],
  ])('sees %s', (_, arrived, fault) => {
    expect(faultOf(` ${arrived}`, expected)).toBe(fault)
  })
})

describe('the table of the README', () => {
  const results = {
    date: '2026-01-02',
    versions: { node: '20.19.0', refract: '1.0.0', portkey: '1.15.2' },
    machine: { system: 'linux x64', cpu: 'a processor', cores: 2, memory: '8 GB', load: 0.1 },
    rows: [
      {
        id: 'json-openai-1',
        values: { front: 9000, bare: 12_000.4, portkey: 1000 },
        ratios: { 'front/portkey': { ratio: 9, low: 8.5, high: 9.5 } },
      },
      { id: 'stream-openai-100', values: { front: 900, portkey: 300 }, ratios: { 'front/portkey': { low: 2, high: 4 } } },
    ],
  }

  it('is made of what was measured, and leaves the rest of the README alone', () => {
    const readme = 'before\n<!-- measured -->\nold\n<!-- /measured -->\nafter'
    const made = withTable(readme, results)
    expect(made).toMatch(/^before\n<!-- measured -->\n\| \| Refract \| bare proxy \| Portkey \| to Portkey \|/)
    expect(made).toContain('answers a second | 9,000 | 12,000 | 1,000 | 9 |')
    expect(made).toContain('| 900 |  | 300 | 2 to 4 |')
    expect(made).toMatch(
      /Node 20\.19\.0, 2 cores \(a processor\), 8 GB, linux x64; load 0\.1 before it began\.\n<!-- \/measured -->\nafter$/,
    )
    expect(withTable(made, results)).toBe(made)
  })

  it('holds what results.json holds', () => {
    const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
    const readme = read('../../README.md')
    expect(withTable(readme, JSON.parse(read('../bench/results.json')))).toBe(readme)
  })
})

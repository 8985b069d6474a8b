import { conversation } from '../prompts.mjs'
import { interleave, rowOf } from '../rounds.mjs'
import { measureRate, PAIRS } from './common.mjs'

const ANSWER = { path: 'whole-1000', expect: { words: 125, end: '' } }

/** Requests of 1, 50 and 500 kB with an answer of 1 kB, ten callers. */
export async function json({ around, contestants, ms, rounds: count, mayRepeat }) {
  const rows = []
  for (const wire of ['openai', 'anthropic']) {
    for (const size of [1, 50, 500]) {
      const body = conversation(wire, size * 1000)
      const measure = contestant =>
        measureRate(around, contestant, {
          request: contestant.request(wire, ANSWER.path, body),
          expect: ANSWER.expect,
          callers: 10,
          ms,
        })
      const rounds = await interleave(contestants, measure, { count, pairs: PAIRS, value: rate, mayRepeat })
      const what = `JSON, ${size} kB, ${wire}`
      const { direct: _, ...servers } = rounds
      rows.push(
        rowOf(`json-${wire}-${size}`, what, '/s', rounds, rate, PAIRS),
        rowOf(`json-${wire}-${size}-cpu`, `${what}: processor time each`, 'µs', servers, ({ cpu }) => cpu),
      )
    }
  }
  return rows
}

const rate = ({ perSecond }) => perSecond

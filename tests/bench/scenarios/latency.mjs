import { conversation } from '../prompts.mjs'
import { addedRowOf, interleave } from '../rounds.mjs'
import { endOf, measureRate } from './common.mjs'

/** The pause is a caller's own time between two requests, in milliseconds. */
const LOADS = [
  { id: '1', what: 'one caller', callers: 1 },
  { id: '10', what: 'ten callers', callers: 10 },
  { id: '10-calm', what: 'ten callers, 50 requests a second each', callers: 10, pause: 20 },
]

/** What a JSON answer takes longer than from the provider directly. */
export async function latency({ around, contestants, ms, rounds: count }) {
  const body = conversation('anthropic', 1000)
  const rows = []
  for (const { id, what, ...load } of LOADS) {
    const measure = contestant =>
      measureRate(around, contestant, {
        request: contestant.request('anthropic', 'whole-1000', body),
        expect: { words: 125, end: '' },
        ms,
        ...load,
      })
    const rounds = await interleave(contestants, measure, { count, pairs: [], value: ({ p50 }) => p50 })
    rows.push(
      addedRowOf(`added-${id}-p50`, `added to a JSON answer, ${what}: p50`, 'ms', rounds, ({ p50 }) => p50),
      addedRowOf(`added-${id}-p99`, `added to a JSON answer, ${what}: p99`, 'ms', rounds, ({ p99 }) => p99),
    )
  }
  return rows
}

/** What the first word of a stream takes longer, one caller; the next words are not there yet. */
export async function firstEvent({ around, contestants, ms, rounds: count }) {
  const rows = []
  for (const wire of ['openai', 'anthropic']) {
    const body = conversation(wire, 1000, { stream: true })
    const measure = contestant =>
      measureRate(around, contestant, {
        request: contestant.request(wire, 'events-4-of-8-every-10', body),
        expect: { words: 4, end: endOf(contestant, wire) },
        callers: 1,
        ms,
      })
    const value = ({ first }) => first.p50
    const rounds = await interleave(contestants, measure, { count, pairs: [], value })
    rows.push(addedRowOf(`first-${wire}`, `added to the first event, ${wire}`, 'ms', rounds, value))
  }
  return rows
}

import { conversation } from '../prompts.mjs'
import { interleave, rowOf } from '../rounds.mjs'
import { endOf, exact, measureRate, PAIRS } from './common.mjs'

const LENGTHS = [100, 1000]

/** Streams whose provider sends everything at once, ten callers; and what one more event costs, apart from what a request costs. */
export async function streams({ around, contestants, ms, rounds: count, mayRepeat }) {
  const rows = []
  for (const wire of ['openai', 'anthropic']) {
    const body = conversation(wire, 1000, { stream: true })
    const byLength = []
    for (const events of LENGTHS) {
      const measure = contestant =>
        measureRate(around, contestant, {
          request: contestant.request(wire, `events-${events}-of-8-every-0`, body),
          expect: { words: events, end: endOf(contestant, wire) },
          callers: 10,
          ms,
        })
      const value = ({ perSecond }) => perSecond
      const rounds = await interleave(contestants, measure, { count, pairs: PAIRS, value, mayRepeat })
      rows.push(rowOf(`stream-${wire}-${events}`, `streams of ${events} events, ${wire}`, '/s', rounds, value, PAIRS))
      byLength.push(rounds)
    }
    rows.push(rowOf(`event-${wire}`, `one more event, ${wire}: processor time`, 'µs', perEvent(...byLength), cost => cost))
  }
  return rows
}

/** From the difference of long and short streams, round by round. */
function perEvent({ direct: _, ...short }, long) {
  const [few, many] = LENGTHS
  const cost = (name, round) => (long[name][round].cpu - short[name][round].cpu) / (many - few)
  return Object.fromEntries(Object.keys(short).map(name => [name, short[name].map((_, round) => cost(name, round))]))
}

/** Streams whose provider sends an event at a time, ten callers at once: each event is a read and a write of its own. */
export async function paced({ around, contestants, rounds: count }) {
  const rows = []
  for (const wire of ['openai', 'anthropic']) {
    const body = conversation(wire, 1000, { stream: true })
    for (const [events, gap] of [
      [100, 10],
      [1000, 2],
    ]) {
      const measure = async contestant => {
        const before = await contestant.usage()
        const answer = await around.run({
          kind: 'together',
          request: contestant.request(wire, `events-${events}-of-8-every-${gap}`, body),
          expect: { words: events, end: endOf(contestant, wire) },
          callers: 10,
        })
        const after = await contestant.usage()
        exact(answer, contestant)
        return (after.cpu - before.cpu) / answer.done / events
      }
      const servers = contestants.filter(({ name }) => name !== 'direct')
      const rounds = await interleave(servers, measure, { count, pairs: [], value: cost => cost })
      const what = `an event every ${gap} ms, ${events} in all, ${wire}: processor time`
      rows.push(rowOf(`paced-${wire}-${events}`, what, 'µs', rounds, cost => cost))
    }
  }
  return rows
}

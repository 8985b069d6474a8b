import { setTimeout as wait } from 'node:timers/promises'
import { conversation } from '../prompts.mjs'
import { interleave, rowOf } from '../rounds.mjs'
import { endOf, measureRate } from './common.mjs'

const MEGABYTE = 1_000_000
const MANY = { callers: 300, events: 60, gap: 50 }
const STALLED = { callers: 100, events: 3125, bytes: 16_000 }

/** 300 translated streams at once, 20 events a second each. Wrong answers are counted, not refused. */
export async function crowd({ around, contestants, rounds: count }) {
  const body = conversation('anthropic', 1000, { stream: true })
  const measure = async contestant => {
    const peak = peakOf(contestant)
    const answer = await around.run({
      kind: 'together',
      request: contestant.request('anthropic', `events-${MANY.events}-of-8-every-${MANY.gap}`, body),
      expect: { words: MANY.events, end: endOf(contestant, 'anthropic') },
      callers: MANY.callers,
    })
    return { first: answer.first.p99 ?? Number.NaN, wrong: MANY.callers - answer.done, memory: (await peak()) / MEGABYTE }
  }
  const rounds = await interleave(contestants, measure, { count, pairs: [], value: ({ first }) => first })
  const { direct: _, ...servers } = rounds
  const wrong = rowOf(
    'crowd-wrong',
    '300 streams, 20 events a second each: not exact, of all rounds',
    '',
    rounds,
    row => row.wrong,
  )
  for (const [name, numbers] of Object.entries(wrong.rounds)) wrong.values[name] = numbers.reduce((sum, number) => sum + number)
  return [
    rowOf('crowd-first', '300 streams, 20 events a second each: first event, p99', 'ms', rounds, ({ first }) => first),
    wrong,
    rowOf('crowd-memory', '300 streams, 20 events a second each: memory', 'MB', servers, ({ memory }) => memory),
  ]
}

/** 100 callers that take nothing of the 50 MB each is offered, while another goes on asking. */
export async function stalled({ around, contestants, ms }) {
  const memory = {}
  const others = {}
  for (const contestant of contestants) {
    if (contestant.name === 'direct') continue
    const ask = () =>
      measureRate(around, contestant, {
        request: contestant.request('anthropic', 'whole-1000', conversation('anthropic', 1000)),
        expect: { words: 125, end: '' },
        callers: 1,
        ms: 2 * ms,
      })
    await ask()
    const before = await ask()
    const { memory: base } = await contestant.usage()
    const peak = peakOf(contestant)
    const path = `events-${STALLED.events}-of-${STALLED.bytes}-every-0`
    const request = contestant.request('anthropic', path, conversation('anthropic', 1000, { stream: true }))
    const readers = around.begin({ kind: 'stall', request, callers: STALLED.callers })
    await readers.stalled
    await quiet(around.mock, contestant)
    const during = await ask()
    memory[contestant.name] = [((await peak()) - base) / MEGABYTE]
    others[contestant.name] = [during.p50 / before.p50]
    readers.release()
    await readers.over
  }
  return [
    rowOf('stalled-memory', '100 stalled readers of 50 MB: memory added', 'MB', memory, value => value),
    rowOf('stalled-others', '100 stalled readers: time of the others, times', '', others, value => value),
  ]
}

/** Waits until neither the mock nor the server has anything to do: every buffer on the way to the stalled readers is full. */
async function quiet(...processes) {
  const used = async () => (await Promise.all(processes.map(({ usage }) => usage()))).map(({ cpu }) => cpu)
  let before = await used()
  for (let turn = 0; turn < 40; turn++) {
    await wait(500)
    const now = await used()
    if (now.every((cpu, index) => cpu - before[index] < 25_000)) return
    before = now
  }
}

/** The most memory it holds until the returned function is called. */
function peakOf({ usage }) {
  let most = 0
  let over = false
  const watching = (async () => {
    while (!over) {
      most = Math.max(most, (await usage()).memory)
      await wait(250)
    }
  })()
  return async () => {
    over = true
    await watching
    return most
  }
}

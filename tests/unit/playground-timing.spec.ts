import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReceiptAttempt } from '@/lib/chat/receipt'
import { axis, formatTick, inWords, timingOf } from '@/lib/playground/timing'
import type { Run } from '@/lib/playground/types'

const attemptOf = (change: Partial<ReceiptAttempt>): ReceiptAttempt => ({
  path: 'config',
  provider: 'sandbox',
  model: 'flaky',
  status: 200,
  ms: 0,
  url: '',
  headers: {},
  body: null,
  notes: [],
  end: 'done',
  marks: { start: 1, sent: 5, headers: 20, first_byte: 21, first_content: 400, end: 1200 },
  ...change,
})

const runOf = (attempts: ReceiptAttempt[], change: Partial<Run> = {}): Run => ({
  id: 'r',
  columnId: 'c1',
  status: 'done',
  startedAt: 0,
  endedAt: 1300,
  elapsed: 1300,
  completion: null,
  provider: 'sandbox',
  asked: { model: 'flaky', messages: [] },
  receipt: {
    object: 'refract.receipt',
    trace_id: 't',
    request: {},
    attempts,
    chosen: attempts.length - 1,
    cache: { status: 'DISABLED' },
    timing: { parsed: 0, routed: 1, total: 1200 },
    usage: null,
    cost: null,
  },
  ...change,
})

const A = { id: 'c1', letter: 'A' } as const
const B = { id: 'c2', letter: 'B' } as const
const lanesOf = (run: Run) => timingOf([A], [run]).lanes
const drawn = (run: Run, index = 0) => lanesOf(run)[index]!.phases.map(({ kind, from, to }) => [kind, from, to])

const overloaded = attemptOf({
  status: 503,
  end: 'error',
  error: { message: 'Overloaded', type: 'overloaded_error', code: null, status: 503 },
  marks: { start: 1, sent: 5, headers: 20, end: 24 },
})

describe('a lane', () => {
  it('begins when the request arrives and goes from mark to mark', () => {
    expect(drawn(runOf([attemptOf({})]))).toEqual([
      ['gateway', 0, 5],
      ['connect', 5, 20],
      ['wait', 20, 400],
      ['text', 400, 1200],
    ])
    expect(lanesOf(runOf([attemptOf({})]))[0]).toMatchObject({
      remark: 'first text .40 s',
      until: 1200,
      failed: false,
      letter: 'A',
    })
  })

  it('has its thinking before its text', () => {
    const marks = { start: 1, sent: 5, headers: 20, first_byte: 21, first_thought: 100, first_content: 400, end: 1200 }
    const run = runOf([attemptOf({ marks })])
    expect(drawn(run).slice(2)).toEqual([
      ['wait', 20, 100],
      ['thinking', 100, 400],
      ['text', 400, 1200],
    ])
    expect(lanesOf(run)[0]?.remark).toBe('first text .40 s, thinking .30 s')
  })

  it('shows the refusal in red, the back-off behind it, and the second sending where it began', () => {
    const second = attemptOf({ waited: 500, marks: { start: 524, sent: 526, headers: 540, first_content: 700, end: 900 } })
    const run = runOf([overloaded, second])
    expect(drawn(run)).toEqual([
      ['gateway', 0, 5],
      ['connect', 5, 20],
      ['failed', 20, 24],
      ['backoff', 24, 524],
    ])
    expect(drawn(run, 1)[0]).toEqual(['gateway', 524, 526])
    expect(lanesOf(run).map(({ name, failed, status, remark }) => [name, status, failed, remark])).toEqual([
      ['1', 503, true, 'retry after .50 s'],
      ['2', 200, false, 'first text .70 s'],
    ])
  })

  it('marks a failure that took no time of its own', () => {
    const cut = attemptOf({ end: 'truncated' })
    expect(drawn(runOf([cut], { status: 'truncated' })).slice(-2)).toEqual([
      ['text', 400, 1200],
      ['failed', 1200, 1200],
    ])
    const unreachable = attemptOf({ status: 0, end: 'error', marks: { start: 1, sent: 5, end: 80 } })
    expect(drawn(runOf([unreachable]))).toEqual([
      ['gateway', 0, 5],
      ['connect', 5, 80],
      ['failed', 80, 80],
    ])
    const unsent = attemptOf({ status: 0, end: 'error', marks: { start: 1, end: 3 } })
    expect(drawn(runOf([unsent]))).toEqual([
      ['gateway', 0, 3],
      ['failed', 3, 3],
    ])
  })

  it('says of an answer in one piece that it came so', () => {
    const whole = attemptOf({ marks: { start: 1, sent: 5, headers: 20, first_byte: 300, end: 310 } })
    expect(drawn(runOf([whole])).at(-1)).toEqual(['text', 300, 310])
    expect(lanesOf(runOf([whole]))[0]?.remark).toBe('arrived whole')
  })

  it('names the choices of a fan-out, which all begin with the request', () => {
    const run = runOf([attemptOf({ choice: 0 }), attemptOf({ choice: 1 }), attemptOf({ choice: 2 })])
    expect(lanesOf(run).map(({ name }) => name)).toEqual(['1, choice 1 of 3', '1, choice 2 of 3', '1, choice 3 of 3'])
    for (const { phases } of lanesOf(run)) expect(phases[0]).toMatchObject({ kind: 'gateway', from: 0 })
  })
})

describe('a run under way', () => {
  const early = attemptOf({ end: null, marks: { start: 1, sent: 5, headers: 20 } })
  const live = { status: 'streaming', endedAt: undefined, elapsed: 900 } as const

  it('waits before anything is known', () => {
    const run = runOf([], { ...live, status: 'waiting', receipt: undefined })
    expect(lanesOf(run)[0]?.phases).toEqual([{ kind: 'wait', from: 0, to: 900, open: true }])
  })

  it('goes on from the early receipt with what the page saw, open at its end', () => {
    const thinking = runOf([early], { ...live, firstThought: 300 })
    expect(lanesOf(thinking)[0]?.phases.at(-1)).toEqual({ kind: 'thinking', from: 300, to: 900, open: true })
    expect(lanesOf(thinking)[0]?.remark).toBe('thinking .60 s so far')
    const writing = runOf([early], { ...live, firstThought: 300, firstContent: 500 })
    expect(lanesOf(writing)[0]?.phases.at(-1)).toEqual({ kind: 'text', from: 500, to: 900, open: true })
  })

  it('closes where it was stopped', () => {
    const [lane] = lanesOf(runOf([early], { status: 'aborted', endedAt: 950, elapsed: 950, firstContent: 500 }))
    expect(lane?.phases.at(-1)).toEqual({ kind: 'text', from: 500, to: 950 })
    expect(lane).toMatchObject({ remark: 'stopped', failed: false })
  })
})

describe('the axis', () => {
  it('is shared by the columns that have run', () => {
    const late = runOf([attemptOf({ marks: { start: 1, sent: 5, headers: 20, first_content: 400, end: 4800 } })])
    const { lanes, span, ticks } = timingOf([A, B, { id: 'c3', letter: 'C' }], [runOf([attemptOf({})]), late, null])
    expect(lanes.map(({ letter, columnId }) => letter + columnId)).toEqual(['Ac1', 'Bc2'])
    expect(span).toBe(6000)
    expect(ticks).toEqual([0, 1000, 2000, 3000, 4000, 5000])
  })

  it('has round ticks, few of them, and room behind the longest lane', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e7, noNaN: true }), longest => {
        const { span, ticks } = axis(longest)
        expect(span).toBeGreaterThanOrEqual(longest * 1.25)
        expect(ticks.length).toBeGreaterThanOrEqual(2)
        expect(ticks.length).toBeLessThanOrEqual(8)
        expect(ticks[0]).toBe(0)
        expect(ticks.at(-1)).toBeLessThan(span)
      }),
    )
  })

  it('speaks in one unit', () => {
    expect([0, 200, 400].map(tick => formatTick(tick, 800))).toEqual(['0', '200 ms', '400 ms'])
    expect([0, 500, 1000].map(tick => formatTick(tick, 1500))).toEqual(['0', '0.5 s', '1 s'])
  })
})

it('phases follow each other without overlap, whatever the marks say', () => {
  const mark = fc.option(fc.integer({ min: 0, max: 5000 }), { nil: undefined })
  const marks = fc.record({
    start: fc.integer({ min: 0, max: 100 }),
    sent: mark,
    headers: mark,
    first_byte: mark,
    first_thought: mark,
    first_content: mark,
    end: mark,
  })
  const end = fc.constantFrom('done', 'error', 'aborted', 'truncated', null)
  fc.assert(
    fc.property(fc.array(fc.record({ marks, end, waited: mark }), { maxLength: 4 }), changes => {
      for (const { phases } of lanesOf(runOf(changes.map(attemptOf)))) {
        phases.reduce((at, { kind, from, to }) => {
          expect(from).toBeGreaterThanOrEqual(at)
          if (kind === 'failed') expect(to).toBeGreaterThanOrEqual(from)
          else expect(to).toBeGreaterThan(from)
          return to
        }, 0)
      }
    }),
  )
})

it('a lane can be read out', () => {
  const [lane] = lanesOf(runOf([overloaded]))
  expect(inWords(lane!)).toBe('gateway 5 ms, connect 15 ms, failed 4 ms')
})

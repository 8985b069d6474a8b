import type { ReceiptAttempt } from '@/lib/chat/receipt'
import { formatMs } from './format'
import type { Column, Letter, Run } from './types'

export type PhaseKind = 'gateway' | 'connect' | 'wait' | 'thinking' | 'text' | 'failed' | 'backoff'

/** Milliseconds since the request arrived. Only a failure may be a point. */
export interface Phase {
  kind: PhaseKind
  from: number
  to: number
  /** Still going on. */
  open?: true
}

/** One sending of one column. */
export interface Lane {
  columnId: string
  letter: Letter
  /** `2`, or `1, choice 3 of 4`. */
  name: string
  model: string
  /** 0 where no answer came. */
  status: number
  failed: boolean
  /** In order, without overlap. */
  phases: Phase[]
  /** What is worth a word: `first text .41 s`. */
  remark: string
  /** Milliseconds from the request's arrival to the end of this sending, or to now. */
  until: number
}

export interface Timing {
  lanes: Lane[]
  /** The axis in milliseconds, with room for remarks behind the longest lane. */
  span: number
  ticks: number[]
}

/** The lanes of all columns that have run, on one axis that begins where each of their requests began. */
export function timingOf(columns: readonly Pick<Column, 'id' | 'letter'>[], runs: readonly (Run | null)[]): Timing {
  const lanes = columns.flatMap(({ id, letter }, index) => {
    const run = runs[index]
    return run ? lanesOf(run).map(lane => ({ columnId: id, letter, ...lane })) : []
  })
  return { lanes, ...axis(Math.max(0, ...lanes.flatMap(({ phases }) => phases.map(({ to }) => to)))) }
}

/** At most eight steps of 1, 2 or 5 times a power of ten; a quarter more than the longest lane. */
export function axis(longest: number): { span: number; ticks: number[] } {
  const wanted = Math.max(longest, 8) * 1.25
  const power = 10 ** Math.floor(Math.log10(wanted / 7))
  const step = power * ([1, 2, 5].find(factor => power * factor * 7 >= wanted) ?? 10)
  const count = Math.ceil(wanted / step)
  return { span: count * step, ticks: Array.from({ length: count }, (_, index) => index * step) }
}

/** `0`, `200 ms`, `1.5 s`. All ticks of an axis are in one unit. */
export function formatTick(milliseconds: number, span: number): string {
  if (milliseconds === 0) return '0'
  return span < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`
}

/** The same as the drawing, in words. */
export function inWords({ phases }: Pick<Lane, 'phases'>): string {
  return phases.map(phase => (phase.to > phase.from ? `${WORDS[phase.kind]} ${lengthOf(phase)}` : WORDS[phase.kind])).join(', ')
}

/** What each phase is called. */
export const WORDS: Record<PhaseKind, string> = {
  gateway: 'gateway',
  connect: 'connect',
  wait: 'wait',
  thinking: 'thinking',
  text: 'text',
  failed: 'failed',
  backoff: 'back-off',
}

const lengthOf = ({ from, to, open }: Phase) => formatMs(to - from) + (open ? ' so far' : '')

type OwnLane = Omit<Lane, 'columnId' | 'letter'>

function lanesOf(run: Run): OwnLane[] {
  const attempts = run.receipt?.attempts ?? []
  if (!attempts.length) return [unknownLane(run)]
  return attempts.map((attempt, index) => {
    const before = attempts.slice(0, index)
    const isLater = attempt.waited !== undefined || before.some(({ marks }) => (marks.end ?? Infinity) <= attempt.marks.start)
    const { phases, until } = phasesOf(attempt, run, isLater ? attempt.marks.start : 0)
    const retry = attempts.slice(index + 1).find(later => later.waited !== undefined && isSameWay(attempt, later))
    const waited = retry && backoff(retry, until)
    return {
      name: nameOf(attempt, attempts, before),
      model: attempt.model,
      status: attempt.status,
      failed: phases.some(({ kind }) => kind === 'failed'),
      phases: waited ? [...phases, waited] : phases,
      remark: attempt.cached
        ? 'kept: nothing was sent'
        : waited
          ? `retry after ${formatMs(waited.to - waited.from)}`
          : remarkOf(attempt, run, phases),
      until,
    }
  })
}

/** While, or where, no receipt says more: the page's own clock. */
function unknownLane(run: Run): OwnLane {
  const until = run.endedAt ?? run.elapsed
  const failed = run.status === 'error' || run.status === 'truncated'
  const wait: Phase = { kind: 'wait', from: 0, to: until, ...(isLive(run) && { open: true }) }
  return {
    name: '1',
    model: run.asked.model,
    status: run.error?.status ?? 0,
    failed,
    phases: failed ? [wait, { kind: 'failed', from: until, to: until }] : [wait],
    remark: ENDS[run.status] ?? '',
    until,
  }
}

const isLive = ({ status }: Run) => status === 'waiting' || status === 'streaming'
const isSameWay = (one: ReceiptAttempt, other: ReceiptAttempt) => one.path === other.path && one.choice === other.choice

/** From the failure to the next beginning: on a busy machine a little longer than what was planned. */
function backoff({ marks: { start } }: ReceiptAttempt, from: number): Phase | undefined {
  return start > from ? { kind: 'backoff', from, to: start } : undefined
}

function nameOf({ choice }: ReceiptAttempt, all: ReceiptAttempt[], before: ReceiptAttempt[]): string {
  const number = before.filter(other => other.choice === choice).length + 1
  if (choice === undefined) return String(number)
  return `${number}, choice ${choice + 1} of ${Math.max(...all.map(other => other.choice ?? 0)) + 1}`
}

function phasesOf(attempt: ReceiptAttempt, run: Run, begin: number): { phases: Phase[]; until: number } {
  const { marks, end, status } = attempt
  const open = marks.end === undefined && isLive(run)
  // The receipt of a run under way, or one that was stopped, ends early; what the page saw goes on from there.
  const seen = marks.end === undefined ? run : undefined
  const thought = marks.first_thought ?? seen?.firstThought
  const content = marks.first_content ?? seen?.firstContent
  const hasThought = thought !== undefined && (content === undefined || thought < content)
  const answer = content ?? (end === 'done' && !hasThought ? marks.first_byte : undefined)
  const begun = thought === undefined || answer === undefined ? (thought ?? answer) : Math.min(thought, answer)
  // A mark that is missing while later ones are there takes no time.
  const headers = marks.headers ?? (begun === undefined ? undefined : (marks.sent ?? begin))
  const sent = marks.sent ?? headers
  const refused = status >= 300 && begun === undefined

  const phases: Phase[] = []
  let at = begin
  const until = (kind: PhaseKind, mark: number) => {
    if (mark > at) phases.push({ kind, from: at, to: mark })
    at = Math.max(at, mark)
  }
  const last = Math.max(begin, marks.end ?? run.endedAt ?? run.elapsed)
  const steps: [PhaseKind, number | undefined][] = [
    ['gateway', sent],
    ['connect', headers],
    [refused ? 'failed' : 'wait', begun],
    ['thinking', hasThought ? answer : begun],
    ['text', undefined],
  ]
  for (const [kind, mark] of steps) {
    until(kind, Math.min(mark ?? last, last))
    if (mark === undefined) break
  }
  const final = phases.at(-1)
  if (open && final) final.open = true
  const failed = end === 'error' || end === 'truncated' || (!end && (run.status === 'error' || run.status === 'truncated'))
  if (failed && final?.kind !== 'failed') phases.push({ kind: 'failed', from: last, to: last })
  return { phases, until: last }
}

const ENDS: Partial<Record<string, string>> = { error: 'failed', truncated: 'broke off', aborted: 'stopped' }

function remarkOf({ end, marks }: ReceiptAttempt, run: Run, phases: Phase[]): string {
  const ended = ENDS[end ?? run.status]
  const thinking = phases.find(({ kind }) => kind === 'thinking')
  const text = phases.find(({ kind }) => kind === 'text')
  const whole = end === 'done' && marks.first_content === undefined && marks.first_thought === undefined
  return [
    ended,
    !ended && whole && 'arrived whole',
    !ended && !whole && text && `first text ${formatMs(text.from)}`,
    thinking && `thinking ${lengthOf(thinking)}`,
  ]
    .filter(Boolean)
    .join(', ')
}

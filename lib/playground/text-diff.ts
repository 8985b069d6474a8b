import { diffArrays } from 'diff'

/** A stretch of two texts. Joined, `same` and `removed` are the first one, `same` and `added` the second, to the character. */
export interface DiffPart {
  kind: 'same' | 'removed' | 'added'
  text: string
}

export interface TextDiff {
  parts: DiffPart[]
  /** Words before the first difference. */
  sameStart: number
  /** Words of the first text that are not in the second, and the other way. */
  removed: number
  added: number
  /** Of the words of both, 0 to 1. */
  share: number
}

/** A word, a sign or white space. The space behind a word goes with it and is compared on its own. */
interface Word {
  text: string
  space: string
  isWord: boolean
}

/** Edits after which two texts are no longer compared word by word as a whole but within their lines. */
const MOST_EDITS = 800
const MOST_IN_LINES = 400

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** What one text says that another does not, word by word; white space counts. */
export function diffTexts(before: string, after: string): TextDiff {
  const [one, other] = [wordsOf(before), wordsOf(after)]
  const parts: DiffPart[] = []
  let sameStart = 0
  const steps = compare(one, other)
  for (const { kind, left, right } of joined(steps)) {
    if (kind === 'changed') {
      add(parts, 'removed', textOf(left))
      add(parts, 'added', textOf(right))
    } else {
      if (!parts.some(part => part.kind !== 'same')) sameStart += countOf(left)
      for (const [index, word] of left.entries()) addSame(parts, word, right[index]!)
    }
  }
  return { parts, sameStart, ...countsOf(steps, before === after) }
}

/** Of the words as they were compared: those that stand in both count as the same, however they are shown. */
function countsOf(steps: Step[], equal: boolean): Pick<TextDiff, 'removed' | 'added' | 'share'> {
  const counts = { same: 0, removed: 0, added: 0 }
  for (const { kind, left, right } of steps) {
    counts[kind === 'same' ? 'same' : 'removed'] += countOf(left)
    if (kind === 'changed') counts.added += countOf(right)
  }
  const { same, removed, added } = counts
  const all = 2 * same + removed + added
  return { removed, added, share: all ? (2 * same) / all : equal ? 1 : 0 }
}

interface Step {
  kind: 'same' | 'changed'
  left: Word[]
  right: Word[]
}

function compare(one: Word[], other: Word[]): Step[] {
  let start = 0
  while (start < one.length && start < other.length && isSame(one[start]!, other[start]!)) start++
  let end = 0
  while (end < one.length - start && end < other.length - start && isSame(one.at(-1 - end)!, other.at(-1 - end)!)) end++
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)]
  return [
    { kind: 'same', left: one.slice(0, start), right: other.slice(0, start) },
    ...(stepsBetween(left, right, MOST_EDITS) ?? compareLines(left, right)),
    { kind: 'same', left: one.slice(one.length - end), right: other.slice(other.length - end) },
  ]
}

/** `undefined` where that would take too long. */
function stepsBetween(left: Word[], right: Word[], maxEditLength: number): Step[] | undefined {
  const numberOf = numbering()
  const [one, other] = [left.map(({ text }) => numberOf(text)), right.map(({ text }) => numberOf(text))]
  return toSteps(diffArrays(one, other, { maxEditLength }), left, right)
}

/** Lines first, then the words of those that took each other's place. */
function compareLines(left: Word[], right: Word[]): Step[] {
  const [one, other] = [linesOf(left), linesOf(right)]
  const numberOf = numbering()
  const [ones, others] = [one, other].map(lines => lines.map(line => numberOf(line.map(({ text }) => text).join('\0'))))
  const steps = toSteps(diffArrays(ones!, others!, { maxEditLength: MOST_IN_LINES }), one, other)
  const lines = steps ?? [{ kind: 'changed' as const, left: one, right: other }]
  return lines.flatMap(({ kind, left, right }): Step[] => {
    const [before, after] = [left.flat(), right.flat()]
    const whole = { kind, left: before, right: after }
    return kind === 'same' ? [whole] : (stepsBetween(before, after, MOST_IN_LINES) ?? [whole])
  })
}

function toSteps<Item>(
  changes: { added?: boolean; removed?: boolean; count?: number }[] | undefined,
  left: Item[],
  right: Item[],
): { kind: 'same' | 'changed'; left: Item[]; right: Item[] }[] | undefined {
  if (!changes) return
  const steps: { kind: 'same' | 'changed'; left: Item[]; right: Item[] }[] = []
  let [at, to] = [0, 0]
  for (const { added, removed, count = 0 } of changes) {
    const kind = added || removed ? 'changed' : 'same'
    if (steps.at(-1)?.kind !== kind) steps.push({ kind, left: [], right: [] })
    const step = steps.at(-1)!
    if (!added) for (const item of left.slice(at, (at += count))) step.left.push(item)
    if (!removed) for (const item of right.slice(to, (to += count))) step.right.push(item)
  }
  return steps
}

/** A comma, or a word among twice as many that differ before and behind it, would only tear a difference apart. */
function joined(steps: Step[]): Step[] {
  const joined: Step[] = []
  steps.forEach((step, index) => {
    if (!step.left.length && !step.right.length) return
    const before = joined.at(-1)
    const lone = step.kind === 'same' && before?.kind === 'changed' && isLone(step, before, steps[index + 1])
    if (before?.kind === 'changed' && (step.kind === 'changed' || lone)) {
      before.left.push(...step.left)
      before.right.push(...step.right)
    } else joined.push({ ...step, left: [...step.left], right: [...step.right] })
  })
  return joined
}

function isLone(step: Step, before: Step, behind: Step | undefined): boolean {
  return behind?.kind === 'changed' && 2 * countOf(step.left) <= Math.min(sizeOf(before), sizeOf(behind))
}

const sizeOf = ({ left, right }: Step) => Math.max(countOf(left), countOf(right))

function addSame(parts: DiffPart[], left: Word, right: Word) {
  add(parts, 'same', left.text)
  if (left.space === right.space) return add(parts, 'same', left.space)
  add(parts, 'removed', left.space)
  add(parts, 'added', right.space)
}

function add(parts: DiffPart[], kind: DiffPart['kind'], text: string) {
  if (!text) return
  const last = parts.at(-1)
  if (last?.kind === kind) last.text += text
  else parts.push({ kind, text })
}

function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (const { segment, isWordLike = false } of segmenter.segment(text)) {
    const last = words.at(-1)
    if (/^\s+$/u.test(segment) && last) last.space += segment
    else words.push({ text: segment, space: '', isWord: isWordLike })
  }
  return words
}

function linesOf(words: Word[]): Word[][] {
  const lines: Word[][] = [[]]
  for (const word of words) {
    lines.at(-1)!.push(word)
    if (word.space.includes('\n')) lines.push([])
  }
  return lines
}

/** Equal texts get equal numbers, which are quicker to compare. */
function numbering(): (text: string) => number {
  const numbers = new Map<string, number>()
  return text => {
    const number = numbers.get(text) ?? numbers.size
    numbers.set(text, number)
    return number
  }
}

function isSame(one: Word, other: Word): boolean {
  return one.text === other.text
}

function textOf(words: Word[]): string {
  return words.map(({ text, space }) => text + space).join('')
}

function countOf(words: Word[]): number {
  return words.reduce((sum, { isWord }) => sum + Number(isWord), 0)
}

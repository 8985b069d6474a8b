import { classes, type Node } from './pattern-read'

export type Step =
  | { kind: 'set'; has: (character: string) => boolean }
  | { kind: 'split'; to: number[] }
  | { kind: 'edge'; edge: 'start' | 'end' | 'word' | 'inside' }
  | { kind: 'look'; program: Step[]; not: boolean }
  | { kind: 'done' }

const LARGEST = 8000
/** Steps of one match; what takes more counts as no match. */
const MOST_STEPS = 200_000

/** Throws where the expression is too large, or looks back. */
export function compile(node: Node): Step[] {
  const program: Step[] = []
  const add = (one: Step) => {
    if (program.length > LARGEST) throw new Error('too large')
    return program.push(one) - 1
  }
  const emit = (part: Node): void => {
    if (part.kind === 'set') add({ kind: 'set', has: part.has })
    else if (part.kind === 'edge') add(part)
    else if (part.kind === 'all') part.items.forEach(emit)
    else if (part.kind === 'any') emitAny(part.options)
    else if (part.kind === 'repeat') emitRepeat(part)
    else {
      if (part.behind) throw new Error('looking back is not understood')
      add({ kind: 'look', program: compile(part.item), not: part.not })
    }
  }
  const emitAny = (options: Node[]) => {
    const split: Step & { kind: 'split' } = { kind: 'split', to: [] }
    add(split)
    const ends = options.map(option => {
      split.to.push(program.length)
      emit(option)
      const end: Step & { kind: 'split' } = { kind: 'split', to: [] }
      add(end)
      return end
    })
    for (const end of ends) end.to.push(program.length)
  }
  const emitRepeat = ({ item, least, most }: Node & { kind: 'repeat' }) => {
    for (let time = 0; time < least; time++) emit(item)
    if (most === Infinity) {
      const start = program.length
      const split: Step & { kind: 'split' } = { kind: 'split', to: [start + 1] }
      add(split)
      emit(item)
      add({ kind: 'split', to: [start] })
      split.to.push(program.length)
      return
    }
    const splits: (Step & { kind: 'split' })[] = []
    for (let time = least; time < most; time++) {
      const split: Step & { kind: 'split' } = { kind: 'split', to: [program.length + 1] }
      add(split)
      splits.push(split)
      emit(item)
    }
    for (const split of splits) split.to.push(program.length)
  }
  emit(node)
  add({ kind: 'done' })
  return program
}

const isWord = (character: string | undefined) => character !== undefined && classes.w!(character)

/** Follows all threads at once. With `anchored`, only from `from`. */
export function search(program: Step[], text: string[], from = 0, anchored = false): boolean {
  let threads = new Set<number>()
  let steps = 0
  for (let at = from; at <= text.length; at++) {
    if (!anchored || at === from) threads.add(0)
    const open = [...threads]
    const seen = new Set(open)
    const next = new Set<number>()
    for (let index = 0; index < open.length; index++) {
      if (steps++ > MOST_STEPS) return false
      const place = open[index]!
      const step = program[place]!
      const follow = (to: number) => {
        if (seen.has(to)) return
        seen.add(to)
        open.push(to)
      }
      if (step.kind === 'done') return true
      if (step.kind === 'split') step.to.forEach(follow)
      else if (step.kind === 'edge' && holds(step.edge, text, at)) follow(place + 1)
      else if (step.kind === 'look' && search(step.program, text, at, true) !== step.not) follow(place + 1)
      else if (step.kind === 'set' && at < text.length && step.has(text[at]!)) next.add(place + 1)
    }
    threads = next
    if (anchored && threads.size === 0) return false
  }
  return false
}

function holds(edge: 'start' | 'end' | 'word' | 'inside', text: string[], at: number): boolean {
  if (edge === 'start') return at === 0
  if (edge === 'end') return at === text.length
  return (isWord(text[at - 1]) !== isWord(text[at])) === (edge === 'word')
}

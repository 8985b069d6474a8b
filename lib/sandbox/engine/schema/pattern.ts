import type { Random } from '../random'

/**
 * Regular expressions of JSON Schema, without the platform's engine: callers write the patterns, and a backtracking matcher
 * can be made to run for years. Matching follows all threads at once, in time proportional to text times pattern.
 */
export interface Pattern {
  test(text: string): boolean
  /** A text that probably matches; `generosity` is how often open repetitions go beyond their least. */
  make(random: Random, generosity: number): string
}

type Node =
  | { kind: 'set'; has: (character: string) => boolean; pool: string[] }
  | { kind: 'all'; items: Node[] }
  | { kind: 'any'; options: Node[] }
  | { kind: 'repeat'; item: Node; least: number; most: number }
  | { kind: 'edge'; edge: 'start' | 'end' | 'word' | 'inside' }
  | { kind: 'look'; item: Node; not: boolean; behind: boolean }

/** `undefined` where the pattern uses what is not understood (back references) or is too large. */
export function readPattern(source: string): Pattern | undefined {
  try {
    const node = parse(source)
    const program = compile(node)
    return { test: text => search(program, [...text]), make: (random, generosity) => make(node, random, generosity) }
  } catch {
    return undefined
  }
}

// ---- reading

const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))
const otherCharacters = [...'äöüéèñçßøåžñáíóúαβγжд日本語中文한국😀€…\t\n']
const everything = [...printable, ...otherCharacters]

function set(has: (character: string) => boolean, more: string[] = []): Node {
  const nice = printable.filter(has)
  return { kind: 'set', has, pool: nice.length > 0 ? nice : [...more, ...everything].filter(has) }
}

const classes: Record<string, (character: string) => boolean> = {
  d: character => /[0-9]/.test(character),
  w: character => /[A-Za-z0-9_]/.test(character),
  s: character => /\s/.test(character),
  D: character => !/[0-9]/.test(character),
  W: character => !/[A-Za-z0-9_]/.test(character),
  S: character => !/\s/.test(character),
}
const controls: Record<string, string> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', '0': '\0' }

function parse(source: string): Node {
  const characters = [...source]
  let at = 0
  const peek = () => characters[at]
  const take = () => {
    const character = characters[at++]
    if (character === undefined) throw new Error('ends too early')
    return character
  }
  const skip = (text: string) => {
    if (
      !characters
        .slice(at, at + text.length)
        .join('')
        .startsWith(text)
    )
      return false
    at += text.length
    return true
  }

  function alternatives(): Node {
    const options = [sequence()]
    while (skip('|')) options.push(sequence())
    return options.length === 1 ? options[0]! : { kind: 'any', options }
  }

  function sequence(): Node {
    const items: Node[] = []
    while (at < characters.length && peek() !== '|' && peek() !== ')') items.push(repeated(atom()))
    return { kind: 'all', items }
  }

  function repeated(item: Node): Node {
    const found = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})(\??)/.exec(characters.slice(at, at + 24).join(''))
    if (!found) return item
    at += found[0].length
    const [, sign, low, comma, high] = found
    if (sign) return repeated({ kind: 'repeat', item, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity })
    const least = Number(low)
    return repeated({ kind: 'repeat', item, least, most: comma ? (high ? Number(high) : Infinity) : least })
  }

  function atom(): Node {
    const character = take()
    if (character === '^') return { kind: 'edge', edge: 'start' }
    if (character === '$') return { kind: 'edge', edge: 'end' }
    if (character === '.') return set(one => !/[\n\r\u2028\u2029]/.test(one))
    if (character === '(') return bracketed()
    if (character === '[') return characterClass()
    if (character === '\\') {
      if (skip('b')) return { kind: 'edge', edge: 'word' }
      if (skip('B')) return { kind: 'edge', edge: 'inside' }
      return escaped()
    }
    return literal(character)
  }

  function bracketed(): Node {
    const look = ['?=', '?!', '?<=', '?<!'].find(skip)
    if (!look && !skip('?:')) {
      const name = /^\?<[^>]+>/.exec(characters.slice(at).join(''))
      if (name) at += [...name[0]].length
    }
    const item = alternatives()
    if (!skip(')')) throw new Error('a bracket is not closed')
    return look ? { kind: 'look', item, not: look.endsWith('!'), behind: look.includes('<') } : item
  }

  /** After a backslash. */
  function escaped(): Node & { kind: 'set' } {
    const character = take()
    const known = Object.hasOwn(classes, character) ? classes[character] : undefined
    if (known) return set(known) as Node & { kind: 'set' }
    if (character === 'p' || character === 'P') {
      const [name] = /^\{[^}]+\}/.exec(characters.slice(at).join('')) ?? []
      if (!name) throw new Error('a property without a name')
      at += name.length
      const property = new RegExp(`\\${character}${name}`, 'u')
      return set(one => property.test(one)) as Node & { kind: 'set' }
    }
    if (/[1-9k]/.test(character)) throw new Error('back references are not understood')
    return literal(escapedCharacter(character))
  }

  function escapedCharacter(character: string): string {
    if (Object.hasOwn(controls, character)) return controls[character]!
    const code = character === 'x' ? /^[\da-f]{2}/i : character === 'u' ? /^(?:\{[\da-f]+\}|[\da-f]{4})/i : undefined
    const [digits] = code?.exec(characters.slice(at, at + 10).join('')) ?? []
    if (!digits) return character
    at += digits.length
    return String.fromCodePoint(Number.parseInt(digits.replace(/[{}]/g, ''), 16))
  }

  function characterClass(): Node {
    const negated = skip('^')
    const parts: ((character: string) => boolean)[] = []
    const ends: string[] = []
    while (!skip(']')) {
      const first = classItem()
      if (typeof first !== 'string' || peek() !== '-' || characters[at + 1] === ']') {
        parts.push(typeof first === 'string' ? one => one === first : first)
        if (typeof first === 'string') ends.push(first)
        continue
      }
      take()
      const last = classItem()
      if (typeof last !== 'string') throw new Error('a range to a class')
      const [low, high] = [first.codePointAt(0)!, last.codePointAt(0)!]
      parts.push(one => one.codePointAt(0)! >= low && one.codePointAt(0)! <= high)
      ends.push(first, last, String.fromCodePoint((low + high) >> 1))
    }
    const has = (one: string) => parts.some(part => part(one))
    return negated ? set(one => !has(one)) : set(has, ends)
  }

  function classItem(): string | ((character: string) => boolean) {
    const character = take()
    if (character !== '\\') return character
    if (skip('b')) return '\b'
    const item = escaped()
    return item.pool.length === 1 ? item.pool[0]! : item.has
  }

  const whole = alternatives()
  if (at < characters.length) throw new Error('a bracket is not open')
  return whole
}

const literal = (character: string) => ({ kind: 'set' as const, has: (one: string) => one === character, pool: [character] })

// ---- writing

function make(node: Node, random: Random, generosity: number): string {
  switch (node.kind) {
    case 'set':
      return node.pool[Math.floor(random() * node.pool.length)] ?? ''
    case 'all':
      return node.items.map(item => make(item, random, generosity)).join('')
    case 'any':
      return make(node.options[Math.floor(random() * node.options.length)]!, random, generosity)
    case 'repeat': {
      const most = Math.min(node.most, node.least + generosity, 5000)
      const times = node.least + Math.floor(random() * (most - node.least + 1))
      return Array.from({ length: times }, () => make(node.item, random, generosity)).join('')
    }
    default:
      return ''
  }
}

// ---- matching

type Step =
  | { kind: 'set'; has: (character: string) => boolean }
  | { kind: 'split'; to: number[] }
  | { kind: 'edge'; edge: 'start' | 'end' | 'word' | 'inside' }
  | { kind: 'look'; program: Step[]; not: boolean }
  | { kind: 'done' }

const LARGEST = 8000
/** Steps of one match; what takes more counts as no match. */
const MOST_STEPS = 200_000

function compile(node: Node): Step[] {
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

function search(program: Step[], text: string[], from = 0, anchored = false): boolean {
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

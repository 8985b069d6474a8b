import type { Random } from '../random'
import { compile, search } from './pattern-match'
import { type Node, parse } from './pattern-read'

/**
 * Regular expressions of JSON Schema, without the platform's engine: callers write the patterns, and a backtracking matcher
 * can be made to run for years. Matching follows all threads at once, in time proportional to text times pattern.
 */
export interface Pattern {
  test(text: string): boolean
  /** A text that probably matches; `generosity` is how often open repetitions go beyond their least. */
  make(random: Random, generosity: number): string
}

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
      return Array.from({ length: times }, () => make(node.item, random, Math.ceil(generosity / 4))).join('')
    }
    default:
      return ''
  }
}

import { count, list, record, text } from '../read'

/** No call has more entries in one of its lists; a larger index is a fault, and would cost memory. */
const LONGEST = 10_000

type Node = Record<string, unknown> | unknown[]

/**
 * Puts arguments together that come by path, on Vertex: `{jsonPath: "$.city", stringValue: "Par", willContinue: true}`.
 * https://cloud.google.com/vertex-ai/generative-ai/docs/multimodal/function-calling#streaming-fc
 */
export function partialArguments() {
  const root: Node = {}

  /** True when more of one of these values is to come. */
  function add(partialArgs: unknown): boolean {
    const parts = list(partialArgs).map(record)
    for (const part of parts) place(part)
    return parts.some(part => part.willContinue === true)
  }

  function place(part: Record<string, unknown>): void {
    const steps = stepsOf(text(part.jsonPath) ?? '')
    const last = steps?.pop()
    if (!steps || last === undefined) return
    let node: Node = root
    for (const [at, step] of steps.entries()) {
      const next = step === END ? undefined : child(node, step, steps[at + 1] ?? last)
      if (!next) return
      node = next
    }
    // `$.list[]` closes a list, and is all there is of an empty one.
    if (last !== END) write(node, last, part)
  }

  return { add, json: () => JSON.stringify(root) }
}

type Step = string | number | typeof END
const END = Symbol('[]')

const STEP = /\.([^.[\]]+)|\[(\d{1,5})\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]|(\[\])/gy

/** `$.a[0]['b c']` as `a`, 0, `b c`; nothing for what is no such path. */
function stepsOf(path: string): Step[] | undefined {
  if (!path.startsWith('$')) return undefined
  const steps: Step[] = []
  STEP.lastIndex = 1
  for (let at = 1; at < path.length; at = STEP.lastIndex) {
    const found = STEP.exec(path)
    if (!found) return undefined
    const [, name, index, single, double, end] = found
    steps.push(end ? END : index !== undefined ? Number(index) : (name ?? (single ?? double ?? '').replace(/\\(.)/g, '$1')))
  }
  return steps
}

/** What stands at a step, made where there is nothing yet: a list where its own next step is a number. */
function child(node: Node, step: string | number, next: Step): Node | undefined {
  const there = read(node, step)
  if (typeof there === 'object' && there !== null) return there as Node
  const made: Node = typeof next === 'string' ? {} : []
  return set(node, step, made) ? made : undefined
}

function write(node: Node, step: string | number, part: Record<string, unknown>): void {
  const before = read(node, step)
  if (typeof part.stringValue === 'string') {
    set(node, step, (typeof before === 'string' ? before : '') + part.stringValue)
  } else if (count(part.numberValue) !== undefined) set(node, step, part.numberValue)
  else if (typeof part.boolValue === 'boolean') set(node, step, part.boolValue)
  else if ('nullValue' in part) set(node, step, null)
  // A path without a value is an empty object, or the end of a text that is there.
  else if (before === undefined && part.willContinue !== true) set(node, step, {})
}

function read(node: Node, step: string | number): unknown {
  return Object.hasOwn(node, step) ? (node as Record<string | number, unknown>)[step] : undefined
}

/** Not by assignment: an argument may be called `__proto__`. */
function set(node: Node, step: string | number, value: unknown): boolean {
  if (Array.isArray(node) && (typeof step !== 'number' || step > Math.min(node.length, LONGEST))) return false
  Object.defineProperty(node, step, { value, enumerable: true, configurable: true, writable: true })
  return true
}

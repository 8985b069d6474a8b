import type { ToolCall, ToolCallDelta } from '@/lib/chat/types'
import { count, list, record, text } from '../read'

interface Call {
  index: number
  /** The provider's index and id, where it gave them. */
  theirs?: number
  given?: string
  id: string
  name?: string
  custom: boolean
  /** Whether the caller has seen it begin. */
  open: boolean
  /** Arguments that came before the name. */
  waiting: string
  empty: boolean
}

export interface CallNumbers {
  /** One delta's calls, numbered 0..k; the very same list where nothing had to change. */
  push(items: unknown[]): unknown[]
  /** What is owed when the choice ends. */
  end(): ToolCallDelta[]
  readonly size: number
}

/**
 * Tells the calls of a stream apart: by id, else by index, else by a new name. Compatibles leave indexes out, start anywhere, leave
 * gaps, use one for all; ids come late, blank or twice; names come late or again and again.
 */
export function callNumbers(makeId: (index: number) => string): CallNumbers {
  const calls: Call[] = []

  return {
    push(items) {
      const numbered = items.map((item, position) => one(record(item), position))
      const kept = numbered.filter(item => item !== undefined)
      return kept.length === items.length && kept.every((item, position) => item === items[position]) ? items : kept
    },
    end: () => calls.flatMap(owed),
    get size() {
      return calls.length
    },
  }

  function one(item: Record<string, unknown>, position: number): object | undefined {
    const custom = typeof item.custom === 'object' && item.custom !== null
    const inner = record(custom ? item.custom : item.function)
    const id = text(item.id)?.trim() ? text(item.id) : undefined
    const name = text(inner.name)
    const theirs = count(item.index)
    const call = find(id, theirs, name, position) ?? begin(custom, theirs)
    call.given ??= id
    if (id && !call.open) call.id = unique(id, call)
    const written = argumentText(custom ? inner.input : inner.arguments)
    if (written) call.empty = false
    if (call.open) return continued(call, item, inner, written)
    call.name ??= name
    if (call.name === undefined) {
      call.waiting += written
      return undefined
    }
    call.open = true
    return opened(call, item, inner, written)
  }

  function find(
    id: string | undefined,
    theirs: number | undefined,
    name: string | undefined,
    position: number,
  ): Call | undefined {
    const last = calls.at(-1)
    const atIndex = theirs === undefined ? undefined : calls.findLast(call => call.theirs === theirs)
    if (id) {
      const same = calls.findLast(call => call.given === id)
      if (same && (theirs === undefined || same.theirs === undefined || same.theirs === theirs)) return same
      const late = theirs === undefined ? (position === 0 && !name ? last : undefined) : atIndex
      return late && late.given === undefined ? late : undefined
    }
    if (theirs !== undefined) return atIndex && isOther(atIndex, name) ? undefined : atIndex
    if (!last || isOther(last, name) || (name && position > 0)) return undefined
    return last
  }

  function begin(custom: boolean, theirs: number | undefined): Call {
    const index = calls.length
    const call: Call = { index, theirs, id: makeId(index), custom, open: false, waiting: '', empty: true }
    calls.push(call)
    return call
  }

  function unique(id: string, mine: Call): string {
    return calls.some(call => call !== mine && call.id === id) ? `${id}_${mine.index}` : id
  }
}

const isOther = (call: Call, name: string | undefined) => !!name && call.name !== undefined && call.name !== name

type Members = Record<string, unknown>

function opened(call: Call, item: Members, inner: Members, written: string): object {
  const { index, id, custom, waiting } = call
  const type = custom ? 'custom' : 'function'
  const key = custom ? 'input' : 'arguments'
  const same = item.index === index && item.id === id && item.type === type && inner.name === call.name
  if (same && inner[key] === written && !waiting) return item
  return { ...item, index, id, type, [type]: { ...inner, name: call.name, [key]: waiting + written } }
}

function continued({ index, custom }: Call, item: Members, inner: Members, written: string): object | undefined {
  const type = custom ? 'custom' : 'function'
  const key = custom ? 'input' : 'arguments'
  const plain = item.id === undefined && item.type === undefined && inner.name === undefined && inner[key] === written
  if (plain && item.index === index && written) return item
  const { id: _id, type: _type, function: _function, custom: _custom, ...rest } = item
  const { index: _index, ...extras } = rest
  if (!written && !Object.keys(extras).length) return undefined
  return { ...rest, index, ...(written && { [type]: { [key]: written } }) }
}

/** A call whose name never came is shown all the same; one without arguments has the empty object. */
function owed({ index, id, custom, open, waiting, empty }: Call): ToolCallDelta[] {
  const rest = empty && !custom ? '{}' : waiting
  if (open) return empty && !custom ? [{ index, function: { arguments: '{}' } }] : []
  const inner = custom ? { custom: { name: '', input: rest } } : { function: { name: '', arguments: rest } }
  return [{ index, id, type: custom ? 'custom' : 'function', ...inner }]
}

/** Some hand over the arguments parsed. */
function argumentText(value: unknown): string {
  if (typeof value === 'string') return value
  return value === null || value === undefined ? '' : JSON.stringify(value)
}

/** The calls of a whole answer, each with an id of its own and arguments as text. */
export function wholeCalls(items: unknown, makeId: (index: number) => string): ToolCall[] {
  const ids = new Set<string>()
  const calls = list(items).map((value, index) => {
    const { index: _index, ...item } = record(value)
    const custom = typeof item.custom === 'object' && item.custom !== null
    const inner = record(custom ? item.custom : item.function)
    const given = text(item.id)?.trim() ? text(item.id)! : makeId(index)
    const id = ids.has(given) ? `${given}_${index}` : given
    ids.add(id)
    const name = text(inner.name) ?? ''
    if (custom) return { ...item, id, type: 'custom' as const, custom: { name, input: argumentText(inner.input) } }
    const written = argumentText(inner.arguments)
    return { ...item, id, type: 'function' as const, function: { name, arguments: written.trim() ? written : '{}' } }
  })
  return calls as ToolCall[]
}

import { GatewayError } from '@/lib/chat/errors'
import type { ChatRequest, Note } from '@/lib/chat/types'
import { own } from '@/lib/util/own'
import type { Ask, WireId } from '@/lib/wires/wire'
import { params } from '.'
import { type AnyMapping, AS_WRITTEN, type Mapping, type MappingContext, type Outcome, type Param, place } from './param'

/** Mappings of a provider, looked at before a row's own. */
export type Overrides = Partial<Record<string, AnyMapping>>

/** Members of a request that wires translate themselves. Everything else is a parameter. */
export const STRUCTURAL = [
  'model',
  'messages',
  'tools',
  'tool_choice',
  'functions',
  'function_call',
  'response_format',
  'stream',
  'stream_options',
] as const

const structural: ReadonlySet<string> = new Set(STRUCTURAL)

/**
 * Writes every plain parameter of the request into the body and says what became of each, in the caller's order.
 * Only `body` is changed. On the openai wire a kept value is the caller's own, by identity, so that its bytes can be
 * forwarded; elsewhere bodies hold copies. The policy `error` is the gateway's: it refuses what notes say would be changed,
 * emulated or dropped. Throws GatewayError for a value of the wrong kind.
 */
export function applyParams(request: ChatRequest, wire: WireId, body: object, ask: Ask, overrides: Overrides = {}): Note[] {
  const { can, unsupported, passUnknown } = ask
  const contextOf = (param: string): MappingContext => ({ can, unsupported, passUnknown, request, param, wire })
  const notes: Note[] = []
  for (const param of Object.keys(request)) {
    const value = request[param]
    if (value === null || value === undefined || structural.has(param)) continue
    applyOne(value, body, contextOf(param), overrides, notes)
  }
  for (const [param, row] of TELLING) {
    const tell = (request[param] ?? undefined) === undefined ? row.absent![wire] : undefined
    const outcome = tell?.(body as never, contextOf(param))
    if (outcome) notes.push({ param, ...outcome })
  }
  return notes
}

/** The rows that have something to say where the caller said nothing. */
const TELLING = Object.entries<Param>(params).filter(([, row]) => row.absent)

function applyOne(value: unknown, body: object, context: MappingContext, overrides: Overrides, notes: Note[]): void {
  const { param, wire } = context
  const row = own<Param>(params, param)
  const problem = row?.kind.check(value)
  if (problem) throw new GatewayError('invalid_request_error', `${param} ${problem}.`, { param })

  const mapping: AnyMapping = own<AnyMapping | undefined>(overrides, param) ?? row?.to[wire] ?? unknown
  const outcome = mapping(wire === 'openai' ? value : copy(value), body, context) ?? {
    action: 'kept',
    at: param,
    to: value,
    why: AS_WRITTEN,
  }
  const neutral = row?.neutral?.(value) ?? false
  for (const said of Array.isArray(outcome) ? outcome : [outcome]) {
    const note: Note = said.param === undefined ? { param, from: value, ...said } : { param, ...said }
    const told = underPolicy(note, note.param === param && neutral, context)
    if (typeof told.from === 'object') told.from = copy(told.from)
    if (typeof told.to === 'object') told.to = copy(told.to)
    notes.push(told)
  }
}

/** What the table does not know goes on where the provider uses or ignores it, and nowhere else. */
const unknown: Mapping<unknown, object> = (value, body, context) => {
  if (context.wire === 'openai' && context.passUnknown) {
    // Not by assignment: the name may be `__proto__`.
    Object.defineProperty(body, context.param, { value, enumerable: true, configurable: true, writable: true })
    return
  }
  const why =
    context.wire === 'openai'
      ? `${place(context)} answers unknown keys with an error.`
      : `${place(context)} has no ${named(context.param)}.`
  return { action: 'dropped', why }
}

/** Names from outside stand in a sentence only when they are short and look like one. */
const named = (param: string) => (/^[\p{L}_][\p{L}\p{N}_.]{0,39}$/u.test(param) ? param : 'parameter of this name')

function underPolicy(note: Note, neutral: boolean, context: MappingContext): Note {
  if (!LOSSY.has(note.action)) return note
  const { to: _to, at: _at, ...nothingSent } = note
  if (neutral) {
    return { ...nothingSent, action: 'kept', why: `Asks for what ${context.can.name} does anyway; nothing to send.` }
  }
  if (context.unsupported === 'drop' && note.action === 'emulated') return { ...nothingSent, action: 'dropped' }
  return note
}

const LOSSY: ReadonlySet<Outcome['action']> = new Set(['emulated', 'dropped', 'refused'])

/** Nothing done to a note or a body reaches the request. Values are JSON's, for which this is far quicker than structuredClone. */
function copy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copy) as T
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copy(member)])) as T
}

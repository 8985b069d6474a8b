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
  const said = Object.entries(request)
    .filter(([param, value]) => !structural.has(param) && value !== null && value !== undefined)
    .flatMap(([param, value]) => applyOne(value, body, { ...ask, request, param, wire }, overrides))
  const unsaid = Object.entries<Param>(params)
    .filter(([param, row]) => row.absent && (request[param] ?? undefined) === undefined)
    .flatMap(([param, row]) => applyAbsent(row, body, { ...ask, request, param, wire }))
  return [...said, ...unsaid]
}

function applyOne(value: unknown, body: object, context: MappingContext, overrides: Overrides): Note[] {
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
  return [outcome].flat().map(said => {
    const note: Note = { param, ...(said.param === undefined && { from: value }), ...said }
    return copy(underPolicy(note, note.param === param && neutral, context))
  })
}

function applyAbsent(row: Param, body: object, context: MappingContext): Note[] {
  const tell = row.absent?.[context.wire] as ((body: object, context: MappingContext) => Outcome | undefined) | undefined
  const outcome = tell?.(body, context)
  return outcome ? [{ param: context.param, ...outcome }] : []
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

/** Nothing done to a note or a body reaches the request. */
function copy<T>(value: T): T {
  return typeof value === 'object' && value !== null ? structuredClone(value) : value
}

import { GatewayError } from '@/lib/chat/errors'
import { usesFunctions, withTools } from '@/lib/chat/functions'
import type { ChatRequest, Note } from '@/lib/chat/types'
import { applyParams, STRUCTURAL } from '@/lib/params/apply'
import { providerOf } from '@/lib/providers'
import type { Provider } from '@/lib/providers/provider'
import type { Call, Target } from '@/lib/routing/types'
import { rewriteMembers } from '@/lib/util/json'
import type { Ask, Wire } from '@/lib/wires/wire'
import { type Files, type Link, withFiles } from './links'

/** What a target will be sent, before signing. Pure: the same call and target give the same bytes. */
export interface Prepared {
  provider: Provider
  wire: Wire
  /** As the provider is asked for it. */
  model: string
  url: string
  /** Without credentials. */
  headers: Record<string, string>
  body: object
  text: string
  notes: Note[]
  /** Of these, what the translation did, the route's own overrides apart. */
  translated: Note[]
  /** Images and files that have to be fetched first: the body holds a stand-in for those that were not. */
  links: Link[]
  /** As the wire saw it. */
  request: ChatRequest
  /** Legacy functions are tools by now. */
  asTools: boolean
  ask: Ask
}

const NONE: Files = new Map()

export type PrepareCall = Pick<Call, 'request' | 'source' | 'unsupported' | 'forwarded' | 'notes' | 'can'>

/** `files` are those that were fetched for it. Throws GatewayError for an address that makes no sense and for content no translation can carry faithfully (bad tool arguments). */
export function prepare(target: Target, call: PrepareCall, files: Files = NONE): Prepared {
  const { provider, wire, ask } = placeOf(target, call)
  const { model } = call.request
  const asTools = usesFunctions(call.request) && (wire.id !== 'openai' || !!provider.toolsOnly)
  const { request: asked, notes: moved } = asTools ? withTools(call.request) : { request: call.request, notes: [] }
  const { request, links, notes: inlined } = withFiles(asked, wire, ask, files)
  const { body, notes } = wire.toBody(request, ask)
  const after = [
    ...inlined,
    ...notes,
    ...applyParams(request, wire.id, body, ask, provider.params),
    ...(wire.settle?.(body, request, ask) ?? []),
    ...(provider.settle?.(body, request, ask, target.settings) ?? []),
  ]
  const translated = merged([...moved, ...asFunctions(moved, after, call.request)])
  // What the wire never streams is asked for whole; a streaming caller gets the whole answer as a stream.
  const stream = !!request.stream && !wire.whole?.(body)
  const { url, headers } = provider.endpoint(target, { model, stream, request })
  return {
    provider,
    wire,
    model,
    url,
    // To join several with `...` takes V8 ten times as long.
    headers: Object.assign(
      {},
      call.forwarded,
      { 'content-type': 'application/json', accept: stream ? 'text/event-stream' : 'application/json' },
      headers,
    ),
    body: wire.id === 'openai' ? inOrderOf(call.source.parsed, body) : body,
    text: wire.id === 'openai' ? rewriteMembers(call.source.text, call.source.parsed, body) : JSON.stringify(body),
    notes: complete(call.request, body, merged([...call.notes, ...translated])),
    translated,
    links,
    request,
    asTools,
    ask,
  }
}

/** Who is asked, in which format, and what it can do. An open host takes whatever its server knows, whichever name it goes by. */
export function placeOf(target: Target, { request, unsupported, can: less }: Pick<Call, 'request' | 'unsupported' | 'can'>) {
  const provider = providerOf(target.provider, 'x-portkey-provider')
  const wire = typeof provider.wire === 'function' ? provider.wire(request.model) : provider.wire
  const all = provider.can(request.model, target.settings)
  const can = less ? { ...all, ...less } : all
  const open = !!target.custom_host && !!provider.openHost
  const ask: Ask = {
    can: open ? { ...can, topK: true, minP: true } : can,
    unsupported,
    passUnknown: provider.passUnknown || open,
  }
  return { provider, wire, ask }
}

/** One note per parameter: a later one knows more, but what was asked is what the first one saw. */
function merged(notes: Note[]): Note[] {
  if (notes.length < 2) return notes
  const byParam = new Map<string, Note>()
  for (const note of notes) {
    const before = byParam.get(note.param)
    if (before && note.action === 'kept' && note.at) continue
    byParam.set(note.param, before?.from === undefined ? note : { ...note, from: before.from })
  }
  return [...byParam.values()]
}

/** Where the tools are dropped that functions became, so are the functions. */
function asFunctions(moved: Note[], notes: Note[], { tools }: ChatRequest): Note[] {
  if (!moved.length) return notes
  return notes.flatMap(note => {
    const was = moved.find(({ action, at }) => action === 'moved' && at === note.param)
    if (!was || note.action !== 'dropped') return [note]
    const lost = { ...note, param: was.param, from: was.from }
    return tools ? [note, lost] : [lost]
  })
}

/** A receipt names everything that was asked: what no note speaks of was kept, in the body or by the gateway itself. */
function complete(request: ChatRequest, body: object, notes: Note[]): Note[] {
  const spoken = new Set(notes.map(({ param }) => param.split(/[.[]/, 1)[0]))
  const kept = STRUCTURAL.filter(param => request[param] != null && !spoken.has(param)).map((param): Note => {
    const value = request[param]
    // Lists stand in the body; here they would say everything twice.
    const both = Array.isArray(value) ? {} : { from: value, to: value }
    if (Object.hasOwn(body, param)) return { param, action: 'kept', ...both, at: param, why: 'As written.' }
    return {
      param,
      action: 'kept',
      ...(!Array.isArray(value) && { from: value }),
      why: 'The gateway does this itself; nothing to send.',
    }
  })
  return [...notes, ...kept]
}

/** The members of the body in the order the caller wrote them, as the bytes have them; new ones last. */
function inOrderOf(asked: object, body: object): object {
  const known = Object.entries(body)
  const place = new Map(Object.keys(asked).map((name, index) => [name, index]))
  const at = ([name]: [string, unknown]) => place.get(name) ?? Infinity
  return Object.fromEntries(known.sort((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b))))
}

/** A target that cannot be told what was asked, as a note. */
export function refused({ message, details }: GatewayError): Note {
  return { param: details.param ?? 'request', action: 'refused', why: message }
}

/** The refusal a set of notes amounts to under the caller's policy, or nothing. */
export function refusalOf({ translated: notes, provider }: Prepared, unsupported: Call['unsupported']): GatewayError | undefined {
  const content = notes.find(note => note.action === 'refused')
  if (content) {
    return new GatewayError('invalid_request_error', `${content.param}: ${content.why}`, {
      param: content.param,
      code: 'unsupported_content',
      provider: provider.id,
    })
  }
  if (unsupported !== 'error') return undefined
  const lost = notes.filter(isLossy)
  if (!lost.length) return undefined
  const list = lost.map(({ param, action, why }) => `${param} would be ${action} (${why})`).join(' ')
  return new GatewayError('unsupported_parameter', `With x-refract-unsupported: error nothing was sent. ${list}`, {
    param: lost[0]!.param,
    code: 'unsupported_parameter',
    provider: provider.id,
  })
}

/** True for what does not arrive as it was written. */
export const isLossy = ({ action }: Note) => action === 'changed' || action === 'emulated' || action === 'dropped'

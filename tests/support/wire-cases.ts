import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Abilities } from '@/lib/chat/abilities'
import type { ChatCompletion, ChatRequest, Note } from '@/lib/chat/types'
import { abilitiesOf } from '@/lib/models'
import type { Ask, ReplyContext } from '@/lib/wires/wire'

/** A folder of tests/fixtures/<wire>: what was asked, what must be sent, what came back, what it amounts to. */
export interface WireCase {
  name: string
  request: ChatRequest
  ask: Ask
  extras: boolean
  /** What must be sent, parameters included. */
  body?: unknown
  /** What the wire has to say about it, in order: path and action. */
  notes?: [param: string, action: Note['action']][]
  /** Server-sent events that came back. */
  stream?: string
  reply?: unknown
  /** What the answer amounts to; of a stream that fails, what had come until then. */
  completion?: ChatCompletion
  /** How it fails: members of the error, or `truncated`. */
  error?: { truncated?: true } & Record<string, unknown>
}

interface AskFile {
  /** Whose models' abilities are taken; by default the provider the wire is named for, and Bedrock for converse. */
  provider?: string
  can?: Partial<Abilities>
  unsupported?: Ask['unsupported']
  passUnknown?: boolean
  extras?: boolean
}

export function casesOf(wire: string): WireCase[] {
  return readdirSync(`tests/fixtures/${wire}`).map(name => caseOf(wire, name))
}

function caseOf(wire: string, name: string): WireCase {
  const folder = `tests/fixtures/${wire}/${name}`
  const text = (file: string) => (existsSync(`${folder}/${file}`) ? readFileSync(`${folder}/${file}`, 'utf8') : undefined)
  const json = (file: string) => {
    const found = text(file)
    return found === undefined ? undefined : JSON.parse(found)
  }
  const request: ChatRequest = json('request.json')
  const {
    provider = wire === 'converse' ? 'bedrock' : wire,
    can,
    unsupported = 'emulate',
    passUnknown = false,
    extras = true,
  }: AskFile = json('ask.json') ?? {}
  return {
    name,
    request,
    ask: { can: { ...abilitiesOf(provider, request.model), ...can }, unsupported, passUnknown },
    extras,
    body: json('body.json'),
    notes: json('notes.json'),
    stream: text('stream.txt'),
    reply: json('reply.json'),
    completion: json('completion.json'),
    error: json('error.json'),
  }
}

export const NOW = 1_700_000_000

export function contextOf({ request, ask, extras }: WireCase): ReplyContext {
  return { request, ask, extras, now: NOW, id: 'chatcmpl-made' }
}

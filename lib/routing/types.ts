import type { Abilities } from '@/lib/chat/abilities'
import type { GatewayError } from '@/lib/chat/errors'
import type { RawFrame } from '@/lib/chat/receipt'
import type { ChatCompletion, ChatRequest, Decoded, Note } from '@/lib/chat/types'
import type { Signal } from '@/lib/util/signal'
import type { Condition } from './conditions'

/** Settings a group hands down to everything under it unless a child says otherwise. Field names are Portkey's. */
export interface Policy {
  retry?: { attempts: number; on_status_codes?: number[]; use_retry_after_headers?: boolean }
  /** Milliseconds: streaming, to the first content; not streaming, the whole answer. */
  request_timeout?: number
  override_params?: Record<string, unknown>
  default_params?: Record<string, unknown>
  drop_params?: string[]
  /** `max_age` in seconds. */
  cache?: { mode: 'simple'; max_age: number }
  /** When a target that fails is left alone for a while. `cooldown_interval` in milliseconds. */
  cb_config?: {
    failure_threshold?: number
    failure_threshold_percentage?: number
    cooldown_interval?: number
    failure_status_codes?: number[]
    minimum_requests?: number
  }
}

/** How a group knows a child of its own. */
interface Child {
  name?: string
  /** Its part of the requests in `loadbalance`, beside the others' weights; 1 where nothing is said. */
  weight?: number
}

export interface Target extends Policy, Child {
  /** Empty where a config leaves it to the caller's other headers, or to the model's prefix; the door fills it in. */
  provider: string
  api_key?: string
  /** A key set of this deployment by its name; the door puts in what it stands for. */
  virtual_key?: string
  /** The key is this deployment's own: it goes where the deployment says, and nowhere a caller does. */
  serverKey?: true
  /** Another base URL, its version segment included. Never used with a server key. */
  custom_host?: string
  /** The caller named it for all targets, in a header. */
  hostOfHeader?: true
  /** A provider's own settings under Portkey's names: `anthropic_version`, `openai_organization`, … */
  settings?: Record<string, string>
}

export interface Group extends Policy, Child {
  strategy:
    | { mode: 'single' }
    | { mode: 'fallback'; on_status_codes?: number[] }
    /** `ttl` in seconds is the least a choice lasts; here it lasts as long as the weights. */
    | { mode: 'loadbalance'; sticky?: { enabled: boolean; hash_fields: string[]; ttl?: number } }
    | { mode: 'conditional'; conditions: { query: unknown; holds: Condition; then: string }[]; default?: string }
  targets: Route[]
}

export type Route = Target | Group

/** One caller's request on its way through a route. */
export interface Call {
  /** Our id of this request, also `x-request-id`. */
  id: string
  traceId: string
  request: ChatRequest
  /** The caller's own body, as text and as parsed before any change: the openai wire forwards what did not change byte for byte. */
  source: { text: string; parsed: Record<string, unknown> }
  metadata: Record<string, unknown>
  /** Where it stands in its trace. */
  span: { id: string; parent?: string; name?: string }
  /** `off`: nothing is kept of this request; `refresh`: what was kept is not read. */
  cache: { namespace?: string; refresh: boolean; off: boolean }
  /** Of the caller's URL. */
  pathname: string
  unsupported: 'drop' | 'error' | 'emulate'
  /** True when the caller reads content_blocks and other extras. */
  extras: boolean
  /** True when raw events are to be kept for the receipt. */
  frames: boolean
  /** What a refusal has shown the model not to be able to do. */
  can?: Partial<Abilities>
  /** Request headers the caller wants passed on. */
  forwarded: Record<string, string>
  /** Aborted by a clock of ours, the reason then being the GatewayError that says so, or else because the caller left. */
  signal: Signal
  /** Grows as targets are tried, as `files` does; nothing else in a call changes. */
  attempts: Attempt[]
  /** Images and files fetched for it, as `data:` URLs by their addresses: each once, whoever wants it. */
  files: Map<string, Promise<string>>
  /** What the route itself changed: overrides, defaults, a model's prefix. */
  notes: Note[]
  /** `performance.now()` when the request arrived. */
  startedAt: number
  /** On the same clock, when the whole call is given up. */
  deadline: number
}

/** One sending, kept for the receipt. Times in milliseconds since the call began, on the monotonic clock. */
export interface Attempt {
  /** `config.targets[1]`. */
  path: string
  provider: string
  /** Legacy functions went as tools, so that the answer has to be turned back. */
  asTools: boolean
  model: string
  /** 0 until headers arrive, and when none did. */
  status: number
  /** How long it took, until its answer ended. */
  ms: number
  url: string
  /** Credentials are replaced by their last four characters. */
  headers: Record<string, string>
  body: unknown
  notes: Note[]
  /** Which choice of a fan-out this sending makes. */
  choice?: number
  marks: {
    start: number
    sent?: number
    headers?: number
    firstByte?: number
    firstThought?: number
    firstContent?: number
    end?: number
  }
  /** How it ended; absent while under way. */
  end?: 'done' | 'error' | 'aborted' | 'truncated'
  error?: { message: string; type: string; code: string | null; status: number; body?: string }
  /** The provider's own word. */
  finishReason?: string
  /** Waited before this sending. */
  waited?: number
  /** Nothing was sent: the answer had been kept. */
  cached?: true
  frames?: RawFrame[]
  /** How many more came than are kept. */
  framesLeft?: number
}

/**
 * A failure is a value here, because strategies decide what to do about it. `headers` are the provider's that callers may see.
 * `chunks` gives what one read of the provider brought, and throws a GatewayError when the provider breaks off.
 */
export type Reply = (Success & ({ completion: ChatCompletion } | { chunks: AsyncIterable<Decoded[]> })) | Failure

interface Success {
  ok: true
  status: number
  headers: Record<string, string>
  attempt: Attempt
  cache?: CacheUse
}

/** What the cache had to do with a reply; absent where none was asked for. `age` in seconds. */
export interface CacheUse {
  status: 'HIT' | 'MISS' | 'REFRESH'
  age?: number
}

export interface Failure {
  ok: false
  status: number
  headers: Record<string, string>
  error: GatewayError
  attempt?: Attempt
  cache?: CacheUse
  /** May the same target be asked again; may another. Decided where the failure happened (RELIABILITY: retry and fallback). */
  again: 'yes' | 'once' | 'no'
  elsewhere: boolean
  /** Refused by us for good: no list of status codes brings it back. */
  final?: true
  /** Every retry its target had was made. */
  usedUp?: true
  /** Milliseconds the provider asked us to wait. */
  retryAfter?: number
}

/** Sends a call to one target. Failures are values; only the caller's leaving throws. */
export type Send = (target: Target, call: Call, path: string, options?: { choice?: number; waited?: number }) => Promise<Reply>
export type Visit = (index: number) => Promise<Reply>
export type Strategy = (group: Group, call: Call, visit: Visit, here: { path: string; random(): number }) => Promise<Reply>
export type Guard = (send: Send) => Send

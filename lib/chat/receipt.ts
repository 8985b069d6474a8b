import type { Note, Usage } from './types'

/** What a call did, as callers receive it: in the field `refract`, or in the event `refract.receipt`. */
export interface Receipt {
  object: 'refract.receipt'
  trace_id: string
  /** The body as the caller wrote it, without its messages' binary data. */
  request: unknown
  attempts: ReceiptAttempt[]
  /** Index into `attempts` of the one (or the first of a fan-out) that answered; null when none did. */
  chosen: number | null
  /** `age` in seconds, of an answer that had been kept. */
  cache: { status: 'HIT' | 'MISS' | 'REFRESH' | 'DISABLED'; age?: number }
  /** Milliseconds since the request arrived, on a monotonic clock. */
  timing: { parsed: number; routed: number; first_byte?: number; first_thought?: number; first_content?: number; total: number }
  usage: Usage | null
  /** US dollars; null where no price is known. */
  cost: { usd: number; source: string } | null
}

export interface ReceiptAttempt {
  /** `config.targets[1]`; `config` when there is but one target. */
  path: string
  provider: string
  model: string
  /** 0 where no answer came. */
  status: number
  ms: number
  url: string
  /** Credentials are replaced by their last four characters. */
  headers: Record<string, string>
  body: unknown
  notes: Note[]
  /** Which choice of a fan-out this sending makes. */
  choice?: number
  /** Milliseconds waited before this sending (a retry). */
  waited?: number
  /** Nothing was sent: the answer had been kept. */
  cached?: true
  /** Milliseconds since the request arrived. */
  marks: {
    start: number
    sent?: number
    headers?: number
    first_byte?: number
    first_thought?: number
    first_content?: number
    end?: number
  }
  end: 'done' | 'error' | 'aborted' | 'truncated' | null
  error?: { message: string; type: string; code: string | null; status: number; body?: string }
  /** The provider's own word. */
  finish_reason?: string
  /** Raw events of a stream that failed before it began. Those of one that began come as `refract.frame` events. */
  frames?: RawFrame[]
  /** How many more events came than are told: a sending's first megabyte is. */
  frames_left?: number
}

/** A provider's event as it came. */
export interface RawFrame {
  /** Milliseconds since the request arrived. */
  ms: number
  event?: string
  data: string
  /** How many of the chunks of the answer were made of it; absent: none. */
  chunks?: number
}

/** In an event `refract.frame`, before the chunks that were made of it. */
export interface ReceiptFrame extends RawFrame {
  object: 'refract.frame'
  /** Index into `attempts`. */
  attempt: number
}

/** POST /v1/explain: what would be sent. Nothing is sent. */
export interface Explanation {
  object: 'refract.explanation'
  route: unknown
  targets: ExplainedTarget[]
}

export interface ExplainedTarget {
  path: string
  provider: string
  model: string
  url: string
  headers: Record<string, string>
  body: unknown
  notes: Note[]
}

/** One entry of GET /v1/models: OpenAI's four fields, and ours. */
export interface ModelInfo {
  /** `anthropic/claude-sonnet-4-5`: what a request's `model` may say. */
  id: string
  object: 'model'
  created: number
  owned_by: string
  provider: string
  /** Without the provider. */
  model: string
  name: string
  context_window: number | null
  max_output: number | null
  capabilities: { thinking: boolean; tools: boolean; schema: boolean; logprobs: boolean; images: boolean }
  /** True when it can be used right now without a key of the caller's. */
  ready: boolean
  /** US dollars for a million tokens, before discounts; null where no price is known. */
  price: { input: number; output: number } | null
  /** One sentence, for the sandbox's models. */
  about?: string
}

import type { ErrorBody } from './errors'
import type { Note, Usage } from './types'

/** One request to the gateway, as it is kept under its trace id. */
export interface Span {
  object: 'refract.span'
  trace_id: string
  span_id: string
  parent_span_id: string | null
  name: string
  /** ISO 8601. */
  started_at: string
  /** Milliseconds until nothing was left to be written. */
  ms: number
  /** Of the answer; 499 where the caller went away. */
  status: number
  error: ErrorBody['error'] | null
  stream: boolean
  /** Of the target that answered, or the last that was asked. */
  provider: string | null
  model: string | null
  cache: 'HIT' | 'MISS' | 'REFRESH' | 'DISABLED'
  attempts: SpanAttempt[]
  notes: Note[]
  usage: Usage | null
  /** US dollars; null where no price is known. */
  cost: number | null
  metadata: Record<string, unknown>
  /** Only with TRACE_BODIES=1. */
  request?: unknown
}

export interface SpanAttempt {
  path: string
  provider: string
  model: string
  status: number
  /** Milliseconds since the request arrived. */
  start: number
  ms: number
  end: 'done' | 'error' | 'aborted' | 'truncated' | null
  error?: string
  /** Only with TRACE_BODIES=1. */
  body?: unknown
}

export interface SpanNode extends Span {
  children: SpanNode[]
}

/** GET /v1/traces/{trace_id}. */
export interface Trace {
  object: 'refract.trace'
  trace_id: string
  /** Milliseconds from the first beginning to the last end. */
  ms: number
  usage: Usage | null
  /** US dollars; null where the price of a part is not known. */
  cost: number | null
  spans: SpanNode[]
}

import type { Signal } from '@/lib/util/signal'

/** Host and port pairs, as `localhost:11434` or `[::1]:8080`, that may be reached although they are private, over http too. */
export type AllowList = ReadonlySet<string>

/** Milliseconds. */
export interface Clocks {
  /** Until there is a connection: name, TCP and TLS together. */
  connect: number
  /** Until the last byte of the answer. */
  total: number
}

export interface EgressAsk {
  /** https, or http for a host on the allow-list. */
  url: string
  method?: 'POST' | 'GET'
  /** Only the names lib/egress/headers.ts lists leave; the rest stays behind. */
  headers: Record<string, string>
  /** Further header names the caller asked to have passed on. */
  forward?: readonly string[]
  body?: string | Uint8Array
  /** Its abort closes the connection, at any moment. */
  signal: Signal
  clocks?: Partial<Clocks>
  allow?: AllowList
}

/** What a reader of `Headers` needs, without what they cost. Names in lower case. */
export interface ReceivedHeaders {
  get(name: string): string | null
  forEach(see: (value: string, name: string) => void): void
}

export interface EgressReply {
  status: number
  headers: ReceivedHeaders
  body: EgressBody
  marks: EgressMarks
}

/** Read once, as fast as the reader asks; leaving the loop early, or `cancel`, closes the connection. Failures are EgressErrors. */
export type EgressBody = AsyncIterable<Uint8Array> & { cancel(): Promise<void> }

/** On the clock of `performance.now()`, in milliseconds. */
export interface EgressMarks {
  start: number
  /** When there was a connection and the request began to be written. */
  sent: number
  headers: number
}

/** The addresses of a name, as text. */
export type Resolve = (hostname: string) => Promise<string[]>

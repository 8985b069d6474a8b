/**
 * What is kept beyond a request: cached answers, traces, counters, shares. Values are texts, times to live in seconds.
 * Every call may reject; `calm` is what the gateway uses.
 */
export interface Store {
  /** What it is and where, without credentials: `files in .data`. */
  readonly name: string
  get(key: string): Promise<string | undefined>
  set(key: string, value: string, ttl: number): Promise<void>
  delete(key: string): Promise<void>
  /** Adds to a counter that begins at 0, and returns what it is then; its time to live counts from its beginning. */
  increment(key: string, by: number, ttl: number): Promise<number>
  /** Rejects where the store cannot be used now. */
  check(): Promise<void>
  close(): Promise<void>
}

/** Values larger than this are not kept, in UTF-16 units. */
export const MOST_VALUE = 2_000_000

export class StoreError extends Error {
  override name = 'StoreError'
}

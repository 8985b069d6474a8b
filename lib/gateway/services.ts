import type { Clocks } from './clocks'

/** What the gateway takes from outside, so that tests can hand in their own. */
export interface Services {
  env: Readonly<Record<string, string | undefined>>
  clocks: Clocks
  /** Milliseconds on a monotonic clock. */
  monotonic(): number
  /** Seconds since 1970. */
  now(): number
  random(): number
  uuid(): string
}

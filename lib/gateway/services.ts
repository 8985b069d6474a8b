import type { send } from '@/lib/egress'
import type { Clocks } from './clocks'
import type { Shared } from './shared'
import type { Tokens } from './tokens'

/** What the gateway takes from outside, so that tests can hand in their own. */
export interface Services {
  env: Readonly<Record<string, string | undefined>>
  clocks: Clocks
  /** The one door out. */
  egress: typeof send
  tokens: Tokens
  shared: Shared
  /** Milliseconds on a monotonic clock. */
  monotonic(): number
  /** Milliseconds since 1970. */
  today(): number
  /** Seconds since 1970, whole. */
  now(): number
  random(): number
  uuid(): string
}

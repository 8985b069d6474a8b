/** Every limit in time, in milliseconds (RELIABILITY: clocks). */
export interface Clocks {
  connect: number
  /** Between two events, once content has begun; comments do not count. */
  idle: number
  /** For the body of an error, of which the status is known already. */
  errorBody: number
  /** How long a provider may keep a connection open that has nothing more to say. */
  drain: number
  /** A caller who does not read. */
  stalledReader: number
  /** Until a comment is sent into the silence. */
  heartbeat: number
  total: number
}

/** Vercel ends a function after `maxDuration` of the routes, 300 s; we end 5 s earlier, so that the caller is told. */
const VERCEL_TOTAL_MS = 295_000

export const clocksOf = (env: Readonly<Record<string, string | undefined>>): Clocks => ({
  connect: 5_000,
  idle: 90_000,
  errorBody: 5_000,
  drain: 1_000,
  stalledReader: 60_000,
  heartbeat: 15_000,
  total: env.VERCEL ? VERCEL_TOTAL_MS : 15 * 60_000,
})

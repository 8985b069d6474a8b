import type { Policy } from '../types'
import { codes, type Fields, flag, known, names, objectAt, read, text, whole, wrong } from './fields'

export const POLICY = [
  'retry',
  'request_timeout',
  'override_params',
  'default_params',
  'drop_params',
  'cb_config',
  'cache',
  'name',
  'weight',
]

const MAX_ATTEMPTS = 5
const DAY_MS = 24 * 3_600_000
/** Seconds. */
const LONGEST_AGE = 90 * 24 * 3600
const USUAL_AGE = 7 * 24 * 3600

/** What a target or a group says of how it is asked, and how it is called. */
export function policy(fields: Fields, path: string): Policy & { name?: string; weight?: number } {
  return read(
    fields,
    {
      name: text,
      weight,
      retry,
      request_timeout: milliseconds,
      override_params: objectAt,
      default_params: objectAt,
      drop_params: names,
      cb_config: breaker,
      cache,
    },
    path,
  )
}

function weight(value: unknown, path: string): number {
  if (typeof value === 'number' && value >= 0 && Number.isFinite(value)) return value
  throw wrong(path, 'must be a number of at least 0')
}

function retry(value: unknown, path: string): NonNullable<Policy['retry']> {
  const fields = objectAt(value, path)
  known(fields, ['attempts', 'on_status_codes', 'use_retry_after_headers', 'use_retry_after_header'], path)
  const { use_retry_after_header: singular, ...rest } = read(
    fields,
    {
      attempts: (value, at) => whole(value, at, 0, MAX_ATTEMPTS),
      on_status_codes: codes,
      use_retry_after_header: flag,
      use_retry_after_headers: flag,
    },
    path,
  )
  return { attempts: 0, ...(singular !== undefined && { use_retry_after_headers: singular }), ...rest }
}

function breaker(value: unknown, path: string): NonNullable<Policy['cb_config']> {
  const fields = objectAt(value, path)
  const readers = {
    failure_threshold: (value: unknown, at: string) => whole(value, at, 1, 100_000),
    failure_threshold_percentage: (value: unknown, at: string) => whole(value, at, 1, 100),
    cooldown_interval: (value: unknown, at: string) => whole(value, at, 1, DAY_MS),
    failure_status_codes: codes,
    minimum_requests: (value: unknown, at: string) => whole(value, at, 1, 100_000),
  }
  known(fields, Object.keys(readers), path)
  const said = read(fields, readers, path)
  if (said.failure_threshold === undefined && said.failure_threshold_percentage === undefined) {
    throw wrong(path, 'must say when it opens, by failure_threshold or failure_threshold_percentage')
  }
  return said
}

/** `maxAge` is Portkey's older spelling. */
function cache(value: unknown, path: string): NonNullable<Policy['cache']> {
  const fields = objectAt(value, path)
  known(fields, ['mode', 'max_age', 'maxAge'], path)
  if (fields.mode === 'semantic') throw wrong(`${path}.mode`, '"semantic" is not available here; "simple" is')
  if (fields.mode !== 'simple') throw wrong(`${path}.mode`, 'must be "simple"')
  const age = (value: unknown, at: string) => whole(value, at, 1, LONGEST_AGE)
  const { max_age, maxAge } = read(fields, { max_age: age, maxAge: age }, path)
  return { mode: 'simple', max_age: max_age ?? maxAge ?? USUAL_AGE }
}

/** A whole number of milliseconds, from 1 to one hour. Also read from a header. */
export function milliseconds(value: unknown, path: string): number {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  if (typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= 3_600_000) return number
  throw wrong(path, 'must be a whole number of milliseconds from 1 to 3600000')
}

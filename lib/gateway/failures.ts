import type { GatewayError } from '@/lib/chat/errors'
import type { Attempt, Failure } from '@/lib/routing/types'
import { own } from '@/lib/util/own'
import type { HeaderReader } from './incoming'

type Chances = Pick<Failure, 'again' | 'elsewhere' | 'final'>

const BOTH: Chances = { again: 'yes', elsewhere: true }
/** What was sent may be billed, although no answer came of it. */
const ONCE: Chances = { again: 'once', elsewhere: true }
const ELSEWHERE: Chances = { again: 'no', elsewhere: true }
const NEITHER: Chances = { again: 'no', elsewhere: false }

/** Our own words for failures, and the one of OpenAI's that says more than its status. */
const BY_CODE: Readonly<Record<string, Chances>> = {
  unreachable: BOTH,
  broke_off: ONCE,
  truncated: ONCE,
  request_timeout: ONCE,
  insufficient_quota: ELSEWHERE,
  not_an_answer: ELSEWHERE,
  bad_event: ELSEWHERE,
  too_large: ELSEWHERE,
  not_reached: ELSEWHERE,
  file_not_fetched: ELSEWHERE,
  unsupported_content: ELSEWHERE,
  unsupported_parameter: ELSEWHERE,
  total_time: NEITHER,
  address_refused: { ...NEITHER, final: true },
}

const PASSING = new Set([408, 409, 425, 429, 500, 502, 503, 504, 529, 520, 521, 522, 523, 524])

/** May the same target be asked again, may another (RELIABILITY: retry and fallback). */
function chances({ status, details: { code } }: GatewayError): Chances {
  const known = own(BY_CODE, code ?? '')
  if (known) return known
  if (PASSING.has(status)) return BOTH
  return status >= 500 || status === 402 || status === 424 ? ELSEWHERE : NEITHER
}

/** A failure as a value. */
export function failure(error: GatewayError, attempt?: Attempt, more: Partial<Failure> = {}): Failure {
  const { retryAfter } = error.details
  return { ok: false, status: error.status, headers: {}, error, attempt, ...chances(error), retryAfter, ...more }
}

/** How long a provider asks us to wait, in milliseconds: the hints in the order of RELIABILITY. */
export function waitHint(headers: HeaderReader, body: unknown, now: number): number | undefined {
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms']) {
    const ms = duration(headers.get(name))
    if (ms !== undefined) return ms
  }
  const after = headers.get('retry-after')
  const seconds = duration(after)
  if (seconds !== undefined) return seconds * 1000
  const at = Date.parse(after ?? '')
  return Number.isNaN(at) ? googleRetryInfo(body) : Math.max(0, at - now * 1000)
}

const duration = (text: string | null) => (text && /^\d{1,12}(\.\d*)?$/.test(text.trim()) ? Number(text) : undefined)

/** `{error: {details: [{"@type": ".../google.rpc.RetryInfo", retryDelay: "34s"}]}}` */
function googleRetryInfo(body: unknown): number | undefined {
  const details = (body as { error?: { details?: unknown } } | null)?.error?.details
  if (!Array.isArray(details)) return undefined
  const delay: unknown = details.find(detail => typeof detail?.retryDelay === 'string')?.retryDelay
  const seconds = duration(String(delay).replace(/s$/, ''))
  return seconds === undefined ? undefined : seconds * 1000
}

/** `x-should-retry` is the provider's own word, and wins. */
export function shouldRetry(headers: HeaderReader): Partial<Failure> {
  const word = headers.get('x-should-retry')
  if (word === 'true') return { again: 'yes' }
  if (word === 'false') return { again: 'no' }
  return {}
}

import type { GatewayError } from '@/lib/chat/errors'
import type { Attempt, Failure } from '@/lib/routing/types'

const PASSING = new Set([408, 409, 425, 429, 500, 502, 503, 504, 529, 520, 521, 522, 523, 524])
const ELSEWHERE_ONLY = new Set([402, 424])

/** May the same target be asked again, may another (RELIABILITY: retry and fallback), by the status a failure stands for. */
export function chances(error: GatewayError): Pick<Failure, 'again' | 'elsewhere'> {
  const { status } = error
  if (error.details.code === 'insufficient_quota' || ELSEWHERE_ONLY.has(status)) return { again: 'no', elsewhere: true }
  const passing = PASSING.has(status)
  return { again: passing ? 'yes' : 'no', elsewhere: passing }
}

/** A failure as a value, written into its attempt. */
export function failure(error: GatewayError, attempt: Attempt | undefined, more: Partial<Failure> = {}): Failure {
  if (attempt) {
    attempt.error = {
      message: error.message,
      type: error.details.type ?? error.kind,
      code: error.details.code ?? null,
      status: error.status,
      ...attempt.error,
    }
    attempt.end ??= 'error'
  }
  return {
    ok: false,
    status: error.status,
    headers: {},
    error,
    attempt,
    ...chances(error),
    retryAfter: error.details.retryAfter,
    ...more,
  }
}

/** How long a provider asks us to wait, in milliseconds: the hints in the order of RELIABILITY. */
export function waitHint(headers: Headers, body: unknown, now: number): number | undefined {
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms']) {
    const ms = Number(headers.get(name) || Number.NaN)
    if (ms >= 0) return ms
  }
  const after = headers.get('retry-after')
  if (after) {
    if (Number(after) >= 0) return Number(after) * 1000
    const at = Date.parse(after)
    if (!Number.isNaN(at)) return Math.max(0, at - now * 1000)
  }
  return googleRetryInfo(body)
}

/** `{error: {details: [{"@type": ".../google.rpc.RetryInfo", retryDelay: "34s"}]}}` */
function googleRetryInfo(body: unknown): number | undefined {
  const details = (body as { error?: { details?: unknown } } | null)?.error?.details
  if (!Array.isArray(details)) return undefined
  const delay = details.find(detail => typeof detail?.retryDelay === 'string')?.retryDelay as string | undefined
  const seconds = Number.parseFloat(delay ?? '')
  return seconds >= 0 ? seconds * 1000 : undefined
}

/** `x-should-retry` is the provider's own word, and wins. */
export function shouldRetry(headers: Headers): Partial<Failure> {
  const word = headers.get('x-should-retry')
  if (word === 'true') return { again: 'yes' }
  if (word === 'false') return { again: 'no' }
  return {}
}

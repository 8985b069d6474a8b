import type { ErrorKind } from '@/lib/chat/errors'

/** The kind of failure a provider's status stands for. */
export function kindOf(status: number): ErrorKind {
  if (status === 401) return 'authentication_error'
  if (status === 402 || status === 403) return 'permission_error'
  if (status === 404) return 'not_found_error'
  if (status === 408) return 'timeout_error'
  if (status === 413) return 'request_too_large'
  if (status === 429) return 'rate_limit_error'
  if (status === 503 || status === 529) return 'overloaded_error'
  if (status >= 400 && status < 500) return 'invalid_request_error'
  return 'provider_error'
}

/**
 * What to say when the answer has no words of its own: a proxy's page, plain text, nothing.
 * The text itself is left out: it is in the receipt, and a page may repeat what was sent to it.
 */
export function noWords(vendor: string, status: number, body: unknown): string {
  if (typeof body !== 'string') return `${vendor} answered ${status} without saying why.`
  const trimmed = body.trim()
  if (trimmed === '') return `${vendor} answered ${status} with nothing in it.`
  if (/^<(!doctype|html|head|body|\?xml)/i.test(trimmed)) return `${vendor} answered ${status} with a page, not an answer.`
  return `${vendor} answered ${status} with text that is not JSON.`
}

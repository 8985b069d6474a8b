import type { Answer } from './answer'
import type { Incoming } from './incoming'
import type { Services } from './services'

/** What a page elsewhere may read of an answer. */
const EXPOSED = [
  'x-request-id',
  'x-portkey-trace-id',
  'x-portkey-provider',
  'x-portkey-retry-attempt-count',
  'x-portkey-last-used-option-index',
  'x-portkey-cache-status',
  'x-refract-dropped',
  'x-refract-changed',
  'x-refract-attempts',
  'server-timing',
  'retry-after',
  'retry-after-ms',
  'x-should-retry',
  'x-ratelimit-limit-requests',
  'x-ratelimit-limit-tokens',
  'x-ratelimit-remaining-requests',
  'x-ratelimit-remaining-tokens',
  'x-ratelimit-reset-requests',
  'x-ratelimit-reset-tokens',
].join(', ')

/** A browser may keep the answer to its question so long, in seconds. */
const MAX_AGE = '7200'

/**
 * Whether the page an answer goes to may read it: those of `ALLOWED_ORIGINS` (`https://one.example,https://two.example`, or `*`).
 * Without it no other page may. https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function withCors(incoming: Incoming, answer: Answer, env: Services['env']): Answer {
  const origin = allowedOrigin(incoming, env)
  if (!origin) return answer
  const said = { 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED, vary: 'Origin' }
  return { ...answer, headers: { ...answer.headers, ...said } }
}

/** OPTIONS: what a browser asks before it sends for a page elsewhere. */
export function preflight(incoming: Incoming, env: Services['env']): Answer {
  const origin = allowedOrigin(incoming, env)
  const allow = { allow: 'GET, POST, OPTIONS' }
  if (!origin) return { status: 204, headers: allow }
  return {
    status: 204,
    headers: {
      ...allow,
      vary: 'Origin, Access-Control-Request-Headers',
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': incoming.headers.get('access-control-request-headers') ?? 'authorization, content-type',
      'access-control-max-age': MAX_AGE,
    },
  }
}

function allowedOrigin({ headers }: Incoming, env: Services['env']): string | undefined {
  const origin = headers.get('origin')
  if (!origin) return undefined
  const allowed = (env.ALLOWED_ORIGINS ?? '').split(',').map(entry => entry.trim().replace(/\/$/, ''))
  if (allowed.includes('*')) return '*'
  return allowed.includes(origin) ? origin : undefined
}

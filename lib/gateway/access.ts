import { createHash, timingSafeEqual } from 'node:crypto'
import type { Incoming } from './incoming'

type Env = Readonly<Record<string, string | undefined>>

/** Who is asking: may server keys be used for this caller, and if not, what would turn them on. */
export interface Access {
  serverKeys: boolean
  /** One sentence for the 401. */
  why?: string
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i

/**
 * Server keys serve callers who hold ACCESS_TOKEN; when none is set, requests from this very machine while the app
 * listens on loopback. The Host rule stops DNS rebinding, the Sec-Fetch-Site rule stops foreign pages (RELIABILITY).
 */
export function accessOf(incoming: Pick<Incoming, 'headers'>, env: Env): Access {
  const token = env.ACCESS_TOKEN
  const { headers } = incoming
  if (token) {
    const offered = [headers.get('x-portkey-api-key'), bearer(headers.get('authorization'))]
    if (offered.some(candidate => candidate && equal(candidate, token))) return { serverKeys: true }
    return { serverKeys: false, why: 'Server keys need the access token of this deployment, in x-portkey-api-key.' }
  }
  if (env.VERCEL || !listensOnLoopback(env))
    return { serverKeys: false, why: 'Server keys are off on a public address until ACCESS_TOKEN is set.' }
  if (!LOOPBACK.test(headers.get('host') ?? ''))
    return { serverKeys: false, why: 'Server keys are used for requests to localhost only.' }
  const site = headers.get('sec-fetch-site')
  if (site && site !== 'same-origin') return { serverKeys: false, why: 'Server keys are not used for requests from other pages.' }
  return { serverKeys: true }
}

/** Whether this machine alone can reach the app; the start script says where it listens. */
export const listensOnLoopback = ({ REFRACT_LISTEN = '' }: Env) => /^(localhost|127\.0\.0\.1|::1)$/i.test(REFRACT_LISTEN)

/** True when the Authorization header holds the access token itself: then it is nobody's provider key. */
export function isAccessToken(key: string | undefined, env: Env): boolean {
  return !!key && !!env.ACCESS_TOKEN && equal(key, env.ACCESS_TOKEN)
}

/** With or without `Bearer`, which stands alone where a client has an empty key. */
export function bearer(value: string | null): string | undefined {
  return value?.replace(/^bearer(\s+|$)/i, '').trim() || undefined
}

/** In constant time, whatever the lengths. */
function equal(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

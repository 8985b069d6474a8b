import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { GatewayError } from '@/lib/chat/errors'
import { MOST_ERROR, readAll } from '@/lib/egress'
import type { Grant, Provider } from '@/lib/providers/provider'
import { unlessAborted } from '@/lib/util/abort'
import { parseJson } from '@/lib/util/json'
import { Controller, type Signal } from '@/lib/util/signal'
import type { Services } from './services'
import { unreachable } from './upstream'

const MOST = 500
/** Seconds before its end from which on a token is no longer used: of Google's hour, 55 minutes remain. */
const MARGIN = 300
/** Milliseconds for a token, whoever waits for it. */
const PATIENCE = 10_000

interface Entry {
  token: Promise<string>
  /** Seconds since 1970; endless while it is asked for, so that many wait for one. */
  until: number
}

/** Tokens by the digest of the key that is good for them. */
export type Tokens = LRUCache<string, Entry>

export const createTokens = (): Tokens => new LRUCache({ max: MOST })

/**
 * The token a key is good for; nothing where the key itself is used. `forget` is for one that was refused.
 * Throws GatewayError, or the reason of the signal; the others go on waiting.
 */
export async function tokenFor(provider: Provider, key: string, services: Services, signal: Signal) {
  const grant = provider.grant?.(key)
  if (!grant) return undefined
  const { tokens, now } = services
  const name = createHash('sha256').update(`${provider.id} ${key}`).digest('hex')
  const known = tokens.get(name)
  const entry = known && known.until > now() ? known : begin()
  const forget = () => void (tokens.get(name) === entry && tokens.delete(name))
  return { text: await unlessAborted(entry.token, signal), forget }

  function begin(): Entry {
    const fresh: Entry = { until: Number.POSITIVE_INFINITY, token: asked() }
    tokens.set(name, fresh)
    fresh.token.catch(() => tokens.get(name) === fresh && tokens.delete(name))
    return fresh

    async function asked() {
      const { token, seconds } = await ask(provider, grant!, services)
      fresh.until = now() + seconds - MARGIN
      return token
    }
  }
}

async function ask(provider: Provider, grant: Grant, { now, egress, clocks }: Services) {
  const { text: body, ...where } = await grant.ask(now())
  const given = { connect: clocks.connect, total: PATIENCE }
  try {
    const { status, body: bytes } = await egress({ ...where, body, signal: new Controller().signal, clocks: given })
    const parsed = parseJson(await readAll(bytes, MOST_ERROR))
    const answer = (parsed.ok ? parsed.value : {}) as Record<string, unknown>
    const { access_token: token, expires_in: seconds = 0 } = answer
    if (status === 200 && typeof token === 'string' && token) return { token, seconds: Number(seconds) || 0 }
    throw noToken(provider, status, answer)
  } catch (cause) {
    throw cause instanceof GatewayError ? cause : unreachable(cause, provider)
  }
}

/** Google says what is wrong with a key; its other failures pass. https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
function noToken({ id: provider, name }: Provider, status: number, { error, error_description: why }: Record<string, unknown>) {
  const says = [error, why].filter(word => typeof word === 'string').join(': ')
  const message = `No token for ${name} was given for this key${says && `: ${says.slice(0, 300)}`}.`
  if (status < 500 && status !== 429) return new GatewayError('authentication_error', message, { provider, code: 'bad_key' })
  return new GatewayError('provider_error', message, { provider, code: 'unreachable' })
}

import type { Target } from '@/lib/routing/types'
import { type Access, bearer, isAccessToken } from './access'
import type { HeaderReader } from './incoming'
import { fingerprint } from './named'
import type { Services } from './services'

/** So many keys of a config may read what it did. */
const MOST = 4

/**
 * Who may read what is kept of a request: whoever holds the access token, this very machine where there is none, and whoever
 * holds a key that was used. Names that give nothing of a key away, made when they are asked for: until then nothing is held of the
 * request but its keys.
 */
export function ownersOf(headers: HeaderReader, access: Access, env: Services['env'], targets: Target[] = []): () => string[] {
  const shared = access.serverKeys ? [env.ACCESS_TOKEN ? 'token' : 'local'] : []
  const sent = [bearer(headers.get('authorization')), headers.get('x-api-key')?.trim()]
  const inConfig = targets.filter(({ serverKey }) => !serverKey).map(({ api_key }) => api_key)
  const keys = [...sent, ...inConfig].filter(key => key && !isAccessToken(key, env)) as string[]
  return () => [...new Set([...shared, ...keys.map(fingerprint)])].slice(0, MOST)
}

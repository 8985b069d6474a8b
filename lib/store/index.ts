import { calm } from './calm'
import { fileStore } from './files'
import { memoryStore } from './memory'
import { redisStore } from './redis'
import type { Store } from './store'
import { upstashStore } from './upstash'

export { memoryStore } from './memory'
export { MOST_VALUE, type Store } from './store'

/**
 * By the environment: `REDIS_URL`, else Upstash's two variables (Vercel's integration calls them `KV_REST_API_…`), else files in
 * `DATA_DIR`, which `npm start` sets, else memory.
 */
export function storeFrom(env: Readonly<Record<string, string | undefined>>): Store {
  if (env.REDIS_URL) return calm(redisStore(env.REDIS_URL))
  const url = env.UPSTASH_REDIS_REST_URL || env.KV_REST_API_URL
  const token = env.UPSTASH_REDIS_REST_TOKEN || env.KV_REST_API_TOKEN
  if (url && token) return calm(upstashStore(url, token))
  return calm(env.DATA_DIR ? fileStore(env.DATA_DIR) : memoryStore())
}

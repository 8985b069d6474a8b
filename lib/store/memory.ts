import { LRUCache } from 'lru-cache'
import type { Store } from './store'

const MOST_BYTES = 64_000_000

/** In this process, and gone with it. The least used makes room. */
export function memoryStore({ maxSize = MOST_BYTES, now = () => performance.now() } = {}): Store {
  const values = new LRUCache<string, string>({
    maxSize,
    sizeCalculation: (value, key) => 2 * (value.length + key.length) + 1,
    perf: { now },
    ttlResolution: 0,
  })
  return {
    name: 'memory',
    get: async key => values.get(key),
    async set(key, value, ttl) {
      values.set(key, value, { ttl: ttl * 1000 })
    },
    async delete(key) {
      values.delete(key)
    },
    async increment(key, by, ttl) {
      const next = Number(values.get(key) ?? 0) + by
      const rest = values.getRemainingTTL(key)
      values.set(key, String(next), { ttl: rest > 0 && Number.isFinite(rest) ? rest : ttl * 1000 })
      return next
    },
    check: async () => {},
    async close() {
      values.clear()
    },
  }
}

import { Redis } from 'ioredis'
import type { Store } from './store'

const PREFIX = 'refract:'
const CONNECT_MS = 1_000
const COMMAND_MS = 1_000
const LONGEST_PAUSE_MS = 5_000

/** A Redis server by its URL, shared by every process that names it. While it is away a call fails at once, and it comes back by itself. */
export function redisStore(url: string): Store {
  const client = new Redis(url, {
    keyPrefix: PREFIX,
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    commandTimeout: COMMAND_MS,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: true,
    retryStrategy: times => Math.min(LONGEST_PAUSE_MS, 100 * 2 ** times),
  })
  // What fails is told by the call that needed it; without a listener the event would end the process.
  client.on('error', () => {})
  return {
    name: `Redis at ${client.options.host}:${client.options.port}`,
    get: async key => (await client.get(key)) ?? undefined,
    async set(key, value, ttl) {
      await client.set(key, value, 'PX', Math.max(1, Math.round(ttl * 1000)))
    },
    async delete(key) {
      await client.del(key)
    },
    async increment(key, by, ttl) {
      const ms = Math.max(1, Math.round(ttl * 1000))
      const results = await client.multi().set(key, 0, 'PX', ms, 'NX').incrby(key, by).exec()
      const [failure, value] = results![1]!
      if (failure) throw failure
      return Number(value)
    },
    async check() {
      await client.ping()
    },
    async close() {
      client.disconnect()
    },
  }
}

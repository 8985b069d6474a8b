import type { Redis } from 'ioredis'
import type { Store } from './store'

const PREFIX = 'refract:'
const CONNECT_MS = 1_000
const COMMAND_MS = 1_000
const LONGEST_PAUSE_MS = 5_000

/** A Redis server by its URL, shared by every process that names it. While it is away a call fails at once, and it comes back by itself. */
export function redisStore(url: string): Store {
  let connected: Promise<Redis> | undefined
  const client = () => (connected ??= connect(url))
  return {
    name: `Redis at ${addressOf(url)}`,
    get: async key => (await (await client()).get(key)) ?? undefined,
    async set(key, value, ttl) {
      await (await client()).set(key, value, 'PX', Math.max(1, Math.round(ttl * 1000)))
    },
    async delete(key) {
      await (await client()).del(key)
    },
    async increment(key, by, ttl) {
      const ms = Math.max(1, Math.round(ttl * 1000))
      const transaction = (await client()).multi()
      const results = await transaction.set(key, 0, 'PX', ms, 'NX').incrby(key, by).exec()
      const [failure, value] = results![1]!
      if (failure) throw failure
      return Number(value)
    },
    async check() {
      await (await client()).ping()
    },
    async close() {
      ;(await connected)?.disconnect()
    },
  }
}

/** The client is loaded by whoever has a Redis, and by nobody else. */
async function connect(url: string): Promise<Redis> {
  const { Redis } = await import('ioredis')
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
  return client
}

function addressOf(url: string): string {
  const { hostname = '', port = '' } = URL.canParse(url) ? new URL(url) : {}
  return hostname ? `${hostname}:${port || 6379}` : 'the address of REDIS_URL'
}

import type { Redis } from '@upstash/redis'
import type { Store } from './store'

const PREFIX = 'refract:'

/** Redis over HTTP, for places without lasting connections: https://upstash.com/docs/redis/features/restapi */
export function upstashStore(url: string, token: string): Store {
  let made: Promise<Redis> | undefined
  const client = () => (made ??= clientFor(url, token))
  return {
    name: `Upstash at ${new URL(url).host}`,
    get: async key => (await (await client()).get<string>(PREFIX + key)) ?? undefined,
    async set(key, value, ttl) {
      await (await client()).set(PREFIX + key, value, { px: Math.max(1, Math.round(ttl * 1000)) })
    },
    async delete(key) {
      await (await client()).del(PREFIX + key)
    },
    async increment(key, by, ttl) {
      const px = Math.max(1, Math.round(ttl * 1000))
      const command = (await client())
        .multi()
        .set(PREFIX + key, '0', { px, nx: true })
        .incrby(PREFIX + key, by)
      const [, value] = await command.exec<[unknown, number]>()
      return Number(value)
    },
    async check() {
      await (await client()).ping()
    },
    close: async () => {},
  }
}

/** The client is loaded by whoever has one there, and by nobody else. */
async function clientFor(url: string, token: string): Promise<Redis> {
  const { Redis } = await import('@upstash/redis')
  return new Redis({ url, token, automaticDeserialization: false, retry: { retries: 1 }, enableTelemetry: false })
}

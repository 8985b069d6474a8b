import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { storeFrom } from '@/lib/store'
import { calm } from '@/lib/store/calm'
import { fileStore } from '@/lib/store/files'
import { memoryStore } from '@/lib/store/memory'
import { redisStore } from '@/lib/store/redis'
import { upstashStore } from '@/lib/store/upstash'
import { type StoreKind, storeSuite } from '../support/store-suite'

const folder = mkdtempSync(join(tmpdir(), 'refract-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The commands of Redis that are used, over Upstash's REST. https://upstash.com/docs/redis/features/restapi */
async function upstashStandIn(): Promise<{ server: Server; url: string; at: { now: number } }> {
  const at = { now: 0 }
  const values = new Map<string, { value: string; until: number }>()
  const alive = (key: string) => {
    const found = values.get(key)
    return found && found.until > at.now ? found : undefined
  }
  const run = ([command, key, ...rest]: string[]) => {
    if (command === 'ping') return 'PONG'
    if (command === 'get') return alive(key!)?.value ?? null
    if (command === 'del') return values.delete(key!) ? 1 : 0
    if (command === 'incrby') {
      const found = alive(key!)
      const value = String(Number(found?.value ?? 0) + Number(rest[0]))
      values.set(key!, { value, until: found?.until ?? Number.POSITIVE_INFINITY })
      return Number(value)
    }
    const options = rest.slice(1).map(word => String(word).toLowerCase())
    if (options.includes('nx') && alive(key!)) return null
    values.set(key!, { value: rest[0]!, until: at.now + Number(options[options.indexOf('px') + 1]) })
    return 'OK'
  }
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', data => (text += data))
    request.on('end', () => {
      const body = JSON.parse(text)
      const many = Array.isArray(body[0])
      const answer = many ? body.map((command: string[]) => ({ result: run(command) })) : { result: run(body) }
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, at }
}

const kinds: StoreKind[] = [
  {
    name: 'memory',
    async open() {
      let now = 1
      return { store: memoryStore({ now: () => now }), pass: seconds => (now += seconds * 1000) }
    },
  },
  {
    name: 'files',
    async open() {
      let now = 1_700_000_000_000
      return {
        store: fileStore(mkdtempSync(join(folder, 'files-')), { now: () => now }),
        pass: seconds => (now += seconds * 1000),
      }
    },
  },
  {
    name: 'Upstash',
    async open() {
      const { server, url, at } = await upstashStandIn()
      return { store: upstashStore(url, 'token'), pass: seconds => (at.now += seconds * 1000), close: () => server.close() }
    },
  },
]

for (const kind of kinds) storeSuite(kind)

describe('memory', () => {
  it('keeps to its size: the least used makes room', async () => {
    const store = memoryStore({ maxSize: 10_000 })
    for (let index = 0; index < 20; index++) {
      await store.set(`key ${index}`, 'x'.repeat(1000), 60)
      await store.get('key 0')
    }
    expect(await store.get('key 0')).toBeDefined()
    expect(await store.get('key 5')).toBeUndefined()
  })
})

describe('files', () => {
  it('outlive the process, and are read by another one', async () => {
    const at = mkdtempSync(join(folder, 'two-'))
    await fileStore(at).set('key', 'value', 60)
    expect(await fileStore(at).get('key')).toBe('value')
    await Promise.all([fileStore(at), fileStore(at)].map(store => store.increment('n', 1, 60)))
    expect(await fileStore(at).increment('n', 1, 60)).toBe(3)
  })

  it('have names that tell nothing and lead nowhere', async () => {
    const at = mkdtempSync(join(folder, 'names-'))
    await fileStore(at).set('../outside', 'value', 60)
    expect(readdirSync(at)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
  })

  it('are swept: what ran out goes, then the oldest until the rest fits', async () => {
    const at = mkdtempSync(join(folder, 'sweep-'))
    let now = Date.now()
    const store = fileStore(at, { now: () => now, most: 5_000 })
    await store.set('short', 'x', 1)
    writeFileSync(join(at, 'torn.new'), 'half')
    for (let index = 0; index < 10; index++) await store.set(`key ${index}`, 'x'.repeat(1_000), 10_000)
    now += 120_000
    await store.set('last', 'x'.repeat(1_000), 10_000)
    const left = readdirSync(at)
    expect(left.length).toBeLessThanOrEqual(5)
    expect(left).not.toContain('torn.new')
    expect(await store.get('last')).toBeDefined()
  })

  it('that cannot be written say so in words', async () => {
    const blocked = join(folder, 'blocked')
    writeFileSync(blocked, 'a file, and no folder')
    await expect(fileStore(blocked).set('key', 'x', 60)).rejects.toThrow(`Cannot write to ${blocked}`)
    await expect(fileStore(blocked).check()).rejects.toThrow('Cannot write to')
    await expect(fileStore(blocked).increment('key', 1, 60)).rejects.toThrow(/EEXIST|ENOTDIR|Cannot write/)
  })
})

describe('a store that fails', () => {
  it('takes nothing down: it has nothing, keeps nothing, counts nothing, and says so once', async () => {
    let now = 0
    const lines: string[] = []
    const failing = fileStore(join(folder, 'blocked'))
    const store = calm(failing, { now: () => now, log: line => lines.push(line) })
    await store.set('key', 'x', 60)
    now += 2_000
    expect(await store.get('key')).toBeUndefined()
    now += 2_000
    expect(await store.increment('key', 1, 60)).toBe(0)
    now += 2_000
    await store.delete('key')
    expect(lines).toEqual([expect.stringMatching(/The store \(files in .*\) failed, and answers go on without it: Cannot write/)])
    now += 60_000
    await store.set('key', 'x', 60)
    expect(lines).toHaveLength(2)
    await expect(store.check()).rejects.toThrow()
  })

  it('is left alone for a second, so that not every answer waits for it', async () => {
    let now = 0
    let asked = 0
    const hanging = { ...memoryStore(), get: () => (asked++, Promise.reject(new Error('away'))) }
    const store = calm(hanging, { now: () => now, log: () => {} })
    for (let time = 0; time < 10; time++) await store.get('key')
    expect(asked).toBe(1)
    now = 1_000
    await store.get('key')
    expect(asked).toBe(2)
  })

  it('as a Redis that is not there does, at once and without ending the process', async () => {
    const probe = createSocketServer().listen(0, '127.0.0.1')
    await new Promise(resolve => probe.once('listening', resolve))
    const { port } = probe.address() as AddressInfo
    await new Promise(resolve => probe.close(resolve))
    const lines: string[] = []
    const redis = redisStore(`redis://:secret-word@127.0.0.1:${port}`)
    const store = calm(redis, { log: line => lines.push(line) })
    expect(await store.get('key')).toBeUndefined()
    expect(lines).toEqual([expect.stringContaining(`Redis at 127.0.0.1:${port}`)])
    expect(lines.join()).not.toContain('secret-word')
    await store.close()
  })
})

describe('which store', () => {
  it.each<[env: Record<string, string>, name: RegExp]>([
    [{}, /^memory$/],
    [{ DATA_DIR: join(folder, 'data') }, /^files in .*data$/],
    [{ DATA_DIR: 'x', KV_REST_API_URL: 'https://kv.example', KV_REST_API_TOKEN: 't' }, /^Upstash at kv\.example$/],
    [{ UPSTASH_REDIS_REST_URL: 'https://up.example', UPSTASH_REDIS_REST_TOKEN: 't' }, /^Upstash at up\.example$/],
    [{ DATA_DIR: 'x', REDIS_URL: 'redis://user:secret-word@cache.example:6380/2' }, /^Redis at cache\.example:6380$/],
  ])('by %j', async (env, name) => {
    const store = storeFrom(env)
    expect(store.name).toMatch(name)
    await store.close()
  })
})

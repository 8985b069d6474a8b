import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Store, StoreError } from './store'

interface Options {
  /** Of all files together, in bytes; the oldest make room. */
  most?: number
  /** Milliseconds since 1970. */
  now?(): number
}

const MOST_BYTES = 256_000_000
const SWEEP_EVERY_MS = 60_000
/** A lock of a process that died in the middle of its work. */
const STALE_LOCK_MS = 2_000
const LOCK_TRIES = 200

/**
 * Files in a folder, which outlive the process. A name is a hash, so that no key can lead out of the folder; a file is written beside
 * its place and then put there, so that nobody reads half of one. First line: until when it holds, in milliseconds since 1970.
 */
export function fileStore(folder: string, { most = MOST_BYTES, now = Date.now }: Options = {}): Store {
  const pathOf = (key: string) => join(folder, createHash('sha256').update(key).digest('hex'))
  let sweptAt = now()
  let sweeping: Promise<void> | undefined

  async function read(path: string): Promise<{ until: number; value: string } | undefined> {
    const text = await readFile(path, 'utf8').catch(cause => {
      if (cause.code === 'ENOENT') return undefined
      throw cause
    })
    if (text === undefined) return undefined
    const end = text.indexOf('\n')
    const until = Number(text.slice(0, end))
    return end > 0 && until > now() ? { until, value: text.slice(end + 1) } : undefined
  }

  async function write(path: string, value: string, until: number) {
    const beside = `${path}.${randomUUID()}.new`
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(beside, `${until}\n${value}`, { mode: 0o600 })
      await rename(beside, path)
    } catch (cause) {
      await rm(beside, { force: true }).catch(() => {})
      throw new StoreError(`Cannot write to ${folder}: ${reasonOf(cause)}`, { cause })
    }
    if (now() - sweptAt > SWEEP_EVERY_MS) await sweepOnce()
  }

  /** What has run out goes, then the oldest until the rest fits. */
  function sweepOnce(): Promise<void> {
    sweptAt = now()
    sweeping ??= sweep().finally(() => (sweeping = undefined))
    return sweeping
  }

  async function sweep() {
    const left: { path: string; size: number; at: number }[] = []
    for (const name of await readdir(folder)) {
      const path = join(folder, name)
      const about = await stat(path).catch(() => undefined)
      if (!about?.isFile()) continue
      const isLeftover = /\.(new|lock)$/.test(name) && now() - about.mtimeMs > SWEEP_EVERY_MS
      if (isLeftover || (/^[0-9a-f]{64}$/.test(name) && (await untilOf(path)) <= now())) await rm(path, { force: true })
      else left.push({ path, size: about.size, at: about.mtimeMs })
    }
    left.sort((one, other) => other.at - one.at)
    let total = 0
    for (const { path, size } of left) {
      total += size
      if (total > most) await rm(path, { force: true })
    }
  }

  /** One at a time, also among processes. */
  async function locked<T>(path: string, work: () => Promise<T>): Promise<T> {
    const lock = `${path}.lock`
    await mkdir(folder, { recursive: true, mode: 0o700 })
    for (let tries = 0; ; tries++) {
      const handle = await open(lock, 'wx').catch(cause => {
        if (cause.code === 'EEXIST' && tries < LOCK_TRIES) return undefined
        throw new StoreError(`Cannot write to ${folder}: ${reasonOf(cause)}`, { cause })
      })
      if (handle) {
        try {
          return await work()
        } finally {
          await handle.close()
          await rm(lock, { force: true })
        }
      }
      const age = Date.now() - ((await stat(lock).catch(() => undefined))?.mtimeMs ?? Date.now())
      if (age > STALE_LOCK_MS) await rm(lock, { force: true })
      else await new Promise(resolve => setTimeout(resolve, 1 + Math.random() * 9))
    }
  }

  return {
    name: `files in ${folder}`,
    get: async key => (await read(pathOf(key)))?.value,
    set: (key, value, ttl) => write(pathOf(key), value, now() + ttl * 1000),
    delete: key => rm(pathOf(key), { force: true }),
    increment(key, by, ttl) {
      const path = pathOf(key)
      return locked(path, async () => {
        const before = await read(path)
        const next = Number(before?.value ?? 0) + by
        await write(path, String(next), before?.until ?? now() + ttl * 1000)
        return next
      })
    },
    async check() {
      const probe = pathOf('probe')
      await write(probe, '', now() + 1000)
      await rm(probe, { force: true })
    },
    async close() {
      await sweeping
    },
  }
}

async function untilOf(path: string): Promise<number> {
  const handle = await open(path).catch(() => undefined)
  if (!handle) return 0
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(20), 0, 20, 0)
    return Number(buffer.toString('latin1', 0, bytesRead).split('\n')[0])
  } finally {
    await handle.close()
  }
}

function reasonOf(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException
  if (code === 'ENOSPC') return 'the disk is full'
  if (code === 'EROFS') return 'the disk is read-only'
  if (code === 'EACCES' || code === 'EPERM') return 'it is not allowed'
  return message
}

import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'

export interface RedisServer extends AsyncDisposable {
  /** `redis://127.0.0.1:port` */
  url: string
  port: number
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>
}

/** A Redis of one's own on loopback, in memory alone. `REDIS_SERVER` names the program, else `redis-server`. */
export async function startRedis(port?: number): Promise<RedisServer> {
  const at = port ?? (await freePort())
  const child = spawn(process.env.REDIS_SERVER || 'redis-server', [
    ...['--port', String(at)],
    ...['--bind', '127.0.0.1'],
    ...['--save', ''],
    ...['--appendonly', 'no'],
  ])
  await ready(child)
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const kill = () => {
    child.kill('SIGKILL')
    return ended
  }
  return { url: `redis://127.0.0.1:${at}`, port: at, kill, [Symbol.asyncDispose]: kill }
}

function ready(child: ChildProcess): Promise<void> {
  let printed = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', piece => {
      printed += piece
      if (/Ready to accept connections/.test(printed)) resolve()
    })
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`redis-server ended with ${code}:\n${printed}`)))
  })
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

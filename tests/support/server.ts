import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { testEnvironment } from './environment.mjs'
import { started } from './started.mjs'

const start = fileURLToPath(new URL('../../lib/server/start.mjs', import.meta.url))

export interface TestServer extends AsyncDisposable {
  /** `http://127.0.0.1:port` */
  url: string
  pid: number
  /** Everything it printed so far. */
  logs(): string
  /** Asks it to end, and waits until it has. Returns its exit code. */
  stop(): Promise<number | null>
}

interface Options {
  /** Another script than `npm start`'s. */
  script?: string
  env?: Record<string, string>
  cwd?: string
  port?: number
  /** The user it runs as, by number. */
  uid?: number
}

/** Starts the app that was built, on a free port of loopback, as `npm start` does, by the door that DOOR names; throws what it printed when it does not come up. */
export async function startServer({ script = start, env, cwd, port = 0, uid }: Options = {}): Promise<TestServer> {
  const child = spawn(process.execPath, [script], {
    cwd,
    uid,
    env: testEnvironment({ PORT: String(port), REFRACT_DOOR: process.env.DOOR ?? '', ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let logs = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', piece => (logs += piece))
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve))
  const url: string = await started(child)
  const stop = () => {
    child.kill('SIGTERM')
    return ended
  }
  return { url, pid: child.pid!, logs: () => logs, stop, [Symbol.asyncDispose]: async () => void (await stop()) }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const leash = new URL('leash.mjs', import.meta.url).href
const running = new Set()

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130))

/** The path of a file, from this folder. */
export const here = name => fileURLToPath(new URL(name, import.meta.url))

/** Starts a Node script, by path or URL, on the leash. What it prints last is told when it ends unasked. */
export function start(script, { args = [], env = process.env, cwd } = {}) {
  const child = spawn(process.execPath, ['--import', leash, script instanceof URL ? fileURLToPath(script) : script, ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
  running.add(child)
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', piece => (printed = (printed + piece).slice(-4000)))
  const ended = once(child, 'exit').then(() => running.delete(child))
  const gone = ended.then(() => {
    throw new Error(`${script} ended:\n${printed}`)
  })
  gone.catch(() => {})

  /** Who waits for a message of a kind. */
  const waiting = new Map()
  child.on('message', message => {
    for (const kind of Object.keys(message)) {
      for (const resolve of waiting.get(kind) ?? []) resolve(message[kind])
      waiting.delete(kind)
    }
  })
  /** The first message of this kind from now on. */
  function told(kind) {
    const next = new Promise(resolve => waiting.set(kind, [...(waiting.get(kind) ?? []), resolve]))
    return Promise.race([gone, next])
  }

  return {
    child,
    told,
    /** Microseconds of processor time since its start, bytes of memory. */
    usage() {
      const answer = told('usage')
      child.send('usage')
      return answer
    },
    async stop() {
      child.kill('SIGTERM')
      const patience = setTimeout(() => child.kill('SIGKILL'), 3000)
      await ended
      clearTimeout(patience)
    },
  }
}

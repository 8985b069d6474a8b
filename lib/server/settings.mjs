import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Plain JavaScript: it runs before anything is built. */

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where the front door is once it is built. */
export const dist = join(root, 'dist')
export const door = join(dist, 'node.mjs')

/** Next, and what it brings along; says what to do when it is not there. */
export function requireNext(name = 'next') {
  try {
    const require = createRequire(import.meta.url)
    return createRequire(require.resolve('next/package.json'))(name)
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error
    return stop('The packages are not installed yet. Run: npm install')
  }
}

/** Says what is wrong in one line and ends the process. */
export function stop(message) {
  console.error(`\n  ${message}\n`)
  process.exit(1)
}

/**
 * Where to listen, by HOST and PORT, from the environment or from the .env files that Next reads. Tells the app through REFRACT_LISTEN,
 * because who may use server keys and local providers depends on it. Port 0 is any free one; `grace` is in milliseconds.
 */
export function readSettings({ dev = false } = {}) {
  process.env.NODE_ENV = dev ? 'development' : 'production'
  process.env.NEXT_TELEMETRY_DISABLED ??= '1'
  requireNext('@next/env').loadEnvConfig(root, dev, { info() {}, error: console.error })
  const host = process.env.HOST || '127.0.0.1'
  const port = process.env.PORT || '3000'
  const workers = process.env.WORKERS || '1'
  const grace = process.env.SHUTDOWN_GRACE || '30'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
    stop(`PORT is "${port}"; it must be a number from 0 to 65535, as in PORT=3001`)
  if (!/^\d{1,2}$/.test(workers) || Number(workers) < 1)
    stop(`WORKERS is "${workers}"; it must be a number of processes from 1 to 99, as in WORKERS=4`)
  if (!/^\d{1,4}(\.\d+)?$/.test(grace))
    stop(`SHUTDOWN_GRACE is "${grace}"; it must be a number of seconds, as in SHUTDOWN_GRACE=30`)
  process.env.REFRACT_LISTEN = host
  // What is kept outlives a restart; empty is memory.
  process.env.DATA_DIR ??= join(root, '.data')
  return { host, port: Number(port), workers: Number(workers), grace: Number(grace) * 1000 }
}

/** Listens, or says why that cannot be. Returns the port. */
export function listen(server, host, port) {
  return new Promise(resolve => {
    server.once('error', error => stop(whyNot(error, host, port)))
    server.listen(port, host, () => resolve(server.address().port))
  })
}

/** Before a build of a minute, and not after it: is the port free. */
export async function checkPort(host, port) {
  const probe = createServer()
  await listen(probe, host, port)
  await new Promise(resolve => probe.close(resolve))
}

/** As a browser on this machine writes it. */
export function addressOf(host, port) {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

function whyNot({ code, message }, host, port) {
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1}`
  if (code === 'EACCES') return `Port ${port} is reserved on this system. Choose one above 1023, as in PORT=3000`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST is "${host}", which is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for every one`
  return `Cannot listen on ${host}:${port}: ${message}`
}

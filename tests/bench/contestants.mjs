import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testEnvironment } from '../support/environment.mjs'
import { started } from '../support/started.mjs'
import { installed } from './install.mjs'
import { here, start } from './processes.mjs'

const PATHS = { openai: '/chat/completions', anthropic: '/messages' }

/** What is kept, in files as by default. */
const data = mkdtempSync(join(tmpdir(), 'refract-bench-'))
process.on('exit', () => rmSync(data, { recursive: true, force: true }))

/** Starts one of those in names.mjs, with everything as it is by default, but that it may reach the mock. */
export async function launch(name, mock) {
  if (name === 'direct') return direct(mock)
  const server = await STARTS[name](new URL(mock.url).host)
  return server && { name, ...server, request: (wire, path, body) => throughGateway(server.url, mock, wire, path, body) }
}

const STARTS = {
  front: host => refract(host, {}),
  next: host => refract(host, { REFRACT_DOOR: 'next' }),
  bare: () => listening(new URL('bare.mjs', import.meta.url)),
  portkey: () => {
    const found = installed('portkey')
    return found && portkey(found).catch(error => console.error(`  Portkey does not start, so it is left out: ${error.message}`))
  },
}

async function portkey({ place, version }) {
  const options = { args: ['--headless', '--port=0'], env: production() }
  return { ...(await listening(join(place, 'build', 'start-server.js'), options)), version }
}

async function refract(host, env) {
  const script = here('../../lib/server/start.mjs')
  const server = start(script, {
    env: production({ PORT: '0', ALLOWED_PRIVATE_HOSTS: host, DATA_DIR: data, ...env }),
    cwd: here('../..'),
  })
  return { ...server, url: await started(server.child) }
}

async function listening(script, options = { env: production() }) {
  const server = start(script, options)
  return { ...server, url: `http://127.0.0.1:${await server.told('listening')}` }
}

const production = env => testEnvironment({ NODE_ENV: 'production', ...env })

/** The headers both gateways know. */
function throughGateway(url, mock, wire, path, body) {
  return {
    url: `${url}/v1/chat/completions`,
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer bench',
      'x-portkey-provider': wire,
      'x-portkey-custom-host': `${mock.url}/${path}/v1`,
    },
    body,
  }
}

function direct(mock) {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer bench' }
  const request = (wire, path, body) => ({ url: `${mock.url}/${path}/v1${PATHS[wire]}`, headers, body })
  return { name: 'direct', url: mock.url, request, usage: mock.usage, stop: async () => {} }
}

/** The mock and the callers, a process each. */
export async function surroundings() {
  const mock = await listening(new URL('mock.mjs', import.meta.url))
  const callers = start(new URL('load.mjs', import.meta.url))
  await callers.told('ready')
  let jobs = 0
  /** Begins a job of load.mjs. One that stalls is `stalled` at some time, and ends by `release`. */
  function begin(job) {
    const id = `job${++jobs}`
    const over = callers.told(id).then(answer => {
      if (answer.error) throw new Error(answer.error)
      return answer
    })
    over.catch(() => {})
    const stalled = Promise.race([callers.told(`${id}-stalled`), over])
    stalled.catch(() => {})
    callers.child.send({ job: { id, ...job } })
    return { over, stalled, release: () => callers.child.send({ release: id }) }
  }
  const stop = () => Promise.all([mock.stop(), callers.stop()])
  return { callers, mock, begin, run: job => begin(job).over, stop }
}

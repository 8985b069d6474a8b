import { createServer } from 'node:http'
import { build, isStale } from './build.mjs'
import { keysFound } from './found.mjs'
import { addressOf, checkPort, listen, readSettings, requireNext, root, stop } from './settings.mjs'

/** `npm start`: builds when there is something to build, then serves. REFRACT_SKIP_BUILD=1 serves what is there. */

/** Room for a routing config in a header. */
const MOST_HEADERS = 64 * 1024
/** How long answers under way may go on after a signal, in milliseconds. */
const GRACE = 5_000

const { host, port } = readSettings()
await checkPort(host, port)

if (process.env.REFRACT_SKIP_BUILD !== '1' && isStale()) {
  console.log('  Building the app; this takes about a minute.')
  if (!build()) stop('The build failed; what is wrong stands above.')
}

let answer = (_, response) => response.writeHead(503, { 'retry-after': '1' }).end('Starting')
const server = createServer({ maxHeaderSize: MOST_HEADERS }, (request, response) => answer(request, response))
const bound = await listen(server, host, port)

// Next is given another server to hang its Upgrade listener on: with none here, Node takes a request that offers an upgrade for the
// plain request it also is (Java's HTTP client offers h2c with every POST).
const app = requireNext()({ dev: false, dir: root, hostname: host, port: bound, httpServer: createServer() })
await app.prepare().catch(error => stop(`The app did not start: ${error.message}`))
const toApp = app.getRequestHandler()
answer = (request, response) => {
  // Limits count by it; nobody else may say where a request comes from.
  request.headers['x-refract-address'] = request.socket.remoteAddress ?? ''
  toApp(request, response)
}
// Before the address is told: whoever reads it may ask for the end at once.
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, close)
console.log(`\n  Refract is at ${addressOf(host, bound)}`)
console.log(`  ${keysFound(process.env)}\n  ${await storeOf(addressOf(host, bound))}\n`)

function close() {
  server.close(() => process.exit(0))
  server.closeIdleConnections()
  setTimeout(() => process.exit(0), GRACE).unref()
}

/** As /healthz tells it. */
async function storeOf(address) {
  const health = await fetch(`${address}/healthz`).then(
    response => response.json(),
    () => undefined,
  )
  const { kind, reachable } = health?.store ?? {}
  if (!kind) return 'The store did not answer'
  return `Kept in: ${kind}${reachable ? '' : ', which cannot be reached now; answers go on without'}`
}

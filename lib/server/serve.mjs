import { createServer } from 'node:http'
import { listen, requireNext, root, stop } from './settings.mjs'

/** Until Next is loaded though nobody asked for a page yet, in milliseconds: the first answers of the API do not wait for it. */
const NEXT_LATER = 500

/** Serves in this process until it is told to end. Returns the port. REFRACT_DOOR=next leaves the API to Next too. */
export async function serve({ host, port, grace }) {
  const telemetry = await startTelemetry(process.env)
  const { createDoor, shutDown } = await import('../../dist/node.mjs').catch(cause =>
    stop(`The front door is not built, or cannot be loaded: ${cause.message}. Run: npm run build`),
  )
  let bound
  let next
  const loadNext = () => (next ??= startNext(host, bound))
  const pages = (message, response) => void loadNext().then(toNext => toNext(message, response))
  const server = createDoor(pages, { own: process.env.REFRACT_DOOR !== 'next' })
  bound = await listen(server, host, port)

  const end = async () => {
    await shutDown(server, grace)
    await telemetry?.flushTelemetry()
    process.exit(0)
  }
  // Before the address is told: whoever reads it may ask for the end at once.
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, end)
  setTimeout(loadNext, NEXT_LATER).unref()
  return bound
}

/** Before the first answer, and so before Next's own start, which instrumentation.ts is for. */
async function startTelemetry({ OTEL_EXPORTER_OTLP_ENDPOINT: all, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: traces }) {
  if (!all && !traces) return undefined
  const telemetry = await import('./telemetry.mjs')
  telemetry.registerTelemetry()
  return telemetry
}

/** Next's own way to answer, as soon as it is ready for it. */
export async function startNext(host, port) {
  // Next is given another server to hang its Upgrade listener on: with none of ours, Node takes a request that offers an upgrade for
  // the plain request it also is (Java's HTTP client offers h2c with every POST).
  const app = requireNext()({ dev: false, dir: root, hostname: host, port, httpServer: createServer() })
  await app.prepare().catch(error => stop(`The app did not start: ${error.message}`))
  return app.getRequestHandler()
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { json } from '@/lib/gateway/answer'
import { asError } from '@/lib/gateway/refusal'
import { incomingOf, writeAnswer } from './exchange'
import { answerMalformed } from './malformed'
import { type Route, routeOf } from './routes'
import { answerByFetch } from './web-exchange'

export { shutDown } from './shut-down'

type Listener = (message: IncomingMessage, response: ServerResponse) => void

/** Room for a routing config in a header. */
const MOST_HEADERS = 64 * 1024
/** Longer than a proxy in front keeps a connection it may send on, in milliseconds. */
const KEEP_ALIVE = 65_000

/** The server of `npm start`: the routes of the API by themselves, whatever else there is by `pages`. Without `own` all is theirs. */
export function createDoor(pages: Listener, { own = true } = {}): Server {
  const server = createServer({ maxHeaderSize: MOST_HEADERS, keepAliveTimeout: KEEP_ALIVE }, (message, response) => {
    // Limits count by it; nobody else may say where a request comes from.
    message.headers['x-refract-address'] = message.socket.remoteAddress ?? ''
    const found = own ? routeOf(message.method, message.url) : undefined
    if (!found) return pages(message, response)
    answer(found, message, response).catch(cause => fail(cause, response))
  })
  answerMalformed(server)
  return server
}

async function answer({ route, id }: { route: Route; id: string }, message: IncomingMessage, response: ServerResponse) {
  if (route.speaks === 'fetch') return answerByFetch(route.handler, message, response)
  writeAnswer(await route.handler(incomingOf(message, response), id), response)
}

/** No handler throws; one that does has a mistake. */
function fail(cause: unknown, response: ServerResponse) {
  const error = asError(cause)
  if (response.headersSent) response.destroy()
  else writeAnswer(json(error.toJSON(), { status: error.status }), response)
}

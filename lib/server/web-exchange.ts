import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { WebHandler } from './routes'
import { SECURITY } from './security.mjs'

/** Lets a handler of the Fetch standard answer a request of Node's server. */
export async function answerByFetch(handler: WebHandler, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const leave = new AbortController()
  response.once('close', () => leave.abort())
  const answer = await handler(requestOf(message, leave.signal))
  response.writeHead(answer.status, { ...SECURITY, ...Object.fromEntries(answer.headers) })
  if (!answer.body) return void response.end()
  // A caller who leaves ends the reading; there is nobody to be told.
  await pipeline(Readable.fromWeb(answer.body as ReadableStream), response).catch(() => {})
}

function requestOf(message: IncomingMessage, signal: AbortSignal): Request {
  const { method, url = '/', headers } = message
  const pairs = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
  const body = method === 'GET' || method === 'HEAD' ? undefined : (Readable.toWeb(message) as globalThis.ReadableStream)
  const init = { method, headers: pairs, body, signal, duplex: 'half' }
  return new Request(new URL(url, 'http://localhost'), init)
}

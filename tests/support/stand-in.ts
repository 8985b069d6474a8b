import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** What a stand-in saw of one request. */
export interface Seen {
  method: string
  url: string
  headers: IncomingHttpHeaders
  /** As they came, byte for byte. */
  body: Buffer
  json(): any
  /** Settles when the connection of this request, or its answer, is closed; true when the whole answer had been handed over. */
  closed: Promise<boolean>
}

/** Ends a body by resetting the connection, by closing it in the middle, or not at all. */
export const reset = Symbol('reset')
export const cut = Symbol('cut')
export const never = Symbol('never')

/** A piece to write, a promise to wait for, or a way to end. */
export type Step = string | Uint8Array | Promise<unknown> | typeof reset | typeof cut | typeof never

export interface Script {
  status?: number
  headers?: Record<string, string | string[]>
  /** One piece, or steps in turn; ends well after the last. Headers go out with the first piece, which may be empty. */
  body?: string | Uint8Array | Iterable<Step> | AsyncIterable<Step>
}

export type Handler = (seen: Seen, index: number) => Script | Promise<Script>

export interface StandIn extends AsyncDisposable {
  /** `http://127.0.0.1:port` */
  url: string
  /** `127.0.0.1:port` */
  host: string
  port: number
  requests: Seen[]
  /** How many connections were ever made to it. */
  connections(): number
  /** How many are open now. */
  open(): number
  /** The request with this number, counted from 0, as soon as it is there. */
  request(index: number): Promise<Seen>
  close(): Promise<void>
}

/**
 * A provider's stand-in: an http server on a free port of loopback that keeps what it was sent and answers from a script, from a list of
 * them (the last is repeated), or from a function. Use with `await using`.
 */
export async function standIn(answers: Script | Script[] | Handler = {}): Promise<StandIn> {
  const handler: Handler =
    typeof answers === 'function' ? answers : (_, index) => [answers].flat()[Math.min(index, [answers].flat().length - 1)] ?? {}
  const requests: Seen[] = []
  const arrivals: (() => void)[] = []
  const sockets = new Set<Socket>()
  let connections = 0

  const server = createServer(async (incoming, outgoing) => {
    const closed = new Promise<boolean>(resolve => outgoing.on('close', () => resolve(outgoing.writableFinished)))
    const body = await readBody(incoming)
    const seen = {
      method: incoming.method!,
      url: incoming.url!,
      headers: incoming.headers,
      body,
      json: () => JSON.parse(body.toString()),
      closed,
    }
    const index = requests.push(seen) - 1
    for (const arrived of arrivals.splice(0)) arrived()
    await play(await handler(seen, index), outgoing).catch(() => outgoing.destroy())
  })
  server.on('connection', socket => {
    connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  const close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })

  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    port,
    requests,
    connections: () => connections,
    open: () => sockets.size,
    async request(index) {
      while (!requests[index]) await new Promise<void>(resolve => arrivals.push(resolve))
      return requests[index]
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** A promise with its handle outside, for scripts that wait until the test says so. */
export function signal<T = void>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void
  const promise = new Promise<T>(done => (resolve = done))
  return { promise, resolve }
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  try {
    for await (const piece of incoming) pieces.push(piece)
  } catch {
    // The sender left; what came until then is kept.
  }
  return Buffer.concat(pieces)
}

async function play({ status = 200, headers = {}, body = '' }: Script, outgoing: ServerResponse): Promise<void> {
  const steps = typeof body === 'string' || body instanceof Uint8Array ? [body] : body
  const begin = () => outgoing.headersSent || outgoing.writeHead(status, headers).flushHeaders()
  const closed = new Promise<void>(resolve => outgoing.once('close', resolve))
  // Stepped by hand: `for await` over a plain list would wait for its promises and hand out their values.
  const iterator = Symbol.asyncIterator in steps ? steps[Symbol.asyncIterator]() : steps[Symbol.iterator]()
  for (let next = await iterator.next(); !next.done && !outgoing.destroyed; next = await iterator.next()) {
    const step = next.value
    if (step === never) return
    if (step === reset) return void outgoing.socket?.resetAndDestroy()
    if (step === cut) return void outgoing.destroy()
    if (step instanceof Promise) {
      await Promise.race([step, closed])
      continue
    }
    begin()
    // Written as fast as the reader takes it, so that a slow reader holds the script back.
    if (!outgoing.write(step)) await Promise.race([new Promise(resolve => outgoing.once('drain', resolve)), closed])
  }
  if (outgoing.destroyed) return
  begin()
  outgoing.end()
}

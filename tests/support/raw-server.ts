import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

export interface RawServer extends AsyncDisposable {
  port: number
  host: string
  connections(): number
  /** When the connection with this number, counted from 0, is closed. */
  closed(index: number): Promise<void>
}

/** A listener on loopback that does to each connection what the test says: what no http server would do. */
export const rawServer = (serve: (socket: Socket) => void = socket => socket.resume()) => listen(createServer(), serve)

/** Puts a server of `node:net` or `node:tls` on a free port. */
export async function listen(server: Server, serve: (socket: Socket) => void, event = 'connection'): Promise<RawServer> {
  const ends: Promise<void>[] = []
  const arrivals: (() => void)[] = []
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    ends.push(new Promise(resolve => socket.on('close', () => resolve())))
    for (const arrived of arrivals.splice(0)) arrived()
  })
  server.on(event, serve)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    host: `127.0.0.1:${port}`,
    connections: () => ends.length,
    async closed(index) {
      while (!ends[index]) await new Promise<void>(resolve => arrivals.push(resolve))
      await ends[index]
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

import { isIP, type LookupFunction, Socket } from 'node:net'

interface Dial {
  host?: string
  lookup?: LookupFunction
}

/**
 * Lets connections of this process reach loopback alone: everything else fails as if there were no network. What was dialled is kept,
 * so that a test can say where a connection would have gone. Ends with `using`.
 */
export function noInternet(): Disposable & { dialled: string[] } {
  const dialled: string[] = []
  const connect = Socket.prototype.connect
  const noWay = () => Object.assign(new Error('no way out'), { code: 'ENETUNREACH' })

  Socket.prototype.connect = function (this: Socket, ...args: Parameters<typeof connect>) {
    const first: unknown = args[0]
    const options: Dial = Array.isArray(first) ? first[0] : first
    if (isIP(options.host ?? '')) {
      dialled.push(options.host!)
      if (!isLoopback(options.host!)) return this.destroy(noWay())
    }
    const { lookup } = options
    if (lookup) {
      options.lookup = (hostname, wanted, callback) =>
        lookup(hostname, wanted, (error, address, family) => {
          const found = typeof address === 'string' ? [address] : address.map(item => item.address)
          dialled.push(...found)
          callback(error ?? (found.every(isLoopback) ? null : noWay()), address, family)
        })
    }
    return connect.apply(this, args)
  } as typeof connect

  return { dialled, [Symbol.dispose]: () => void (Socket.prototype.connect = connect) }
}

/** As the system sees it: an unspecified address leads to this machine too. */
const isLoopback = (address: string) => /^(127\.|0\.0\.0\.0$|::1?$|::ffff:(127\.|7f))/.test(address)

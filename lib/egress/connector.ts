import { lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import { isPublic } from './address'
import { EgressError } from './errors'
import type { Resolve } from './types'

interface Options {
  resolve: Resolve
  /** True for hosts on the allow-list: their addresses may be private. */
  trusted: boolean
  /** Milliseconds for name, TCP and TLS together. */
  timeout: number
  ca?: string
}

/**
 * Connects to public addresses only. The check sits in the look-up of the very connection, so the addresses checked are the addresses
 * used, whatever the name says a moment later; certificate and SNI still go by the name.
 */
export function guardedConnector({ resolve, trusted, timeout, ca }: Options): buildConnector.connector {
  const lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname).then(
      addresses => {
        const pinned = addresses.map(address => ({ address, family: isIP(address) }))
        if (!pinned[0]) return callback(new EgressError('unknown-host', `${hostname} has no address; check its spelling`), [])
        if (!trusted && !addresses.every(isPublic)) return callback(notPublic(hostname), [])
        options.all ? callback(null, pinned) : callback(null, pinned[0].address, pinned[0].family)
      },
      error => callback(error, []),
    )
  }
  const connect = buildConnector({ timeout, lookup, autoSelectFamily: true, ca })
  return (options, callback) => {
    // A literal address is never looked up.
    if (!trusted && isIP(options.hostname) && !isPublic(options.hostname)) {
      return queueMicrotask(() => callback(notPublic(options.hostname), null))
    }
    connect(options, callback)
  }
}

export const systemResolve: Resolve = hostname =>
  new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true }, (error, found) =>
      error ? reject(error) : resolve(found.map(({ address }) => address)),
    )
  })

/** Does not say which address: that would tell a stranger what this network looks like inside. */
const notPublic = (host: string) =>
  new EgressError(
    'refused-address',
    `${host} is not on the public internet. To allow it, add it with its port to ALLOWED_PRIVATE_HOSTS.`,
  )

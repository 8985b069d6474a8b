import { Agent, type Dispatcher } from 'undici'
import { urlOf } from '@/lib/util/url'
import { hostAndPort } from './allow-list'
import { guardedConnector, systemResolve } from './connector'
import { EgressError } from './errors'
import { exchange } from './exchange'
import { outgoingHeaders } from './headers'
import type { AllowList, Clocks, EgressAsk, EgressReply, Resolve } from './types'

export const CLOCKS: Clocks = { connect: 5_000, total: 15 * 60_000 }

const MOST_HEADERS = 32 * 1024
/** Of one answer, streamed or not. */
const MOST_BODY = 64 * 1024 * 1024

interface World {
  resolve?: Resolve
  /** Certificates to trust in place of the system's, in PEM. */
  ca?: string
}

export interface Door {
  send(ask: EgressAsk): Promise<EgressReply>
  /** Closes every connection. */
  close(): Promise<void>
}

/** A door out of its own, with its own connections; tests give it another resolver. */
export function createDoor({ resolve = systemResolve, ca }: World = {}): Door {
  /** Connections made for the allow-list are kept apart: they must not serve an ask without it. */
  const pools = new Map<string, Agent>()

  const poolFor = (trusted: boolean, timeout: number): Dispatcher => {
    const key = `${trusted} ${timeout}`
    const pool = pools.get(key) ?? newPool(trusted, timeout)
    pools.set(key, pool)
    return pool
  }

  const newPool = (trusted: boolean, timeout: number) =>
    new Agent({
      connect: guardedConnector({ resolve, trusted, timeout, ca }),
      allowH2: false,
      maxHeaderSize: MOST_HEADERS,
      maxResponseSize: MOST_BODY,
      // The total clock rules; a model may think for minutes before its first byte.
      headersTimeout: 0,
      bodyTimeout: 0,
    })

  return {
    async send({ url: address, method = 'POST', headers, forward, body, signal, clocks, allow = new Set() }) {
      const { url, trusted } = checkUrl(address, allow)
      const { connect = CLOCKS.connect, total = CLOCKS.total } = clocks ?? {}
      return exchange(poolFor(trusted, connect), { url, method, headers: outgoingHeaders(headers, forward), body, signal, total })
    },
    async close() {
      await Promise.all([...pools.values()].map(pool => pool.destroy()))
      pools.clear()
    },
  }
}

/** What a URL alone can tell; its addresses are checked where the connection is made. */
function checkUrl(address: string, allow: AllowList): { url: Readonly<URL>; trusted: boolean } {
  const url = urlOf(address)
  if (!url) throw new EgressError('refused-address', 'The address is not a URL; write it as https://host/path')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new EgressError('refused-address', `${url.protocol} addresses are not reached; write it as https://host/path`)
  }
  if (url.username || url.password) {
    throw new EgressError('refused-address', `The address of ${url.host} holds a user name or password; send the key in a header`)
  }
  const trusted = allow.has(hostAndPort(url))
  if (url.protocol === 'http:' && !trusted) {
    throw new EgressError(
      'refused-address',
      `http://${url.host} is not encrypted. Use https, or add ${hostAndPort(url)} to ALLOWED_PRIVATE_HOSTS.`,
    )
  }
  return { url, trusted }
}

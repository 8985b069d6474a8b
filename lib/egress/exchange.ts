import type { Dispatcher } from 'undici'
import type { Signal } from '@/lib/util/signal'
import { type BodyWriter, createBody } from './body'
import { EgressError, egressErrorFrom } from './errors'
import { incomingHeaders } from './headers'
import type { EgressReply } from './types'

/** More interim answers (1xx) than this mean no good. */
const MOST_INTERIM = 20

interface Outgoing {
  url: Readonly<URL>
  method: 'POST' | 'GET'
  headers: Record<string, string>
  body?: string | Uint8Array
  signal: Signal
  /** Milliseconds until the last byte. */
  total: number
}

/** One request and its answer over a pool of connections. Ends once: complete, failed, or given up by its reader. */
export function exchange(pool: Dispatcher, { url, method, headers, body, signal, total }: Outgoing): Promise<EgressReply> {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    let sent: number | undefined
    let control: Dispatcher.DispatchController | undefined
    let answer: BodyWriter | undefined
    let over: Error | true | undefined
    let interim = 0

    const finish = (why: Error | true) => {
      over = why
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
    }
    const fail = (error: EgressError, now = false) => {
      if (over) return
      finish(error)
      control?.abort(error)
      if (answer) answer.fail(error, now)
      else reject(error)
    }
    const failed = (kind: EgressError['kind'], says: string, now?: boolean) =>
      fail(new EgressError(kind, says, sent !== undefined), now)
    const onAbort = () => failed('aborted', `The request to ${url.host} was given up by its caller`, true)
    const onTimeout = () => failed('timeout', `${url.host} was not done within ${total} ms`, true)

    const timer = setTimeout(onTimeout, total)
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) return onAbort()

    pool.dispatch(
      { origin: url.origin, path: url.pathname + url.search, method, headers, body: body ?? null },
      {
        /** There is a connection, and the request is about to be written. */
        onRequestStart(controller) {
          if (over) return controller.abort(over === true ? new Error('over') : over)
          control = controller
          sent = performance.now()
        },
        onResponseStart(controller, status) {
          if (status < 200) {
            if (++interim > MOST_INTERIM) failed('protocol', `${url.host} sent interim answers without end`)
            return
          }
          const received = incomingHeaders((controller.rawHeaders ?? []) as Buffer[])
          if (status >= 300 && status < 400) return failed('redirect', redirected(url, received.get('location')))
          const encoding = received.get('content-encoding') ?? 'identity'
          if (encoding !== 'identity') return failed('encoding', `${url.host} compressed its answer although it was asked not to`)
          answer = createBody({
            pause: () => controller.pause(),
            resume: () => controller.resume(),
            stop() {
              if (over) return
              finish(true)
              controller.abort(new Error('the reader left'))
            },
          })
          resolve({ status, headers: received, body: answer.body, marks: { start, sent: sent!, headers: performance.now() } })
        },
        onResponseData(_, piece) {
          answer?.push(piece)
        },
        onResponseEnd() {
          if (over) return
          finish(true)
          answer?.end()
        },
        onResponseError(_, cause) {
          fail(egressErrorFrom(cause, url.host, sent !== undefined))
        },
      },
    )
  })
}

/** Names the host alone: the rest of a Location may hold what nobody should read. */
function redirected(from: Readonly<URL>, location: string | null): string {
  const to = location && URL.canParse(location, from.href) ? new URL(location, from.href).host : 'nowhere'
  return `${from.host} redirects to ${to}. Redirects are not followed, so that a key stays where it was sent; use the final address.`
}

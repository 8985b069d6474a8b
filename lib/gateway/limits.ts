import { GatewayError } from '@/lib/chat/errors'
import { bearer } from './access'
import type { HeaderReader, Incoming } from './incoming'
import { fingerprint } from './named'
import type { Services } from './services'

/** Of a process, whoever asks: more would only make all of them slow. */
const MOST_AT_ONCE = 1_000
const MINUTE_MS = 60_000
/** Seconds: longer than any answer takes, so that what a process that died had counted is forgotten. */
const LEASE = 20 * 60

/**
 * Lets a request in, or throws 429 or 503 with the milliseconds to wait. What is returned lets the next one in, and must be
 * called once it is over. `RATE_LIMIT` (requests a minute) and `CONCURRENCY_LIMIT` are of one caller, and shared through the
 * store; `MAX_CONCURRENCY` is of the process.
 */
export async function admit(incoming: Incoming, services: Services): Promise<() => void> {
  const { env, shared, today } = services
  const most = whole(env.MAX_CONCURRENCY) ?? MOST_AT_ONCE
  if (shared.load.underWay >= most) {
    throw new GatewayError(
      'overloaded_error',
      `${most} requests are under way here, which is all there is room for. Try again in a second.`,
      {
        code: 'overloaded',
        retryAfter: 1_000,
      },
    )
  }
  const [perMinute, atOnce] = [whole(env.RATE_LIMIT), whole(env.CONCURRENCY_LIMIT)]
  const who = perMinute === undefined && atOnce === undefined ? '' : callerOf(incoming.headers, env)
  if (perMinute !== undefined) {
    const minute = Math.floor(today() / MINUTE_MS)
    const count = await shared.store.increment(`rate:${who}:${minute}`, 1, 120)
    if (count > perMinute)
      throw tooMany(`${perMinute} requests a minute`, 'rate_limit_exceeded', (minute + 1) * MINUTE_MS - today())
  }
  const leave = atOnce === undefined ? () => {} : await takePlace(who, atOnce, services)
  shared.load.underWay++
  let left = false
  return () => {
    if (left) return
    left = true
    shared.load.underWay--
    leave()
  }
}

async function takePlace(who: string, most: number, { shared }: Services): Promise<() => void> {
  const key = `busy:${who}`
  const give = () => shared.background.run(async () => void (await shared.store.increment(key, -1, LEASE)))
  if ((await shared.store.increment(key, 1, LEASE)) <= most) return give
  give()
  throw tooMany(`${most} requests at a time`, 'concurrency_limit_exceeded', 1_000)
}

function tooMany(what: string, code: string, retryAfter: number) {
  return new GatewayError(
    'rate_limit_error',
    `This deployment takes ${what} of one caller. Try again in ${Math.ceil(retryAfter / 1000)} s.`,
    {
      code,
      retryAfter,
    },
  )
}

/** Who asks: a credential where there is one, else an address that the server itself saw. */
function callerOf(headers: HeaderReader, env: Services['env']): string {
  const key = headers.get('x-portkey-api-key') ?? bearer(headers.get('authorization')) ?? headers.get('x-api-key')
  if (key) return fingerprint(key)
  const address = env.VERCEL ? headers.get('x-vercel-forwarded-for') : headers.get('x-refract-address')
  return `at ${address ?? 'an unknown address'}`
}

const whole = (text: string | undefined) => (text && /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined)

import { sleep } from '@/lib/util/abort'
import type { Failure, Guard } from '../types'

const LONGEST_WAIT_MS = 60_000
const FIRST_WAIT_MS = 500
const LONGEST_JITTER_MS = 8_000

/** Sends again after a passing failure, waiting as long as the provider asks, else with full jitter. The caller's abort ends the wait. */
export function retry(random: () => number = Math.random): Guard {
  return send => async (target, call, path, options) => {
    const { attempts = 0, on_status_codes } = target.retry ?? {}
    let waited = options?.waited
    for (let attempt = 0, once = true; ; attempt++) {
      const reply = await send(target, call, path, { ...options, waited })
      if (reply.ok || attempt >= attempts) return reply
      if (on_status_codes ? !on_status_codes.includes(reply.status) : !passing(reply, once)) return reply
      once &&= reply.again !== 'once'
      const wait = reply.retryAfter ?? random() * Math.min(LONGEST_JITTER_MS, FIRST_WAIT_MS * 2 ** attempt)
      if (wait > LONGEST_WAIT_MS) return reply
      await sleep(wait, call.signal)
      waited = Math.round(wait)
    }
  }
}

/** A request that may have been billed already is sent again at most once. */
const passing = ({ again }: Failure, once: boolean) => again === 'yes' || (again === 'once' && once)

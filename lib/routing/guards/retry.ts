import { sleep } from '@/lib/util/abort'
import type { Failure, Guard, Policy, Reply } from '../types'

const LONGEST_WAIT_MS = 60_000
const FIRST_WAIT_MS = 500
const LONGEST_JITTER_MS = 8_000

interface World {
  random(): number
  /** Milliseconds, on the clock of `Call.deadline`. */
  monotonic(): number
}

/**
 * Sends again after a passing failure, waiting as long as the provider asks, else with full jitter. The caller's leaving ends
 * the wait; one that is too long, or past the deadline, is not begun.
 */
export function retry({ random, monotonic }: World): Guard {
  return send => async (target, call, path, options) => {
    const { attempts = 0, on_status_codes, use_retry_after_headers = true } = target.retry ?? {}
    let waited = options?.waited
    for (let retries = 0, once = true; ; retries++) {
      const reply = await send(target, call, path, { ...options, waited })
      if (retries === attempts) return retries ? usedUp(reply) : reply
      if (reply.ok || !mayAgain(reply, on_status_codes, once)) return reply
      const hint = use_retry_after_headers ? reply.retryAfter : undefined
      const wait = hint ?? random() * Math.min(LONGEST_JITTER_MS, FIRST_WAIT_MS * 2 ** retries)
      if (wait > LONGEST_WAIT_MS || monotonic() + wait >= call.deadline) return reply
      if (reply.again === 'once') {
        once = false
        if (reply.attempt?.error) reply.attempt.error.message += BILLED
      }
      await sleep(wait, call.signal)
      waited = Math.round(wait)
    }
  }
}

const BILLED = ' It was sent again: the provider may bill both.'

/** A request that may have been billed already is sent again at most once, unless the caller lists its status. */
function mayAgain({ final, status, again }: Failure, codes: NonNullable<Policy['retry']>['on_status_codes'], once: boolean) {
  if (final) return false
  return codes ? codes.includes(status) : again === 'yes' || (again === 'once' && once)
}

const usedUp = (reply: Reply): Reply => (reply.ok ? reply : { ...reply, usedUp: true })

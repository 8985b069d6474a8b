import { sleep } from '@/lib/util/abort'
import type { RetryBudget } from '../budget'
import type { Failure, Guard, Policy, Reply } from '../types'

const LONGEST_WAIT_MS = 60_000
const FIRST_WAIT_MS = 500
const LONGEST_JITTER_MS = 8_000

interface World {
  random(): number
  /** Milliseconds, on the clock of `Call.deadline`. */
  monotonic(): number
  budget: RetryBudget
}

/**
 * Sends again after a passing failure, waiting as long as the provider asks, else with full jitter. The caller's leaving ends
 * the wait; one that is too long, or past the deadline, is not begun.
 */
export function retry({ random, monotonic, budget }: World): Guard {
  return send => async (target, call, path, options) => {
    const { attempts = 0, on_status_codes, use_retry_after_headers = true } = target.retry ?? {}
    let waited = options?.waited
    let leave: (() => void) | undefined
    try {
      for (let retries = 0, once = true; ; retries++) {
        const reply = await counted(send(target, call, path, { ...options, waited }), budget.enter(target))
        if (retries === attempts) return retries ? usedUp(reply) : reply
        if (reply.ok) return reply
        if (!mayAgain(reply, on_status_codes, once)) return reply.again === 'once' && !once ? usedUp(reply) : reply
        const hint = use_retry_after_headers ? reply.retryAfter : undefined
        const wait = hint ?? random() * Math.min(LONGEST_JITTER_MS, FIRST_WAIT_MS * 2 ** retries)
        if (wait > LONGEST_WAIT_MS || monotonic() + wait >= call.deadline) return reply
        leave ??= budget.again(target)
        if (!leave) return saying(reply, CROWDED)
        if (reply.again === 'once') {
          once = false
          saying(reply, BILLED)
        }
        await sleep(wait, call.signal)
        waited = Math.round(wait)
      }
    } finally {
      leave?.()
    }
  }
}

/** Until an answer begins or fails a request is under way. */
async function counted(reply: Promise<Reply>, leave: () => void): Promise<Reply> {
  try {
    return await reply
  } finally {
    leave()
  }
}

const CROWDED = ' It was not sent again: too many requests are being sent again there as it is.'
const BILLED = ' It was sent again: the provider may bill both.'

/** A request that may have been billed already is sent again at most once, unless the caller lists its status. */
function mayAgain({ final, status, again }: Failure, codes: NonNullable<Policy['retry']>['on_status_codes'], once: boolean) {
  if (final) return false
  return codes ? codes.includes(status) : again === 'yes' || (again === 'once' && once)
}

/** Nobody is to send it again: what may be billed had its one retry, too. */
const usedUp = (reply: Reply): Reply => (reply.ok ? reply : { ...reply, usedUp: true })

/** A word more in the receipt. */
function saying(reply: Failure, words: string): Failure {
  if (reply.attempt?.error) reply.attempt.error.message += words
  return reply
}

import type { Target } from './types'

const SHARE = 0.2
const FEWEST = 3

/**
 * How many requests to an origin may be second tries at a time: a fifth of those under way, and three in any case. When
 * everything fails, retries of everything would keep it down.
 */
export interface RetryBudget {
  /** Counts a request until the function it returns is called. */
  enter(target: Target): () => void
  /** The same for a second try; undefined where there are too many. */
  again(target: Target): (() => void) | undefined
}

export function createBudget(): RetryBudget {
  const underWay = new Map<string, number>()
  const retrying = new Map<string, number>()
  return {
    enter: target => count(underWay, originOf(target)),
    again(target) {
      const origin = originOf(target)
      const most = Math.max(FEWEST, SHARE * (underWay.get(origin) ?? 0))
      return (retrying.get(origin) ?? 0) < most ? count(retrying, origin) : undefined
    },
  }
}

function count(counts: Map<string, number>, key: string): () => void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
  return () => {
    const left = counts.get(key)! - 1
    if (left) counts.set(key, left)
    else counts.delete(key)
  }
}

const originOf = ({ provider, custom_host }: Target) => (custom_host ? custom_host.split('/', 3).join('/') : provider)

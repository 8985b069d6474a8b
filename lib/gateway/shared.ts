import { createBudget, type RetryBudget } from '@/lib/routing/budget'
import { type Breaker, createBreaker } from '@/lib/routing/guards/breaker'
import { type Store, storeFrom } from '@/lib/store'
import { type Background, createBackground } from './background'
import { createTokens, type Tokens } from './tokens'
import type { Recent } from './traces'

/** What must exist once in a process, however many doors lead into it. */
export interface Shared {
  breaker: Breaker
  budget: RetryBudget
  tokens: Tokens
  store: Store
  background: Background
  recent: Recent
  /** Requests under way now. */
  load: { underWay: number }
  /** What ends each call under way. */
  calls: Set<() => void>
}

export const createShared = (monotonic: () => number, store: Store): Shared => ({
  breaker: createBreaker(monotonic),
  budget: createBudget(),
  tokens: createTokens(),
  store,
  background: createBackground(),
  recent: new Map(),
  load: { underWay: 0 },
  calls: new Set(),
})

const KEY = Symbol.for('refract')

/** The one of this process: bundles of their own, as those of two doors, each have their own modules. */
export function processShared(): Shared {
  const holder = globalThis as { [KEY]?: Shared }
  holder[KEY] ??= createShared(() => performance.now(), storeFrom(process.env))
  return holder[KEY]
}

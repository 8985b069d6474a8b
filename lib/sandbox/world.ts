import { FlakyMemory } from './faults'
import { type Clock, clock, PACE } from './pace'
import { type Places, places } from './places'

/** What the faces take from outside: time, chance, room, and a memory. Tests hand in their own. */
export interface World {
  clock: Clock
  /** 0..1, for ids. */
  random(): number
  /** Tokens per second of a model in good health; 0: every model answers at once. */
  tokensPerSecond(): number
  places: Places
  flaky: FlakyMemory
}

/** At most so many answers at a time. */
export const PLACES = 20

export function world(changes: Partial<World> = {}): World {
  const time = changes.clock ?? clock
  return {
    clock: time,
    random: Math.random,
    tokensPerSecond: speedFromEnvironment,
    places: places(PLACES, time.now),
    flaky: new FlakyMemory(),
    ...changes,
  }
}

function speedFromEnvironment(): number {
  const set = Number(process.env.SANDBOX_TOKENS_PER_SECOND || NaN)
  return set >= 0 ? set : PACE.tokensPerSecond
}

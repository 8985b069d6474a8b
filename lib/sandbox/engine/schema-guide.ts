import { Fork, type Guide } from './guide'
import type { Option } from './schema/leaves'
import type { Walk } from './schema/spot'
import { END } from './tokenizer'

/** Follows a walk through a schema token by token: only tokens on a way to a valid instance have any probability. */
export class SchemaGuide implements Guide {
  readonly alone = true
  readonly sight = 1
  readonly sharpness = 1
  #walk: Walk
  #encode: (text: string) => number[]
  #options: Option[] = []
  #fork: Fork | undefined

  constructor(walk: Walk, encode: (text: string) => number[]) {
    this.#walk = walk
    this.#encode = encode
    this.#offer(walk.next())
  }

  steer(statistics: Float64Array): Float64Array {
    statistics.fill(0)
    if (!this.#fork) statistics[END] = 1
    else for (const [token, weight] of this.#fork.next()) statistics[token] = weight
    return statistics
  }

  take(token: number): void {
    if (!this.#fork?.take(token)) return
    const arrived = this.#fork.arrived
    if (arrived !== undefined) this.#offer(this.#walk.next(arrived))
  }

  #offer(next: IteratorResult<Option[], void>): void {
    this.#fork = undefined
    if (next.done) return
    this.#options = next.value
    const ways = apart(
      this.#options.map(({ text }) => this.#encode(text)),
      this.#options,
    )
    this.#fork = new Fork(
      ways,
      this.#options.map(({ weight }) => weight),
    )
  }
}

/** Empties the lighter of two ways of which one begins with the other: nobody could tell where the shorter ends. */
function apart(ways: number[][], options: readonly Option[]): number[][] {
  const kept = ways.map(way => way)
  const order = [...ways.keys()].sort((a, b) => ways[a]!.length - ways[b]!.length)
  for (const [place, short] of order.entries()) {
    for (const long of order.slice(place + 1)) {
      if (kept[short]!.length === 0) break
      if (kept[long]!.length === 0 || !ways[short]!.every((token, index) => ways[long]![index] === token)) continue
      if (options[short]!.weight < options[long]!.weight) kept[short] = []
      else kept[long] = []
    }
  }
  return kept
}

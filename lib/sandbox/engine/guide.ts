/** What the model wants to say. It bends the word statistics; the sampling comes after it. */
export interface Guide {
  /** True where the statistics have no say: only what the guide allows can be written. */
  readonly alone: boolean
  /** How many of the tokens written the statistics may look back at. */
  readonly sight: number
  /** The power the statistics are raised to. */
  readonly sharpness: number
  /** The probabilities of the next token from those of the statistics (sum 1, may be changed). */
  steer(statistics: Float64Array): Float64Array
  /** The token that was chosen. */
  take(token: number): void
}

/** Ways on from one place: a choice of token sequences, none of which begins with another. */
export class Fork {
  #ways: { tokens: readonly number[]; weight: number; index: number }[]
  #at = 0

  constructor(ways: readonly (readonly number[])[], weights: readonly number[]) {
    this.#ways = ways
      .map((tokens, index) => ({ tokens, weight: weights[index]!, index }))
      .filter(({ tokens }) => tokens.length > 0)
  }

  /** The next tokens and their probabilities. */
  next(): Map<number, number> {
    const sum = this.#ways.reduce((total, { weight }) => total + weight, 0)
    const next = new Map<number, number>()
    for (const { tokens, weight } of this.#ways) {
      const token = tokens[this.#at]!
      next.set(token, (next.get(token) ?? 0) + weight / sum)
    }
    return next
  }

  /** False when no way goes over this token; the fork stays as it was. */
  take(token: number): boolean {
    const left = this.#ways.filter(({ tokens }) => tokens[this.#at] === token)
    if (left.length === 0) return false
    this.#ways = left
    this.#at++
    return true
  }

  /** The way that was gone, once it is complete. */
  get arrived(): number | undefined {
    const [way] = this.#ways
    if (!way) return 0
    return this.#at >= way.tokens.length ? way.index : undefined
  }

  /** What is left of the likeliest way. */
  rest(): readonly number[] {
    const [first, ...more] = this.#ways
    if (!first) return []
    return more.reduce((best, way) => (way.weight > best.weight ? way : best), first).tokens.slice(this.#at)
  }
}

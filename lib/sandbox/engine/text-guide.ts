import { Fork, type Guide } from './guide'
import { type Passage, toPassages } from './markup'
import { maximum, normalise } from './sampling'
import { END } from './tokenizer'

/** `say`: a text in markup, `exact` where a wrong word would be a wrong fact. `ramble`: so many sentences of the word statistics' own, near these tokens. */
export type Part = { say: string; exact?: boolean } | { ramble: number; near: ReadonlySet<number> }

/** What the guide must know of tokens. */
export interface Lexicon {
  encode(text: string): number[]
  piece(token: number): string
}

/** How much of the probability goes to other tokens than the wanted ones, where the statistics would have said something else. */
const DOUBT = 0.0025
const EXACT_DOUBT = 0.0001
/** What the statistics are raised to: the long tail of unlikely tokens would drown all sense at high temperatures. */
const SPEAKING = 2
const RAMBLING = 1.7
/** How far ahead a way back is looked for, in tokens. */
const SIGHT = 8
/** Tokens of a ramble after which it is led to an end, and after which it is cut. */
const LONG_RAMBLE = 28
const LONGEST_RAMBLE = 70
/** How much likelier words of the topic are while rambling. */
const NEAR = 12

// Line ends, quotes (in bytes: pieces are cut there) and markup would break out of the sentence a ramble stands in.
const breaksOut = /[\n"`*#|[\]{}]|\xe2\x80[\x98-\x9f]/
const ends = /[.!?]$/

/**
 * Says parts in order. A token that was not wanted is no catastrophe: the guide then leaves the word to the statistics and
 * takes up its text again where it joins best.
 */
export class TextGuide implements Guide {
  readonly alone = false
  #parts: Part[]
  #key: number
  #lexicon: Lexicon
  #passages: Passage[] = []
  #doubt = DOUBT
  #fork: Fork | undefined
  #ramble: { sentences: number; tokens: number; near: ReadonlySet<number> } | undefined
  #said: number[] = []
  /** Tokens since the text was left; undefined while on it. */
  #lost: number | undefined

  constructor(parts: readonly Part[], key: number, lexicon: Lexicon) {
    this.#parts = [...parts]
    this.#key = key
    this.#lexicon = lexicon
    this.#proceed()
  }

  /** A ramble knows nothing of the text it stands in but the word before. */
  get sight(): number {
    return this.#ramble ? this.#ramble.tokens + 1 : Infinity
  }

  get sharpness(): number {
    return this.#ramble ? RAMBLING : SPEAKING
  }

  steer(statistics: Float64Array): Float64Array {
    if (this.#ramble) return this.#steerRamble(statistics, this.#ramble)
    if (this.#lost !== undefined) return this.#steerBack(statistics, this.#lost)
    const wanted = this.#fork?.next() ?? new Map([[END, 1]])
    return bend(statistics, wanted, this.#doubt)
  }

  take(token: number): void {
    this.#said.push(token)
    if (this.#ramble) {
      this.#takeRamble(token, this.#ramble)
      return
    }
    if (this.#lost !== undefined && this.#join(token)) return
    if (this.#lost === undefined && this.#fork?.take(token)) {
      if (this.#fork.arrived !== undefined) this.#proceed()
      return
    }
    this.#lost = (this.#lost ?? 0) + 1
  }

  #proceed(): void {
    this.#fork = undefined
    while (!this.#fork) {
      const passage = this.#passages.shift()
      if (passage) {
        const fork = new Fork(passage.options.map(this.#lexicon.encode), passage.weights)
        if (fork.arrived === undefined) this.#fork = fork
        continue
      }
      const part = this.#parts.shift()
      if (!part) return
      if ('say' in part) {
        this.#passages = toPassages(part.say, this.#key)
        this.#doubt = part.exact ? EXACT_DOUBT : DOUBT
      } else {
        this.#ramble = { sentences: part.ramble, tokens: 0, near: part.near }
        return
      }
    }
  }

  #steerRamble(statistics: Float64Array, { near, tokens }: { near: ReadonlySet<number>; tokens: number }): Float64Array {
    for (const token of near) statistics[token]! *= NEAR
    const said = this.#said
    const [one, two] = said.slice(-2)
    for (let at = 2; at < said.length; at++) {
      if (said[at - 2] === one && said[at - 1] === two) statistics[said[at]!]! *= 0.02
    }
    statistics[END] = 0
    // Line ends and quotes would break out of the sentence the ramble stands in.
    for (let token = 0; token < statistics.length; token++) {
      if (statistics[token] === 0) continue
      const piece = this.#lexicon.piece(token)
      // Half words belong after their beginnings, where the statistics are sure of them.
      if (/^\w/.test(piece) && statistics[token]! < 0.05) statistics[token]! *= 0.01
      if (breaksOut.test(piece) || (tokens < 5 && ends.test(piece))) statistics[token] = 0
      else if (tokens > LONG_RAMBLE && ends.test(piece)) statistics[token]! *= 8 * (tokens - LONG_RAMBLE)
    }
    normalise(statistics)
    return statistics
  }

  #takeRamble(token: number, ramble: { sentences: number; tokens: number }): void {
    ramble.tokens++
    // The point of 0.9 ends no sentence.
    const before = this.#lexicon.piece(this.#said.at(-2) ?? 0)
    if (ends.test(this.#lexicon.piece(token)) && !/\d$/.test(before)) ramble.sentences--
    if (ramble.sentences > 0 && ramble.tokens < LONGEST_RAMBLE) return
    this.#ramble = undefined
    this.#proceed()
  }

  /** The tokens ahead, as far as they are sure, each with how it is reached. */
  #ahead(): number[] {
    const tokens = [...(this.#fork?.rest() ?? [])]
    for (const { options, weights } of this.#passages) {
      if (tokens.length >= SIGHT) break
      tokens.push(...this.#lexicon.encode(options[weights.indexOf(Math.max(...weights))]!))
    }
    return tokens.slice(0, SIGHT)
  }

  #steerBack(statistics: Float64Array, lost: number): Float64Array {
    const back = new Map<number, number>()
    let most = 0
    const ahead = this.#ahead()
    for (const [distance, token] of ahead.entries()) {
      if (back.has(token) || !this.#beginsWord(token, ahead[distance + 1])) continue
      most = Math.max(most, statistics[token]!)
      back.set(token, Math.sqrt(statistics[token]! + 1e-9) * 0.8 ** distance)
    }
    if (back.size === 0) {
      if (lost < 3) return statistics
      // Nothing to join within sight: on with what comes next.
      this.#lost = undefined
      this.#proceed()
      return this.steer(statistics)
    }
    const sum = [...back.values()].reduce((total, value) => total + value, 0)
    for (const [token, value] of back) back.set(token, value / sum)
    return bend(statistics, back, Math.max(0.03, 1 - 40 * most - lost / 10))
  }

  /** A space, or a sign before one: "0.9" is no place to come back to. */
  #beginsWord(token: number, next: number | undefined): boolean {
    const isSpaced = (one: number) => /^\s/.test(this.#lexicon.piece(one))
    if (isSpaced(token)) return true
    return /^[.,;:!?]/.test(this.#lexicon.piece(token)) && (next === undefined || isSpaced(next))
  }

  /** Takes up the text again after `token`, if it stands ahead. */
  #join(token: number): boolean {
    const ahead = this.#ahead()
    const place = ahead.findIndex((one, index) => one === token && this.#beginsWord(one, ahead[index + 1]))
    if (place < 0) return false
    for (const step of ahead.slice(0, place + 1)) {
      this.#fork?.take(step)
      if (this.#fork?.arrived !== undefined) this.#proceed()
      if (!this.#fork) break
    }
    this.#lost = undefined
    return true
  }
}

/** Mixes the wanted tokens in; `doubt` is the share of the others where the statistics do not want them at all. */
function bend(statistics: Float64Array, wanted: ReadonlyMap<number, number>, doubt: number): Float64Array {
  // Tokens without any probability would break a character that is half written.
  const possible = [...wanted].filter(([token]) => statistics[token]! > 0)
  const total = possible.reduce((sum, [, weight]) => sum + weight, 0)
  if (total === 0) return statistics
  const agreed = possible.reduce((sum, [token]) => sum + statistics[token]!, 0)
  // Statistics that do not know what they want are to be heard less, or high temperatures would let all of them in at once.
  const share = doubt * (1 - agreed) * Math.sqrt(maximum(statistics)) + 1e-6
  for (let token = 0; token < statistics.length; token++) statistics[token]! *= share
  for (const [token, weight] of possible) statistics[token]! += ((1 - share) * weight) / total
  return statistics
}

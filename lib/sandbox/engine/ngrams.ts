import { END } from './tokenizer'

/** The most tokens looked back at. */
export const REACH = 4
const DISCOUNT = 0.75
/** What is spread over pieces never seen, so that nothing is impossible. */
const UNSEEN = 1e-7

/**
 * Interpolated Kneser-Ney over one stream of tokens. Instead of tables of n-grams it keeps the stream's positions sorted by
 * the tokens that follow: all places where a context occurs lie side by side, so learning is five counting sorts.
 */
export interface Ngrams {
  size: number
  stream: Uint16Array
  /** Positions of the stream in the order of their next five tokens. */
  sorted: Uint32Array
  /** First place in `sorted` by token; one more at the end. */
  starts: Uint32Array
  /** How likely a token is when nothing is known: in how many different surroundings it stands. */
  base: Float64Array
}

export function learnNgrams(documents: Iterable<readonly number[]>, size: number): Ngrams {
  const tokens: number[] = [END]
  for (const document of documents) {
    for (const token of document) tokens.push(token)
    tokens.push(END)
  }
  const stream = Uint16Array.from(tokens)
  const { sorted, starts } = sortPositions(stream, size)
  return { size, stream, sorted, starts, base: surroundings(stream, sorted, starts, size) }
}

function sortPositions(stream: Uint16Array, size: number) {
  let from = new Uint32Array(stream.length)
  for (let position = 0; position < from.length; position++) from[position] = position
  let to = new Uint32Array(stream.length)
  let starts = new Uint32Array(size + 1)
  for (let offset = REACH; offset >= 0; offset--) {
    starts = new Uint32Array(size + 1)
    for (let place = 0; place < from.length; place++) starts[(stream[from[place]! + offset] ?? END) + 1]!++
    for (let token = 0; token < size; token++) starts[token + 1]! += starts[token]!
    const next = starts.slice()
    for (let place = 0; place < from.length; place++) to[next[stream[from[place]! + offset] ?? END]!++] = from[place]!
    ;[from, to] = [to, from]
  }
  return { sorted: from, starts }
}

function surroundings(stream: Uint16Array, sorted: Uint32Array, starts: Uint32Array, size: number): Float64Array {
  const base = new Float64Array(size).fill(UNSEEN / size)
  const stamp = new Int32Array(size).fill(-1)
  let total = 0
  for (let token = 0; token < size; token++) {
    for (let at = starts[token]!; at < starts[token + 1]!; at++) {
      const before = stream[sorted[at]! - 1] ?? END
      if (stamp[before] === token) continue
      stamp[before] = token
      base[token]! += 1
      total++
    }
  }
  for (let token = 0; token < size; token++) base[token]! *= (1 - UNSEEN) / total
  return base
}

/** What the last tokens of a text say about the next one: tokens seen after them, and how much is left for all others. */
export interface Prediction {
  seen: Map<number, number>
  rest: number
}

export function predict(ngrams: Ngrams, context: readonly number[]): Prediction {
  const { stream, sorted, base, size } = ngrams
  const seen = new Map<number, number>()
  const stamp = new Int32Array(size)
  let stamped = 0
  let rest = 1
  for (let length = Math.min(REACH, context.length); length > 0; length--) {
    const [low, high] = findContext(ngrams, context, length)
    if (low === high) continue
    const counts: [number, number][] = []
    let total = 0
    for (let at = low; at < high; ) {
      const token = stream[sorted[at]! + length] ?? END
      let count = 0
      stamped++
      for (; at < high && (stream[sorted[at]! + length] ?? END) === token; at++) {
        // Shorter contexts count different tokens before them, not places: that is Kneser and Ney's point.
        const before = stream[sorted[at]! - 1] ?? END
        if (length < REACH && stamp[before] === stamped) continue
        stamp[before] = stamped
        count++
      }
      counts.push([token, count])
      total += count
    }
    for (const [token, count] of counts) seen.set(token, (seen.get(token) ?? 0) + (rest * (count - DISCOUNT)) / total)
    rest *= (DISCOUNT * counts.length) / total
  }
  for (const [token, value] of seen) seen.set(token, value + rest * base[token]!)
  return { seen, rest }
}

/** All probabilities, raised to `sharpness` and summing to 1; tokens that `next` refuses (negative) have none. */
export function spread(ngrams: Ngrams, { seen, rest }: Prediction, sharpness: number, next: Int8Array): Float64Array {
  const all = new Float64Array(ngrams.size)
  const base = sharpened(ngrams, sharpness)
  const scale = rest ** sharpness
  let sum = 0
  for (let token = 0; token < all.length; token++) {
    if (next[token]! >= 0) sum += all[token] = scale * base[token]!
  }
  for (const [token, value] of seen) {
    if (next[token]! < 0) continue
    sum -= all[token]!
    sum += all[token] = value ** sharpness
  }
  for (let token = 0; token < all.length; token++) all[token]! /= sum
  return all
}

const powers = new WeakMap<Ngrams, Map<number, Float64Array>>()

function sharpened(ngrams: Ngrams, sharpness: number): Float64Array {
  const known = powers.get(ngrams) ?? new Map<number, Float64Array>()
  powers.set(ngrams, known)
  const base = known.get(sharpness) ?? ngrams.base.map(value => value ** sharpness)
  known.set(sharpness, base)
  return base
}

/** The places of `sorted` whose next `length` tokens are the last of `context`. */
function findContext({ stream, sorted, starts }: Ngrams, context: readonly number[], length: number): [number, number] {
  const first = context.length - length
  const head = context[first]!
  let low = starts[head]!
  let high = starts[head + 1]!
  for (let offset = 1; offset < length && low < high; offset++) {
    const token = context[first + offset]!
    const at = (place: number) => stream[sorted[place]! + offset] ?? END
    const start = bisect(low, high, place => at(place) >= token)
    high = bisect(start, high, place => at(place) > token)
    low = start
  }
  return [low, high]
}

function bisect(low: number, high: number, holds: (place: number) => boolean): number {
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

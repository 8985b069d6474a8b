import { END } from './tokenizer'

/** The most tokens looked back at. */
const REACH = 4
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
  let from = Uint32Array.from(stream.keys())
  let to = new Uint32Array(stream.length)
  let starts = new Uint32Array(size + 1)
  for (let offset = REACH; offset >= 0; offset--) {
    starts = new Uint32Array(size + 1)
    for (const position of from) starts[(stream[position + offset] ?? END) + 1]!++
    for (let token = 0; token < size; token++) starts[token + 1]! += starts[token]!
    const next = starts.slice()
    for (const position of from) to[next[stream[position + offset] ?? END]!++] = position
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

/** Fills `into` (one number per token, sum 1) with what may follow the last tokens of `context`. */
export function predict(ngrams: Ngrams, context: readonly number[], into: Float64Array): void {
  const { stream, sorted, base, size } = ngrams
  into.fill(0)
  let left = 1
  const stamp = new Int32Array(size)
  let stamped = 0
  for (let length = Math.min(REACH, context.length); length > 0; length--) {
    const [low, high] = findContext(ngrams, context, length)
    if (low === high) continue
    const raw = length === REACH
    let total = 0
    let kinds = 0
    const counts: [number, number][] = []
    for (let at = low; at < high; ) {
      const token = stream[sorted[at]! + length] ?? END
      let count = 0
      stamped++
      for (; at < high && (stream[sorted[at]! + length] ?? END) === token; at++) {
        const before = stream[sorted[at]! - 1] ?? END
        if (!raw && stamp[before] === stamped) continue
        stamp[before] = stamped
        count++
      }
      counts.push([token, count])
      total += count
      kinds++
    }
    for (const [token, count] of counts) into[token]! += (left * (count - DISCOUNT)) / total
    left *= (DISCOUNT * kinds) / total
  }
  for (let token = 0; token < size; token++) into[token]! += left * base[token]!
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

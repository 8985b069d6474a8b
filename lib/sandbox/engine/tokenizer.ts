import { afterBytes, type ByteText, fromByteText, toBytes, toByteText } from './bytes'

/** Ids 0..255 are the bytes, 256 ends a text, the rest are pieces learnt from the texts. */
export const END = 256
/** Chunks whose tokens are remembered. */
const MOST_KNOWN = 8000
const END_NAME = '<|end|>'

export interface Vocabulary {
  /** By id. */
  pieces: ByteText[]
  ids: Map<ByteText, number>
  longest: number
}

// Words with the one character before them, numbers in threes, runs of signs, white space: what GPT-4's tokenizer splits by.
const chunks = /[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+/gu

export function toChunks(text: string): string[] {
  return text.match(chunks) ?? []
}

/**
 * Pieces: every byte; the numbers up to 999; chunks seen twice; common beginnings and ends of words; letters of other
 * scripts. Characters of four bytes (emoji) stay two pieces, as they are with most models: three bytes and one.
 */
export function learnVocabulary(texts: readonly (readonly string[])[]): Vocabulary {
  const counts = new Map<string, number>()
  for (const text of texts) {
    for (const chunk of text) counts.set(chunk, (counts.get(chunk) ?? 0) + 1)
  }
  const pieces: ByteText[] = []
  for (let byte = 0; byte < 256; byte++) pieces.push(String.fromCharCode(byte))
  pieces.push('')
  const ids = new Map(pieces.map((piece, id) => [piece, id]))
  ids.delete('')
  const add = (piece: ByteText) => {
    if (ids.has(piece)) return
    ids.set(piece, pieces.length)
    pieces.push(piece)
  }
  for (let number = 10; number < 1000; number++) add(String(number))
  for (const piece of jsonPieces) add(piece)
  for (const [chunk, count] of counts) if (count > 1 && !hasFourBytes(chunk)) add(toByteText(chunk))
  for (const piece of commonEnds(counts.keys())) add(piece)
  for (const piece of otherLetters(counts)) add(piece)
  return { pieces, ids, longest: Math.max(...pieces.map(piece => piece.length)) }
}

const jsonPieces = '{" "} {} [] [{ }] }} ["  "] "," ": ":" ":{ ":[ ":[" }, },{" ," ],"'.split(/ +/).filter(Boolean)
const hasFourBytes = (text: string) => /[\u{10000}-\u{10ffff}]/u.test(text)

/** How many different words must share a beginning or an end. */
const SHARED = 8

function commonEnds(chunkList: Iterable<string>): string[] {
  const seen = new Map<string, number>()
  const count = (piece: string) => seen.set(piece, (seen.get(piece) ?? 0) + 1)
  for (const chunk of chunkList) {
    const start = chunk.startsWith(' ') ? 1 : 0
    if (chunk.length < 5 || !/^ ?[a-zA-Z]+$/.test(chunk)) continue
    for (let size = 2; size <= 5 && size < chunk.length - start; size++) {
      count(chunk.slice(0, start + size))
      count(chunk.slice(-size))
    }
  }
  return [...seen].filter(([, times]) => times >= SHARED).map(([piece]) => piece)
}

function otherLetters(counts: Map<string, number>): ByteText[] {
  const found = new Set<ByteText>()
  const seen = new Map<string, number>()
  for (const [chunk, times] of counts) {
    for (const character of chunk) {
      if (character < '\u0080') continue
      const bytes = toByteText(character)
      if (bytes.length === 4) {
        found.add(bytes.slice(0, 3))
        if (chunk.startsWith(' ')) found.add(` ${bytes.slice(0, 3)}`)
        continue
      }
      seen.set(bytes, (seen.get(bytes) ?? 0) + times)
    }
  }
  for (const [bytes, times] of seen) if (times > 1) found.add(bytes)
  return [...found]
}

/** For each token the state of a reader of UTF-8 after it; negative where the token cannot stand in that state. */
export function statesAfter({ pieces }: Vocabulary, state: number): Int8Array {
  return Int8Array.from(pieces, (piece, id) => (id === END && state !== 0 ? -1 : afterBytes(state, piece)))
}

/** Longest piece first, chunk by chunk; bytes make sure that every text has its tokens. */
export function makeEncoder(vocabulary: Vocabulary): (chunks: readonly string[]) => number[] {
  const known = new Map<string, number[]>()
  return chunks => {
    const tokens: number[] = []
    for (const chunk of chunks) {
      const own = known.get(chunk) ?? split(vocabulary, toByteText(chunk))
      if (known.size < MOST_KNOWN && chunk.length < 40) known.set(chunk, own)
      for (const token of own) tokens.push(token)
    }
    return tokens
  }
}

function split({ ids, longest }: Vocabulary, bytes: ByteText): number[] {
  const tokens: number[] = []
  let at = 0
  while (at < bytes.length) {
    for (let size = Math.min(longest, bytes.length - at); size > 0; size--) {
      const id = ids.get(at === 0 && size === bytes.length ? bytes : bytes.slice(at, at + size))
      if (id === undefined) continue
      tokens.push(id)
      at += size
      break
    }
  }
  return tokens
}

/** How a token is written for people: pieces that are no text of their own as `bytes:\xf0\x9f\x98`, as OpenAI does it. */
export function tokenName(bytes: ByteText, id: number): string {
  if (id === END) return END_NAME
  const text = fromByteText(bytes)
  if (!text.includes('\ufffd')) return text
  return `bytes:${toBytes(bytes)
    .map(byte => `\\x${byte.toString(16).padStart(2, '0')}`)
    .join('')}`
}

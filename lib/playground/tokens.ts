import type { TokenLogprob, TopLogprob } from '@/lib/chat/types'

/** What is shown as one: a token, or several that only together make whole characters. */
export interface TokenPiece {
  /** Its place among the pieces of the answer. */
  index: number
  /** Of its first token among the answer's tokens, from 0. */
  first: number
  /** Where it begins in the joined text, in UTF-16 units. */
  start: number
  text: string
  tokens: TokenLogprob[]
  /** Of all its tokens together, by the chain rule: 0 to 1. */
  probability: number
  /** In bits. */
  surprisal: number
  /** Of its most doubtful token; absent where nothing is known to compare with. */
  margin?: number
}

/** A stretch of {@link CHUNK} pieces, the last one of fewer. Chunks that did not change are the same objects. */
export interface TokenChunk {
  pieces: TokenPiece[]
  text: string
}

export interface ReadTokens {
  chunks: TokenChunk[]
  /** Tokens shown so far; less than were received while a character is incomplete. */
  count: number
  /** Natural logarithm of the probability of all of them. */
  logprob: number
}

export const CHUNK = 80

const readers = new WeakMap<TokenLogprob[], ReturnType<typeof reader>>()

/**
 * The tokens of an answer as text. The list may go on growing: a later call reads only what is new. `ended` says that nothing
 * will follow, so that half a character at the end is shown as what it is.
 */
export function readTokens(list: TokenLogprob[], ended: boolean): ReadTokens {
  let known = readers.get(list)
  if (!known) readers.set(list, (known = reader(list)))
  return known(ended)
}

/** exp(-mean logprob): among how many equally likely tokens the model chose, on average. `NaN` without tokens. */
export function perplexity(logprob: number, count: number): number {
  return Math.exp(-logprob / count)
}

export function pieceAt({ chunks }: ReadTokens, index: number): TokenPiece | undefined {
  return chunks[Math.floor(index / CHUNK)]?.pieces[index % CHUNK]
}

/** Tokens and logprob of a stretch of the text, whole pieces only; from and to in UTF-16 units. */
export function sumBetween({ chunks }: ReadTokens, from: number, to: number): { count: number; logprob: number } {
  const sum = { count: 0, logprob: 0 }
  for (const { pieces } of chunks) {
    for (const { start, text, tokens } of pieces) {
      if (start >= to || start + text.length <= from) continue
      sum.count += tokens.length
      for (const { logprob } of tokens) sum.logprob += logprob
    }
  }
  return sum
}

export interface Alternative {
  token: TopLogprob
  probability: number
  chosen: boolean
}

/** What the model could have said instead, the likeliest first; the chosen one is always among them. */
export interface Alternatives {
  list: Alternative[]
  /** From 1; absent where the chosen one was not among the likeliest. */
  rank?: number
  /** The part of all probability that the list makes up. */
  coverage: number
}

export function alternativesOf(token: TokenLogprob): Alternatives {
  const others = token.top_logprobs.filter(other => !isSame(other, token))
  const listed = others.length < token.top_logprobs.length
  const list = [token, ...others]
    .map(other => ({ token: other, probability: Math.exp(other.logprob), chosen: other === token }))
    .sort((one, other) => other.probability - one.probability)
  const place = list.findIndex(({ chosen }) => chosen)
  const likeliest = listed || place === 0
  return {
    list,
    ...(likeliest && { rank: place + 1 }),
    coverage: Math.min(
      1,
      list.reduce((sum, { probability }) => sum + probability, 0),
    ),
  }
}

/** The chosen one's probability less that of its best rival: negative where another was likelier. */
export function marginOf(token: TokenLogprob): number | undefined {
  const rivals = token.top_logprobs.filter(other => !isSame(other, token)).map(({ logprob }) => Math.exp(logprob))
  return rivals.length ? Math.exp(token.logprob) - Math.max(...rivals) : undefined
}

/** A token with its white space made visible; half a character as its bytes. */
export function tokenLabel({ token, bytes }: TopLogprob): string {
  if (bytes && bytes.length > 0 && !isText(bytes)) return bytes.map(byte => `\\x${hex(byte)}`).join('')
  const text = bytes ? decode(bytes) : token
  return text.replaceAll(' ', '·').replaceAll('\n', '↵').replaceAll('\r', '␍').replaceAll('\t', '→') || '(empty)'
}

/** `f0 9f 98`; `undefined` where the provider gave none. */
export function tokenBytes({ bytes }: TopLogprob): string | undefined {
  return bytes?.map(hex).join(' ')
}

function reader(list: TokenLogprob[]) {
  const full: TokenChunk[] = []
  let open: TokenPiece[] = []
  let next = 0
  let start = 0
  let count = 0
  let logprob = 0
  /** Tokens that are not a whole character yet, and their bytes. */
  let waiting: TokenLogprob[] = []
  let bytes: number[] = []

  function add(text: string, tokens: TokenLogprob[]) {
    const before = open.at(-1)
    if (before && growsOn(before.text, text)) {
      open[open.length - 1] = pieceOf({ ...before, text: before.text + text, tokens: [...before.tokens, ...tokens] })
    } else {
      if (open.length === CHUNK) {
        full.push(chunkOf(open))
        open = []
      }
      open.push(pieceOf({ index: full.length * CHUNK + open.length, first: count, start, text, tokens }))
    }
    start += text.length
    count += tokens.length
    for (const token of tokens) logprob += token.logprob
  }

  function flush() {
    if (waiting.length) add(decode(bytes), waiting)
    waiting = []
    bytes = []
  }

  return (ended: boolean): ReadTokens => {
    for (; next < list.length; next++) {
      const token = list[next]!
      if (!token.bytes) {
        flush()
        add(token.token, [token])
        continue
      }
      waiting.push(token)
      bytes.push(...token.bytes)
      if (isWhole(bytes)) flush()
    }
    if (ended) flush()
    return { chunks: open.length ? [...full, chunkOf([...open])] : [...full], count, logprob }
  }
}

function chunkOf(pieces: TokenPiece[]): TokenChunk {
  return { pieces, text: pieces.map(({ text }) => text).join('') }
}

function pieceOf(piece: Pick<TokenPiece, 'index' | 'first' | 'start' | 'text' | 'tokens'>): TokenPiece {
  const logprob = piece.tokens.reduce((sum, token) => sum + token.logprob, 0)
  const margins = piece.tokens.map(marginOf).filter(margin => margin !== undefined)
  return {
    ...piece,
    probability: Math.exp(logprob),
    surprisal: -logprob / Math.LN2,
    ...(margins.length > 0 && { margin: Math.min(...margins) }),
  }
}

function isSame(one: TopLogprob, other: TopLogprob): boolean {
  if (one.bytes && other.bytes)
    return one.bytes.length === other.bytes.length && one.bytes.every((byte, index) => byte === other.bytes![index])
  return one.token === other.token
}

/** Signs that only show together with what stands before them: accents, joiners, skin tones, the second half of a flag. */
function growsOn(before: string, text: string): boolean {
  if (/^(?:\p{M}|\u200d|[\u{1f3fb}-\u{1f3ff}])/u.test(text) || before.endsWith('\u200d')) return true
  const flags = /\p{RI}+$/u.exec(before)?.[0] ?? ''
  return flags.length % 4 === 2 && /^\p{RI}/u.test(text)
}

/** Whether the last character has all its bytes. Bytes that can never be a character do not wait for more. */
function isWhole(bytes: number[]): boolean {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return true
    if (byte >= 0xc0) return back >= (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2)
  }
  return true
}

const lossy = new TextDecoder('utf-8', { ignoreBOM: true })
const exact = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true })

function decode(bytes: number[]): string {
  return lossy.decode(Uint8Array.from(bytes))
}

function isText(bytes: number[]): boolean {
  try {
    exact.decode(Uint8Array.from(bytes))
    return true
  } catch {
    return false
  }
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

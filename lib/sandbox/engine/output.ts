import type { TokenLogprob } from '@/lib/chat/types'
import { afterBytes, type ByteText, fromByteText, toBytes } from './bytes'
import type { EngineEvent } from './types'

/** A token as it was sampled. */
export interface Written {
  bytes: ByteText
  logprob?: TokenLogprob
}

type TextEvent = Extract<EngineEvent, { kind: 'text' }>

/** Tokens that only together are whole characters. */
interface Unit {
  tokens: Written[]
  text: string
}

/**
 * Turns tokens into text events: whole characters only, and nothing that is, or may yet become, a stop sequence.
 * Returns the stop sequence that was met. What is left of a character at the end is dropped, with its logprob.
 */
export function* writeText(tokens: Iterable<Written>, stop: readonly string[]): Generator<TextEvent, string | undefined> {
  const waiting: Unit[] = []
  let open: Written[] = []
  let state = 0
  for (const token of tokens) {
    open.push(token)
    state = afterBytes(state, token.bytes)
    if (state !== 0) continue
    waiting.push({ tokens: open, text: fromByteText(open.map(({ bytes }) => bytes).join('')) })
    open = []
    const text = waiting.map(unit => unit.text).join('')
    const met = firstStop(text, stop)
    if (met) {
      yield* release(waiting, met.at)
      return met.stop
    }
    yield* release(waiting, text.length - possibleStop(text, stop), true)
  }
  yield* release(waiting, Infinity)
  return undefined
}

function firstStop(text: string, stop: readonly string[]) {
  let first: { at: number; stop: string } | undefined
  for (const one of stop) {
    const at = one === '' ? -1 : text.indexOf(one)
    if (at >= 0 && (!first || at < first.at)) first = { at, stop: one }
  }
  return first
}

/** How many of the last characters may be the beginning of a stop sequence. */
function possibleStop(text: string, stop: readonly string[]): number {
  let most = 0
  for (const one of stop) {
    for (let size = Math.min(one.length - 1, text.length); size > most; size--) {
      if (text.endsWith(one.slice(0, size))) most = size
    }
  }
  return most
}

/** Gives out the first `length` characters; with `whole`, a unit that reaches beyond them waits, else it is cut. */
function* release(waiting: Unit[], length: number, whole = false): Generator<TextEvent> {
  let left = length
  while (waiting[0] && left > 0) {
    const unit = waiting[0]
    if (unit.text.length > left) {
      if (!whole) yield cut(unit, left)
      return
    }
    waiting.shift()
    left -= unit.text.length
    for (const [index, { logprob }] of unit.tokens.entries()) {
      const text = index === unit.tokens.length - 1 ? unit.text : ''
      if (text !== '' || logprob) yield { kind: 'text', text, ...(logprob && { logprob }) }
    }
  }
}

/** The beginning of a token before a stop sequence: its logprob says only what was given out, so that bytes and text agree. */
function cut(unit: Unit, length: number): TextEvent {
  const text = unit.text.slice(0, length)
  const whole = unit.tokens[0]?.logprob
  if (!whole) return { kind: 'text', text }
  const bytes = toBytes(unit.tokens.map(token => token.bytes).join('')).slice(0, new TextEncoder().encode(text).length)
  const shown = { token: text, logprob: whole.logprob, bytes }
  const top_logprobs = whole.top_logprobs.map(other => (other.token === whole.token ? shown : other))
  return { kind: 'text', text, logprob: { ...shown, top_logprobs } }
}

import type { TokenLogprob } from '@/lib/chat/types'
import { first } from '../texts/first'
import { afterBytes, fromByteText, REFUSED, toBytes } from './bytes'
import { learnNgrams, type Ngrams, predict } from './ngrams'
import { type Written, writeText } from './output'
import { type Random, seeded } from './random'
import { likeliest, normalise, pick, shape } from './sampling'
import { END, learnVocabulary, makeEncoder, tokenName, type Vocabulary } from './tokenizer'
import type { EngineAsk, EngineEvent } from './types'

export type { EngineAsk, EngineEvent, EngineTool, EngineTurn, EngineUsage } from './types'

interface Model {
  vocabulary: Vocabulary
  encode: (text: string) => number[]
  ngrams: Ngrams
}

let learnt: Model | undefined
function model(): Model {
  if (learnt) return learnt
  const vocabulary = learnVocabulary(first)
  const encoder = makeEncoder(vocabulary)
  learnt = { vocabulary, encode: encoder, ngrams: learnNgrams(first.map(encoder), vocabulary.pieces.length) }
  return learnt
}

/** Token ids of a text, by the sandbox's own tokenizer. */
export const encode = (text: string): number[] => model().encode(text)
export const countTokens = (text: string): number => encode(text).length
/** The UTF-8 bytes of a token; none for an unknown id and for the end of a text. */
export const tokenBytes = (id: number): number[] => toBytes(model().vocabulary.pieces[id] ?? '')
export const decode = (ids: readonly number[]): string =>
  fromByteText(ids.map(id => model().vocabulary.pieces[id] ?? '').join(''))

function nextToken(context: number[], state: number): Float64Array {
  const { ngrams, vocabulary } = model()
  const probabilities = new Float64Array(vocabulary.pieces.length)
  predict(ngrams, context, probabilities)
  for (let token = 0; token < probabilities.length; token++) {
    if (afterBytes(state, vocabulary.pieces[token]!) === REFUSED) probabilities[token] = 0
  }
  normalise(probabilities)
  return probabilities
}

function promptTokens(ask: EngineAsk): number {
  const turns = ask.turns.map(turn => countTokens(turn.text) + 4)
  const tools = ask.tools.map(tool => countTokens(JSON.stringify(tool)))
  const schema = ask.schema ? countTokens(JSON.stringify(ask.schema)) : 0
  return [...turns, ...tools, schema].reduce((sum, count) => sum + count, 3)
}

/** Answers, event by event. The same seed gives the same events; without one, every call differs. */
export function* generate(ask: EngineAsk): Generator<EngineEvent> {
  const random: Random = seeded(ask.sampling.seed ?? Math.floor(Math.random() * 2 ** 32))
  let completionTokens = 0
  let reason: 'stop' | 'length' = 'length'
  function* tokens(): Generator<Written> {
    const context = [END]
    const written = new Map<number, number>()
    let state = 0
    while (completionTokens < ask.maxTokens) {
      const probabilities = shape(nextToken(context, state), ask.sampling, written)
      const token = pick(probabilities, ask.sampling.temperature, random)
      if (token === END) {
        reason = 'stop'
        return
      }
      const bytes = model().vocabulary.pieces[token]!
      state = afterBytes(state, bytes)
      context.push(token)
      written.set(token, (written.get(token) ?? 0) + 1)
      completionTokens++
      yield { bytes, ...(ask.logprobs !== undefined && { logprob: logprobOf(probabilities, token, ask.logprobs) }) }
    }
  }
  const stop = yield* writeText(tokens(), ask.stop)
  const usage = { promptTokens: promptTokens(ask), completionTokens, thinkingTokens: 0 }
  yield stop === undefined ? { kind: 'end', reason, usage } : { kind: 'end', reason: 'stop_sequence', stop, usage }
}

function logprobOf(probabilities: Float64Array, token: number, count: number): TokenLogprob {
  const { pieces } = model().vocabulary
  const entry = (id: number) => ({
    token: tokenName(pieces[id]!, id),
    logprob: Math.log(probabilities[id]!),
    bytes: id === END ? null : toBytes(pieces[id]!),
  })
  return { ...entry(token), top_logprobs: likeliest(probabilities, count).map(entry) }
}

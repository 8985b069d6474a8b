import type { TokenLogprob } from '@/lib/chat/types'
import { toBytes } from './bytes'
import { documents } from './library'
import { learnNgrams, type Ngrams } from './ngrams'
import { likeliest } from './sampling'
import { END, learnVocabulary, makeEncoder, statesAfter, toChunks, tokenName, type Vocabulary } from './tokenizer'

export interface Model {
  vocabulary: Vocabulary
  encode: (text: string) => number[]
  ngrams: Ngrams
  /** By state of a reader of UTF-8. */
  after: (state: number) => Int8Array
}

let learnt: Model | undefined

/** The model, learnt at the first call. */
export function model(): Model {
  learnt ??= learn()
  return learnt
}

/** Exported for the test of how long it takes. */
export function learn(): Model {
  const texts = documents().map(toChunks)
  const vocabulary = learnVocabulary(texts)
  const encode = makeEncoder(vocabulary)
  const tables: Int8Array[] = []
  return {
    vocabulary,
    encode: text => encode(toChunks(text)),
    ngrams: learnNgrams(texts.map(encode), vocabulary.pieces.length),
    after: state => (tables[state] ??= statesAfter(vocabulary, state)),
  }
}

/** Token ids of a text, by the sandbox's own tokenizer; `decode(encode(text))` is the text. */
export const encode = (text: string): number[] => model().encode(text)

/** A token's bytes; none for an id that does not exist. */
export const piece = (token: number): string => model().vocabulary.pieces[token] ?? ''

/** OpenAI's shape; alternatives of no probability are left out, as JSON has no minus infinity. */
export function logprobOf(probabilities: Float64Array, token: number, count: number): TokenLogprob {
  return { ...entry(probabilities, token), top_logprobs: likeliest(probabilities, count).map(id => entry(probabilities, id)) }
}

const entry = (probabilities: Float64Array, id: number) => ({
  token: tokenName(piece(id), id),
  logprob: Math.log(probabilities[id]!),
  bytes: id === END ? null : toBytes(piece(id)),
})

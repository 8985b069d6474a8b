import type { Guide } from './guide'
import { logprobOf, model, piece } from './model'
import { predict, REACH, spread } from './ngrams'
import type { Written } from './output'
import type { Random } from './random'
import { pick, shape } from './sampling'
import { END } from './tokenizer'
import type { EngineAsk } from './types'

/** What one answer has written and may still write. */
export interface Speaker {
  sampling: EngineAsk['sampling']
  logprobs?: number
  random: Random
  /** Tokens that may still be written. */
  left: number
  /** How often each token of the answer was written, for the penalties. */
  written: Map<number, number>
}

/** Where a text stands: the tokens so far, and whether they end inside a character. */
export interface Place {
  context: number[]
  state: number
}

export const start = (): Place => ({ context: [END], state: 0 })

/** What is sampled from: the statistics, what the guide makes of them, what the sampling makes of that. */
export function nextToken(
  guide: Guide,
  place: Place,
  { sampling, written }: Pick<Speaker, 'sampling' | 'written'>,
): Float64Array {
  const { ngrams, after, vocabulary } = model()
  const statistics = guide.alone
    ? new Float64Array(vocabulary.pieces.length)
    : spread(ngrams, predict(ngrams, place.context.slice(-Math.min(guide.sight, REACH))), guide.sharpness, after(place.state))
  return shape(guide.steer(statistics), sampling, written)
}

export function step(guide: Guide, place: Place, token: number): void {
  guide.take(token)
  place.context.push(token)
  place.state = model().after(place.state)[token]!
}

/** Tokens after those `begun` until the guide's text ends, or none are left. `ended` is called in the first case. */
export function* speak(speaker: Speaker, guide: Guide, ended: () => void, begun: readonly number[] = []): Generator<Written> {
  const place = start()
  for (const token of begun) step(guide, place, token)
  while (speaker.left > 0) {
    const probabilities = nextToken(guide, place, speaker)
    const token = pick(probabilities, speaker.sampling.temperature, speaker.random)
    if (token === END) return ended()
    step(guide, place, token)
    speaker.written.set(token, (speaker.written.get(token) ?? 0) + 1)
    speaker.left--
    const logprob = speaker.logprobs === undefined ? undefined : logprobOf(probabilities, token, speaker.logprobs)
    yield { bytes: piece(token), ...(logprob && { logprob }) }
  }
}

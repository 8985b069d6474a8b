import { fromByteText, toBytes } from './bytes'
import { type Decision, decide, keyOf, lexicon } from './decide'
import { findIn } from './findings'
import type { Guide } from './guide'
import { encode, piece } from './model'
import { type Written, writeText } from './output'
import { seeded } from './random'
import { source } from './schema/leaves'
import { walkSchema } from './schema/walk'
import { SchemaGuide } from './schema-guide'
import { nextToken, type Speaker, speak, start, step } from './speaker'
import { TextGuide } from './text-guide'
import { type Intent, planOf } from './thinking'
import { wordsOf } from './tools'
import type { EngineAsk, EngineEvent } from './types'
import { promptTokens } from './usage'

export type { EngineAsk, EngineEvent, EngineTool, EngineTurn } from './types'

/** No answer is longer, in tokens. */
const LONGEST = 4000

export { encode }

/** The text of tokens; an id that does not exist has none, a cut character is U+FFFD. */
export const decode = (ids: readonly number[]): string => fromByteText(ids.map(piece).join(''))

/** The UTF-8 bytes of a token; none for an unknown id and for the one that ends a text. */
export const tokenBytes = (id: number): number[] => toBytes(piece(id))

export const countTokens = (text: string): number => encode(text).length

/**
 * Answers, event by event, without timers: the caller sets the pace. The same ask with a seed gives the same events; without
 * one every call differs, except at temperature 0. Never throws for a well-typed ask.
 */
export function* generate(ask: EngineAsk): Generator<EngineEvent> {
  const limit = Math.min(ask.maxTokens, LONGEST)
  const key = keyOf(ask)
  const speaker: Speaker = {
    sampling: ask.sampling,
    logprobs: ask.logprobs,
    random: seeded(ask.sampling.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : ask.sampling.seed ^ key),
    left: limit,
    written: new Map(),
  }
  const plan = decide(ask, key)
  if (ask.thinking) yield* think(speaker, plan.intent, ask.thinking.budget, key)
  const thinkingTokens = limit - speaker.left
  const end =
    plan.calls.length > 0 ? yield* makeCalls(speaker, plan, ask) : yield* write(speaker, plan.guide(), ask.stop, begunIn(ask))
  const usage = { promptTokens: promptTokens(ask, countTokens), completionTokens: limit - speaker.left, thinkingTokens }
  yield { kind: 'end', ...end, usage }
}

/**
 * The probabilities, by token id, that the token after `prefix` is sampled from; their sum is 1. For answers in words or by
 * schema; thinking and tool calls are left out.
 */
export function distribution(ask: EngineAsk, prefix: readonly number[] = []): Float64Array {
  const guide = decide({ ...ask, choice: 'none' }, keyOf(ask)).guide()
  const place = start()
  const written = new Map<number, number>()
  for (const token of prefix) {
    nextToken(guide, place, { sampling: { temperature: 1 }, written })
    step(guide, place, token)
    written.set(token, (written.get(token) ?? 0) + 1)
  }
  return nextToken(guide, place, { sampling: ask.sampling, written })
}

type Ending = { reason: 'stop' | 'length' | 'tool_calls' } | { reason: 'stop_sequence'; stop: string }

/** A last turn of the assistant in words is gone on with, as if it had just been written. */
function begunIn({ turns, schema }: EngineAsk): number[] {
  const last = turns.at(-1)
  return last?.role === 'assistant' && !last.calls?.length && schema === undefined ? encode(last.text.trimEnd()) : []
}

function* write(
  speaker: Speaker,
  guide: Guide,
  stop: readonly string[],
  begun?: readonly number[],
): Generator<EngineEvent, Ending> {
  let ended = false
  const end = () => {
    ended = true
  }
  const met = yield* writeText(speak(speaker, guide, end, begun), stop)
  if (met !== undefined) return { reason: 'stop_sequence', stop: met }
  return { reason: ended ? 'stop' : 'length' }
}

/** Thinks within its budget and with a cool head: the rest of the sampling is about the answer. */
function* think(speaker: Speaker, intent: Intent, budget: number, key: number): Generator<EngineEvent> {
  const text = planOf(intent, budget, countTokens)
  if (text === '') return
  const left = Math.min(budget, speaker.left)
  const sampling = { temperature: Math.min(1, speaker.sampling.temperature) }
  const thinker: Speaker = { ...speaker, sampling, logprobs: undefined, left, written: new Map() }
  const tokens = speak(thinker, new TextGuide([{ say: text }], key, lexicon()), () => {})
  for (const event of writeText(tokens, [])) if (event.text !== '') yield { kind: 'thinking', text: event.text }
  speaker.left -= left - thinker.left
}

function* makeCalls(speaker: Speaker, { calls, preamble, key }: Decision, ask: EngineAsk): Generator<EngineEvent, Ending> {
  if (preamble) {
    const end = yield* write(speaker, new TextGuide([{ say: preamble }], key, lexicon()), ask.stop)
    if (end.reason !== 'stop') return end
  }
  for (const [index, { tool, message }] of calls.entries()) {
    if (speaker.left === 0) return { reason: 'length' }
    yield { kind: 'call', index, name: tool.name }
    const schema = { type: 'object', ...tool.schema }
    const walk = walkSchema(schema, source(schema, findIn(message, wordsOf(tool)), [message], seeded(key + index), true))
    let ended = false
    const tokens: Iterable<Written> = speak({ ...speaker, logprobs: undefined }, new SchemaGuide(walk, encode), () => {
      ended = true
    })
    for (const event of writeText(counting(tokens, speaker), []))
      if (event.text !== '') yield { kind: 'arguments', index, text: event.text }
    if (!ended) return { reason: 'length' }
  }
  return { reason: 'tool_calls' }
}

/** The copy of the speaker that writes arguments has no logprobs, but spends the same tokens. */
function* counting(tokens: Iterable<Written>, speaker: Speaker): Generator<Written> {
  for (const token of tokens) {
    speaker.left--
    yield { bytes: token.bytes }
  }
}

import { closed, identity, listOf, open, type Rule, unlessNull, when } from './shapes'
import type { ChatChunk, ChatCompletion } from './types'

/**
 * How close an answer keeps to OpenAI's schema. `default`: the schema, `reasoning_content`, and what OpenAI's and Azure's own
 * APIs send beside it. `extras`: everything. `strict`: what the schema names and nothing else, at every depth.
 */
export type Compliance = 'default' | 'extras' | 'strict'

/** The answer as this mode allows it, with the keys the schema requires; the same object when nothing has to change. */
export function complyCompletion(completion: ChatCompletion, mode: Compliance): ChatCompletion {
  return COMPLETION[mode](completion) as ChatCompletion
}

/** The chunk as this mode allows it; the same object when nothing has to change. */
export function complyChunk(chunk: ChatChunk, mode: Compliance): ChatChunk {
  return CHUNK[mode](chunk) as ChatChunk
}

/** True when the chunk may leave as it came. */
export function isPure(chunk: ChatChunk, mode: Compliance): boolean {
  return complyChunk(chunk, mode) === chunk
}

/** Where the schema has no null, a provider's null means absent. */
const some = unlessNull(identity)
const keep = identity

const requiredOfMessage = { role: 'assistant', content: null, refusal: null }
const requiredOfChoice = { finish_reason: null, logprobs: null }

// Strict, as CreateChatCompletionResponse and CreateChatCompletionStreamResponse of OpenAI's OpenAPI document 2.3.0 have it.

const topLogprob = closed({ token: keep, logprob: keep, bytes: keep }, { bytes: null })
const token = closed(
  { token: keep, logprob: keep, bytes: keep, top_logprobs: unlessNull(listOf(topLogprob)) },
  { bytes: null, top_logprobs: [] },
)
const logprobs = closed({ content: listOf(token), refusal: listOf(token) }, { content: null, refusal: null })

const functionCall = closed({ name: some, arguments: some })
const customCall = closed({ name: some, input: some })
const call = closed({ id: some, type: some, function: unlessNull(functionCall), custom: unlessNull(customCall) })
/**
 * The schema's chunks know function calls only, but OpenAI streams calls of custom tools all the same: a caller who defines
 * one must get its input. The like holds for `audio` in a delta.
 */
const callChunk = closed({
  index: keep,
  id: some,
  type: some,
  function: unlessNull(functionCall),
  custom: unlessNull(customCall),
})
const audio = closed({ id: some, expires_at: some, data: some, transcript: some })

const citation = closed({ start_index: keep, end_index: keep, url: keep, title: keep })
const annotation = when(
  value => (value as { type?: unknown } | null)?.type === 'url_citation',
  closed({ type: keep, url_citation: citation }),
)

const usage = closed({
  prompt_tokens: keep,
  completion_tokens: keep,
  total_tokens: keep,
  prompt_tokens_details: unlessNull(
    closed({ cached_tokens: some, cache_write_tokens: some, audio_tokens: some, text_tokens: some, image_tokens: some }),
  ),
  completion_tokens_details: unlessNull(
    closed({
      reasoning_tokens: some,
      audio_tokens: some,
      text_tokens: some,
      accepted_prediction_tokens: some,
      rejected_prediction_tokens: some,
    }),
  ),
})

const moderated = closed({
  type: keep,
  model: keep,
  code: keep,
  message: keep,
  results: listOf(
    closed({
      type: keep,
      model: keep,
      flagged: keep,
      categories: keep,
      category_scores: keep,
      category_applied_input_types: keep,
    }),
  ),
})

const TIERS: unknown[] = [null, 'auto', 'default', 'flex', 'scale', 'priority', 'fast']
const ROLES: unknown[] = ['developer', 'system', 'user', 'assistant', 'tool']

const head = {
  id: keep,
  object: keep,
  created: keep,
  model: keep,
  service_tier: when(tier => TIERS.includes(tier), keep),
  system_fingerprint: some,
  moderation: closed({ input: moderated, output: moderated }),
}

const strictMessage = closed(
  {
    role: keep,
    content: keep,
    refusal: keep,
    tool_calls: unlessNull(listOf(call)),
    function_call: unlessNull(functionCall),
    annotations: unlessNull(listOf(annotation)),
    audio,
  },
  requiredOfMessage,
)

const strictDelta = closed({
  role: when(role => ROLES.includes(role), keep),
  content: keep,
  refusal: keep,
  tool_calls: unlessNull(listOf(callChunk)),
  function_call: unlessNull(functionCall),
  audio,
})

// Default: the same members, whose values are left alone, and a few more.

const knownHead = {
  id: keep,
  object: keep,
  created: keep,
  model: keep,
  usage: keep,
  service_tier: keep,
  system_fingerprint: keep,
  moderation: keep,
  metadata: keep,
  obfuscation: keep,
  error: keep,
  prompt_filter_results: keep,
}

const knownOfChoice = {
  index: keep,
  finish_reason: keep,
  logprobs: keep,
  content_filter_results: keep,
  content_filter_result: keep,
}

const knownOfMessage = {
  role: keep,
  content: keep,
  refusal: keep,
  reasoning_content: keep,
  tool_calls: keep,
  function_call: keep,
  annotations: keep,
  audio: keep,
}

const COMPLETION: Record<Compliance, Rule> = {
  extras: open({ choices: listOf(open({ message: open({}, requiredOfMessage) }, requiredOfChoice)) }),
  default: closed({
    ...knownHead,
    choices: listOf(closed({ ...knownOfChoice, message: closed(knownOfMessage, requiredOfMessage) }, requiredOfChoice)),
  }),
  strict: closed({
    ...head,
    metadata: keep,
    usage: unlessNull(usage),
    choices: listOf(closed({ index: keep, message: strictMessage, finish_reason: keep, logprobs }, requiredOfChoice)),
  }),
}

const CHUNK: Record<Compliance, Rule> = {
  extras: identity,
  default: closed({ ...knownHead, choices: listOf(closed({ ...knownOfChoice, delta: closed(knownOfMessage) })) }),
  strict: closed(
    {
      ...head,
      obfuscation: some,
      usage,
      choices: listOf(
        closed({ index: keep, delta: strictDelta, finish_reason: keep, logprobs }, { delta: {}, finish_reason: null }),
      ),
    },
    { choices: [] },
  ),
}

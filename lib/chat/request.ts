import { checkDepth } from '@/lib/util/json'
import {
  type Check,
  type Fields,
  filledText,
  flag,
  integer,
  isObject,
  list,
  mapOf,
  member,
  number,
  object,
  oneOf,
  refuse,
  text,
  textOf,
  textOr,
} from './check'
import { GatewayError } from './errors'
import { messages, prediction, thinking } from './request-messages'
import { checkChoice, functionCall, functions, responseFormat, toolChoice, tools } from './request-tools'
import { type ChatRequest, EFFORTS } from './types'

const DEPTH = 64

/**
 * The unknown body of a request as a {@link ChatRequest}, whatever its target: every field of OpenAI's is in the range OpenAI
 * documents (https://platform.openai.com/docs/api-reference/chat/create), other keys are left as they are.
 * Members that are `null` are left out; all others are the caller's own values, not copies.
 * With `modelOptional` the model may be missing; the caller then fills it in.
 * Throws `invalid_request_error` with the path of what is wrong.
 */
export function parseRequest(body: unknown, { modelOptional = false }: { modelOptional?: boolean } = {}): ChatRequest {
  if (!isObject(body)) throw new GatewayError('invalid_request_error', 'The body must be a JSON object.')
  if (!checkDepth(body, DEPTH))
    throw new GatewayError('invalid_request_error', `The body must be nested at most ${DEPTH} levels deep.`)
  if (Object.hasOwn(body, '__proto__')) {
    throw new GatewayError('invalid_request_error', '__proto__ is not a parameter.', { param: '__proto__' })
  }
  const request = withoutNulls(body)
  if (!modelOptional || request.model !== undefined) filledText(request.model, 'model')
  messages(request.messages, 'messages')
  for (const key of Object.keys(request)) if (Object.hasOwn(FIELDS, key)) FIELDS[key]!(request[key], key)
  checkTogether(request)
  return request as ChatRequest
}

const stop: Check = (value, path) => {
  if (typeof value === 'string') return
  if (!Array.isArray(value) || value.length > 4 || value.some(entry => typeof entry !== 'string')) {
    refuse(path, 'a string or a list of 1 to 4 strings', value)
  }
}

const voice = textOr(object({ id: filledText }), 'a string or an object with an id')
const moderationMode = object({ mode: oneOf('score', 'block') })
const location = object({
  type: oneOf('approximate'),
  approximate: object({}, { country: text, region: text, city: text, timezone: text }),
})

/** Everything but `model` and `messages`. */
const FIELDS: Fields = {
  stream: flag,
  stream_options: object({}, { include_usage: flag, include_obfuscation: flag }),

  tools,
  tool_choice: toolChoice,
  parallel_tool_calls: flag,
  functions,
  function_call: functionCall,
  response_format: responseFormat,

  temperature: number(0, 2),
  top_p: number(0, 1),
  // vLLM and others take -1 for "no limit".
  top_k: integer(-1),
  min_p: number(0, 1),
  n: integer(1, 128),
  stop,
  max_tokens: integer(1),
  max_completion_tokens: integer(1),
  presence_penalty: number(-2, 2),
  frequency_penalty: number(-2, 2),
  logit_bias: mapOf(number(-100, 100)),
  logprobs: flag,
  top_logprobs: integer(0, 20),
  seed: integer(),

  thinking,
  reasoning_effort: oneOf(...EFFORTS),
  verbosity: oneOf('low', 'medium', 'high'),

  modalities: list(oneOf('text', 'audio', 'image'), { of: 'modalities' }),
  audio: object({ voice, format: oneOf('wav', 'aac', 'mp3', 'flac', 'opus', 'pcm16') }),
  prediction,
  web_search_options: object({}, { user_location: location, search_context_size: oneOf('low', 'medium', 'high') }),
  moderation: object({ model: filledText }, { policy: object({}, { input: moderationMode, output: moderationMode }) }),

  user: text,
  safety_identifier: textOf('a string of at most 64 characters', /^[\s\S]{0,64}$/),
  metadata: mapOf(text),
  store: flag,
  service_tier: oneOf('auto', 'default', 'flex', 'scale', 'priority', 'fast'),
  prompt_cache_key: text,
  prompt_cache_retention: oneOf('in_memory', 'in-memory', '24h'),
  prompt_cache_options: object({}, { mode: oneOf('implicit', 'explicit'), ttl: text }),
}

/** What is right by itself but not without something else. */
function checkTogether(request: Record<string, unknown>): void {
  const hasTools = Array.isArray(request.tools) && request.tools.length > 0
  const hasFunctions = request.functions !== undefined
  only('top_logprobs', request.logprobs === true, 'logprobs is true')
  only('stream_options', request.stream === true, 'stream is true')
  only('tool_choice', hasTools || hasFunctions, 'there are tools')
  only('function_call', hasFunctions, 'there are functions')
  if (hasTools) checkChoice(request.tool_choice, request.tools as unknown[])

  const call = request.function_call
  if (isObject(call) && !(request.functions as { name: string }[]).some(({ name }) => name === call.name)) {
    refuse('function_call.name', 'the name of one of the functions', call)
  }

  function only(param: string, allowed: boolean, when: string) {
    if (request[param] === undefined || allowed) return
    throw new GatewayError('invalid_request_error', `${param} is only allowed when ${when}.`, { param })
  }
}

/** A copy, also where nothing is null, so that nobody can change the caller's body through it. Copies no value. */
function withoutNulls(body: Record<string, unknown>): Record<string, unknown> {
  const request = { ...body }
  for (const key of Object.keys(body)) if (member(body, key) === null) delete request[key]
  return request
}

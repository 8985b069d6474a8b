import type { ChatCompletionCreateParamsBase } from 'openai/resources/chat/completions'
import {
  anything,
  byKind,
  type Check,
  decimal,
  fields,
  flag,
  integer,
  isMembers,
  list,
  oneOf,
  orNull,
  record,
  tagged,
  text,
} from '../shape'

/** A checked body: OpenAI's 37 fields, and the extensions the sandbox can honour. */
export type ChatBody = Omit<ChatCompletionCreateParamsBase, 'service_tier'> & {
  service_tier?: string | null
  top_k?: number | null
  min_p?: number | null
  thinking?: { type: 'enabled' | 'disabled' | 'adaptive'; budget_tokens?: number } | null
}

const functionName = text({ min: 1, max: 64, pattern: '^[a-zA-Z0-9_-]+$' })
/** Of a speaker. */
const name = text({ min: 1, max: 64, pattern: String.raw`^[^\s<|\\/>]+$` })
const breakpoint = fields({ mode: oneOf('explicit') })
const cacheable = { prompt_cache_breakpoint: breakpoint }

const textPart = fields({ type: oneOf('text'), text: text() }, cacheable)
const parts = {
  text: textPart,
  image_url: fields(
    { type: anything, image_url: fields({ url: text({ min: 1 }) }, { detail: oneOf('auto', 'low', 'high', 'original') }) },
    cacheable,
  ),
  file: fields({ type: anything, file: fields({}, { filename: text(), file_data: text(), file_id: text() }) }, cacheable),
}
const textOr = (part: Check) => byKind({ string: text(), array: list(part, { min: 1 }) })
const texts = textOr(tagged('type', { text: textPart }))

const functionCall = fields({ name: text(), arguments: text() })
const toolCall = tagged('type', { function: fields({ id: text({ min: 1 }), type: anything, function: functionCall }) })

/** In the order OpenAI's own message lists the roles. */
const messages: Record<string, Check> = {
  system: fields({ role: anything, content: texts }, { name }),
  assistant: fields(
    { role: anything },
    {
      content: orNull(textOr(tagged('type', { text: textPart, refusal: fields({ type: anything, refusal: text() }) }))),
      refusal: orNull(text()),
      name,
      audio: orNull(fields({ id: text() })),
      tool_calls: list(toolCall, { min: 1 }),
      function_call: orNull(functionCall),
      /** An answer may be sent back as it came. */
      annotations: list(anything),
      /** The name under which this face streams its thinking; read and left out of the prompt, as DeepSeek does. */
      reasoning_content: orNull(text()),
    },
  ),
  user: fields({ role: anything, content: textOr(tagged('type', parts)) }, { name }),
  function: fields({ role: anything, name: functionName, content: orNull(text()) }),
  tool: fields({ role: anything, content: texts, tool_call_id: text({ min: 1 }) }),
  developer: fields({ role: anything, content: texts }, { name }),
}

const schema: Check = (value, path) => (isMembers(value) ? undefined : { kind: 'type', path, expected: ['object'], got: value })
const functionRest = { description: text(), parameters: schema }

const tool = tagged('type', {
  function: fields({ type: anything, function: fields({ name: functionName }, { ...functionRest, strict: orNull(flag) }) }),
})

const named = fields({ type: anything, function: fields({ name: text() }) })
const toolChoice = byKind({
  string: oneOf('none', 'auto', 'required'),
  object: tagged('type', {
    function: named,
    allowed_tools: fields({
      type: anything,
      allowed_tools: fields({ mode: oneOf('auto', 'required'), tools: list(tagged('type', { function: named }), { min: 1 }) }),
    }),
  }),
})

const responseFormat = tagged('type', {
  text: fields({ type: anything }),
  json_object: fields({ type: anything }),
  json_schema: fields({
    type: anything,
    json_schema: fields({ name: functionName }, { description: text(), schema, strict: orNull(flag) }),
  }),
})

/** A null is allowed where OpenAI's document allows it. */
export const checkBody: Check = fields(
  { messages: list(tagged('role', messages), { min: 1 }), model: text({ min: 1 }) },
  {
    audio: orNull(fields({ voice: byKind({ string: text(), object: fields({ id: text() }) }), format: text() })),
    frequency_penalty: orNull(decimal(-2, 2)),
    function_call: byKind({ string: oneOf('none', 'auto'), object: fields({ name: text() }) }),
    functions: list(fields({ name: functionName }, functionRest), { min: 1, max: 128 }),
    logit_bias: orNull(record(decimal(-100, 100))),
    logprobs: orNull(flag),
    max_completion_tokens: orNull(integer(1)),
    max_tokens: orNull(integer(1)),
    metadata: orNull(record(text({ max: 512 }), { max: 16 })),
    modalities: orNull(list(oneOf('text', 'audio'), { min: 1 })),
    moderation: orNull(fields({ model: text() }, { policy: orNull(schema) })),
    n: orNull(integer(1, 8)),
    parallel_tool_calls: flag,
    prediction: orNull(fields({ type: oneOf('content'), content: texts })),
    presence_penalty: orNull(decimal(-2, 2)),
    prompt_cache_key: orNull(text()),
    prompt_cache_options: fields({}, { mode: oneOf('implicit', 'explicit'), ttl: oneOf('30m') }),
    prompt_cache_retention: orNull(oneOf('in_memory', '24h')),
    reasoning_effort: orNull(oneOf('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max')),
    response_format: responseFormat,
    safety_identifier: orNull(text({ max: 64 })),
    seed: orNull(integer(-(2 ** 63), 2 ** 63)),
    service_tier: orNull(oneOf('auto', 'default', 'flex', 'scale', 'priority', 'fast')),
    stop: orNull(byKind({ string: text(), array: list(text(), { min: 1, max: 4 }) })),
    store: orNull(flag),
    stream: orNull(flag),
    stream_options: orNull(fields({}, { include_usage: flag, include_obfuscation: flag })),
    temperature: orNull(decimal(0, 2)),
    tool_choice: toolChoice,
    tools: list(tool, { min: 1, max: 128 }),
    top_logprobs: orNull(integer(0, 20)),
    top_p: orNull(decimal(0, 1)),
    user: text(),
    verbosity: orNull(oneOf('low', 'medium', 'high')),
    web_search_options: schema,
    // Extensions of the compatibles.
    top_k: orNull(integer(0)),
    min_p: orNull(decimal(0, 1)),
    thinking: orNull(fields({ type: oneOf('enabled', 'disabled', 'adaptive') }, { budget_tokens: integer(1) })),
  },
)

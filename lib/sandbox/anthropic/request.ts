import type Anthropic from '@anthropic-ai/sdk'
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
  tagged,
  text,
} from '../shape'

/** A checked body. */
export type MessagesBody = Anthropic.MessageCreateParams

const object: Check = (value, path) => (isMembers(value) ? undefined : { kind: 'type', path, expected: ['object'], got: value })

const type = { type: anything }
const cacheControl = orNull(tagged('type', { ephemeral: fields(type, { ttl: oneOf('5m', '1h') }) }))
const cached = { cache_control: cacheControl }
const citations = orNull(fields({}, { enabled: flag }))

const textBlock = fields({ ...type, text: text() }, { ...cached, citations: orNull(list(object)) })
const textOr = (block: Check) => byKind({ string: text(), array: list(block) })

const imageTypes = oneOf('image/jpeg', 'image/png', 'image/gif', 'image/webp')
const image = fields(
  {
    ...type,
    source: tagged('type', {
      base64: fields({ ...type, media_type: imageTypes, data: text({ min: 1 }) }),
      url: fields({ ...type, url: text({ min: 1 }) }),
      file: fields({ ...type, file_id: text() }),
    }),
  },
  { ...cached, transformations: orNull(object) },
)

const document = fields(
  {
    ...type,
    source: tagged('type', {
      base64: fields({ ...type, media_type: oneOf('application/pdf'), data: text({ min: 1 }) }),
      text: fields({ ...type, media_type: oneOf('text/plain'), data: text({ min: 1 }) }),
      content: fields({ ...type, content: textOr(tagged('type', { text: textBlock, image })) }),
      url: fields({ ...type, url: text({ min: 1 }) }),
      file: fields({ ...type, file_id: text() }),
    }),
  },
  { ...cached, citations, context: orNull(text({ min: 1 })), title: orNull(text({ min: 1, max: 500 })) },
)

const searchResult = fields(
  { ...type, content: list(tagged('type', { text: textBlock })), source: text(), title: text() },
  { ...cached, citations },
)

const toolId = text({ pattern: '^[a-zA-Z0-9_-]+$' })
const toolResult = fields(
  { ...type, tool_use_id: toolId },
  {
    ...cached,
    content: textOr(tagged('type', { text: textBlock, image, search_result: searchResult, document })),
    is_error: flag,
  },
)
const toolUse = fields(
  { ...type, id: toolId, name: text({ min: 1, max: 200 }), input: object },
  { ...cached, caller: tagged('type', { direct: fields(type) }) },
)

const thinking = fields({ ...type, signature: text(), thinking: text() })
const redacted = fields({ ...type, data: text() })

const block = tagged('type', {
  text: textBlock,
  image,
  document,
  search_result: searchResult,
  tool_result: toolResult,
  thinking,
  redacted_thinking: redacted,
  tool_use: toolUse,
})

/** One list of blocks for both roles, as in Anthropic's types; what does not fit its role is found by the rules. */
const message = fields({ role: oneOf('user', 'assistant'), content: textOr(block) })

const inputSchema: Check = (value, path) => {
  if (!isMembers(value)) return { kind: 'type', path, expected: ['object'], got: value }
  if (!Object.hasOwn(value, 'type')) return { kind: 'missing', path: [...path, 'type'] }
  return oneOf('object')(value.type, [...path, 'type'])
}

/** The tools Anthropic runs itself are not among the branches: the sandbox has none. */
const tool = tagged(
  'type',
  {
    custom: fields(
      { name: text({ pattern: '^[a-zA-Z0-9_-]{1,128}$' }), input_schema: inputSchema },
      {
        type: orNull(oneOf('custom')),
        description: text(),
        ...cached,
        strict: flag,
        eager_input_streaming: orNull(flag),
        input_examples: list(object),
        defer_loading: flag,
        allowed_callers: list(oneOf('direct')),
      },
    ),
  },
  'custom',
)

const parallel = { disable_parallel_tool_use: flag }
const toolChoice = tagged('type', {
  auto: fields(type, parallel),
  any: fields(type, parallel),
  tool: fields({ ...type, name: text() }, parallel),
  none: fields(type),
})

const display = { display: orNull(oneOf('summarized', 'omitted')) }
const thinkingConfig = tagged('type', {
  enabled: fields({ ...type, budget_tokens: integer(1024) }, display),
  disabled: fields(type),
  adaptive: fields(type, display),
  between_tools: fields(type),
})

export const checkBody: Check = fields(
  { model: text({ min: 1 }), max_tokens: integer(1), messages: list(message) },
  {
    cache_control: cacheControl,
    container: orNull(byKind({ string: text(), object })),
    diagnostics: orNull(object),
    inference_geo: orNull(text()),
    metadata: fields({}, { user_id: orNull(text({ max: 256 })) }),
    output_config: fields(
      {},
      {
        effort: orNull(oneOf('low', 'medium', 'high', 'xhigh', 'max')),
        format: orNull(tagged('type', { json_schema: fields({ ...type, schema: object }) })),
      },
    ),
    service_tier: oneOf('auto', 'standard_only'),
    speed: orNull(oneOf('standard', 'fast')),
    stop_sequences: list(text()),
    stream: flag,
    system: textOr(tagged('type', { text: textBlock })),
    temperature: decimal(0, 1),
    thinking: thinkingConfig,
    tool_choice: toolChoice,
    tools: list(tool),
    top_k: integer(0),
    top_p: decimal(0, 1),
    user_profile_id: text(),
    workspace_id: text(),
  },
)

import {
  type Check,
  filledText,
  flag,
  integer,
  isObject,
  kinds,
  list,
  member,
  object,
  oneOf,
  refuse,
  text,
  textOf,
  textOr,
} from './check'

export const cacheControl = object({ type: oneOf('ephemeral') }, { ttl: oneOf('5m', '1h') })

const cached = { cache_control: cacheControl, prompt_cache_breakpoint: object({ mode: oneOf('explicit') }) }

const imageUrl = textOf(
  'an https: URL, or a data: URL in base64 such as data:image/png;base64,…',
  /^(https?:\/\/.|gs:\/\/.|data:[^,]{1,200};base64,.)/i,
)

const textPart = object({ type: oneOf('text'), text }, cached)
const imagePart = object({ image_url: object({ url: imageUrl }, { detail: oneOf('auto', 'low', 'high', 'original') }) }, cached)
const audioPart = object({ input_audio: object({ data: filledText, format: filledText }) }, cached)

const filePart: Check = (value, path) => {
  object({ file: object({}, { filename: text, file_data: filledText, file_id: filledText }) }, cached)(value, path)
  const { file } = value as { file: Record<string, unknown> }
  if (member(file, 'file_data') == null && member(file, 'file_id') == null) {
    refuse(`${path}.file`, 'an object with file_data (a data: URL or base64) or file_id', file)
  }
}

const refusalPart = object({ refusal: text })
const thinkingBlock = object({ thinking: text }, { signature: text })
const redactedBlock = object({ data: text })

function content(parts: Record<string, Check>): Check {
  return textOr(list(kinds(parts), { of: 'parts' }), 'a string or a list of parts')
}

export const textParts = content({ text: textPart })

const userContent = content({ text: textPart, image_url: imagePart, input_audio: audioPart, file: filePart })
const toolContent = content({ text: textPart, image_url: imagePart })
/** Portkey's callers send the thinking of earlier turns as parts. */
const assistantContent = content({
  text: textPart,
  refusal: refusalPart,
  thinking: thinkingBlock,
  redacted_thinking: redactedBlock,
})

const toolCall = kinds({
  function: object({ id: text, function: object({ name: filledText, arguments: text }) }),
  custom: object({ id: text, custom: object({ name: filledText, input: text }) }),
})

/** Blocks of other types are the provider's own and travel as they are. */
const contentBlock: Check = (value, path) => {
  object({ type: filledText })(value, path)
  const { type } = value as { type: string }
  if (type === 'text') textPart(value, path)
  else if (type === 'thinking') thinkingBlock(value, path)
  else if (type === 'redacted_thinking') redactedBlock(value, path)
}

const assistantMessage = object(
  {},
  {
    content: assistantContent,
    refusal: text,
    name: text,
    tool_calls: list(toolCall, { of: 'tool calls' }),
    function_call: object({ name: filledText, arguments: text }),
    audio: object({ id: text }),
    reasoning_content: text,
    content_blocks: list(contentBlock, { of: 'content blocks' }),
    prefix: flag,
  },
)

/** What makes a turn of the assistant more than nothing. An empty string is content. */
const SAYS_SOMETHING = ['content', 'refusal', 'function_call', 'audio', 'reasoning_content'] as const

const assistant: Check = (value, path) => {
  assistantMessage(value, path)
  const message = value as Record<string, unknown>
  if (SAYS_SOMETHING.some(key => member(message, key) != null)) return
  if (['tool_calls', 'content_blocks'].some(key => isFilledList(member(message, key)))) return
  refuse(
    `${path}.content`,
    'a string or a list of parts, unless the message has tool_calls, function_call, refusal, audio or content_blocks',
    null,
  )
}

const textOrNull: Check = (value, path) => {
  if (value !== null && typeof value !== 'string') refuse(path, 'a string or null', value)
}

const ROLES: Record<string, Check> = {
  system: object({ content: textParts }, { name: text }),
  developer: object({ content: textParts }, { name: text }),
  user: object({ content: userContent }, { name: text }),
  assistant,
  tool: object({ tool_call_id: filledText, content: toolContent }),
  function: object({ name: filledText, content: textOrNull }),
}

const role = oneOf(...Object.keys(ROLES))

const message: Check = (value, path) => {
  if (!isObject(value)) return refuse(path, 'an object with role and content', value)
  const name = member(value, 'role')
  role(name, `${path}.role`)
  ROLES[name as string]!(value, path)
}

export const messages: Check = (value, path) => {
  if (!isFilledList(value)) refuse(path, 'a list of at least one message', value)
  list(message)(value, path)
}

export const thinking = object(
  { type: oneOf('enabled', 'disabled', 'adaptive', 'between_tools') },
  { budget_tokens: integer(0), display: oneOf('summarized', 'omitted') },
)

export const prediction = object({ type: oneOf('content'), content: textParts })

function isFilledList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0
}

import {
  anyObject,
  type Check,
  flag,
  integer,
  isObject,
  kinds,
  list,
  mapOf,
  number,
  object,
  oneOf,
  refuse,
  text,
  textOr,
} from '@/lib/chat/check'
import { params as rows } from '@/lib/params'
import type { Kind } from '@/lib/params/kinds'
import { own } from '@/lib/util/own'
import { keysIn } from '../route-keys'
import { isConfigName } from '../route-text'
import { LETTERS } from '../types'

const MOST = { messages: 1000, parts: 100, tools: 128, retries: 5 } as const

const part: Check = object({ type: text }, { text, image_url: object({ url: text }), file: anyObject, input_audio: anyObject })

const toolCall = object(
  { id: text, type: oneOf('function', 'custom') },
  { function: object({ name: text, arguments: text }), custom: object({ name: text, input: text }) },
)

const message = object(
  { role: text },
  {
    content: textOr(list(part, { most: MOST.parts, of: 'parts' }), 'a string or a list of parts'),
    name: text,
    refusal: text,
    tool_call_id: text,
    tool_calls: list(toolCall, { most: MOST.tools, of: 'tool calls' }),
    reasoning_content: text,
    content_blocks: list(object({ type: text }), { most: MOST.parts, of: 'content blocks' }),
  },
)

const functionObject = object({ name: text }, { description: text, parameters: anyObject })

const functionTool = object({ function: functionObject })
const customTool = object({ custom: object({ name: text }, { description: text }) })

const OTHERS: Record<string, Check> = {
  tools: list(kinds({ function: functionTool, custom: customTool }), { most: MOST.tools, of: 'tools' }),
  functions: list(functionObject, { most: MOST.tools, of: 'functions' }),
  tool_choice: textOr(object({ type: text }), 'a word or an object that names a tool'),
  function_call: textOr(object({ name: text }), 'a word or an object with the name of a function'),
  response_format: object({ type: text }, { json_schema: object({ name: text }, { schema: anyObject }) }),
}

/** What the parameter's control can show, in or out of its range. */
const SHOWN: Record<Kind<unknown>['control'], Check> = {
  number: number(-Number.MAX_VALUE, Number.MAX_VALUE),
  flag,
  text,
  choice: text,
  list: textOr(list(text), 'a text or a list of texts'),
  record: anyObject,
  json: anyObject,
  none: () => {},
}

function shownBy({ control, of }: Kind<unknown>): Check {
  return control === 'record' && of ? mapOf(shownBy(of)) : SHOWN[control]
}

/** `null` means: not sent here. Parameters without a row are the person's own and travel as they are. */
const params: Check = (value, path) => {
  if (!isObject(value)) return refuse(path, 'an object', value)
  for (const [name, inner] of Object.entries(value)) {
    if (inner === null) continue
    const row = own(rows as Record<string, { kind: Kind<unknown> }>, name)
    const check = own(OTHERS, name) ?? (row && shownBy(row.kind))
    check?.(inner, `${path}.${name}`)
  }
}

const host: Check = (value, path) => {
  if (typeof value !== 'string' || value.length > 2000 || /^\s*(javascript|data|vbscript|blob|file):/i.test(value))
    refuse(path, 'an http: or https: address', value)
}

/** A key in a stranger's config is not theirs to give away, and not ours to keep. */
const config: Check = (value, path) => {
  if (typeof value === 'string' && value.length <= 200 && isConfigName(value)) return
  anyObject(value, path)
  const [key] = keysIn(value)
  if (key) refuse(`${path}.${key.path}`, 'left out: a config that travels holds no keys', key.name)
}

const route = object({ config }, { metadata: mapOf(text), namespace: text, refresh: flag })

const columns = list(
  object({ letter: oneOf(...LETTERS), provider: text, model: text, params }, { host, retries: integer(0, MOST.retries), route }),
  {
    most: LETTERS.length,
    of: 'columns',
  },
)

const prompt = object(
  { title: text, messages: list(message, { most: MOST.messages, of: 'messages' }), params, columns },
  {
    variables: object({ on: flag, values: mapOf(text) }),
    mocks: mapOf(text),
    loop: object({ auto: flag }, { limit: integer(0) }),
  },
)

/**
 * Whether a prompt from a stranger has the shapes the page's parts rely on. Values may be as wrong as a draft's are: an empty
 * name, a temperature of 9. Throws a GatewayError with the path of what is wrong.
 */
export function checkShape(value: unknown): void {
  prompt(value, 'prompt')
}

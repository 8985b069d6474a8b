import type { ChatCompletionContentPart, ChatCompletionMessageParam } from 'openai/resources/chat/completions'
import type { EngineAsk, EngineTool, EngineTurn } from '../engine/types'
import type { Model } from '../faults'
import { bytesOf, pictureOf } from '../images'
import { invalid } from './errors'
import type { ChatBody } from './request'
import { allowedNames, MOST_TOKENS } from './rules'

/** One ask per choice; a seed moves on by one from choice to choice. Throws a WireError for content that cannot be read. */
export function toAsks(body: ChatBody, model: Model): EngineAsk[] {
  const ask: EngineAsk = {
    turns: body.messages.map(toTurn),
    sampling: {
      temperature: body.temperature ?? 1,
      topP: body.top_p ?? undefined,
      topK: body.top_k || undefined,
      minP: body.min_p ?? undefined,
      presencePenalty: body.presence_penalty ?? undefined,
      frequencyPenalty: body.frequency_penalty ?? undefined,
      logitBias: body.logit_bias ?? undefined,
      seed: body.seed ?? undefined,
    },
    logprobs: body.logprobs ? (body.top_logprobs ?? 0) : undefined,
    maxTokens: body.max_completion_tokens ?? body.max_tokens ?? MOST_TOKENS,
    stop: [body.stop ?? []].flat(),
    ...toTools(body),
    schema: schemaOf(body.response_format),
    thinking: thinkingOf(body),
    style: ({ low: 'brief', medium: undefined, high: 'thorough' } as const)[body.verbosity ?? 'medium'] ?? model.style,
  }
  const { seed } = ask.sampling
  return Array.from({ length: body.n ?? 1 }, (_, choice) =>
    seed === undefined ? ask : { ...ask, sampling: { ...ask.sampling, seed: seed + choice } },
  )
}

function toTools(body: ChatBody): Pick<EngineAsk, 'tools' | 'choice' | 'parallel'> {
  if (body.functions) {
    const choice = body.function_call ?? 'auto'
    return { tools: body.functions.map(toTool), choice, parallel: false }
  }
  const tools = (body.tools ?? []).flatMap(tool => (tool.type === 'function' ? [toTool(tool.function)] : []))
  const parallel = body.parallel_tool_calls ?? true
  const choice = body.tool_choice ?? 'auto'
  if (typeof choice === 'string') return { tools, choice, parallel }
  if ('function' in choice) return { tools, choice: { name: choice.function.name }, parallel }
  if (!('allowed_tools' in choice)) return { tools, choice: 'auto', parallel }
  const allowed = allowedNames(choice.allowed_tools.tools)
  return { tools: tools.filter(tool => allowed.includes(tool.name)), choice: choice.allowed_tools.mode, parallel }
}

const toTool = ({
  name,
  description,
  parameters,
}: {
  name: string
  description?: string
  parameters?: Record<string, unknown>
}): EngineTool => ({
  name,
  description,
  schema: parameters ?? { type: 'object', properties: {} },
})

function schemaOf(format: ChatBody['response_format']): EngineAsk['schema'] {
  if (format?.type === 'json_object') return 'object'
  if (format?.type === 'json_schema') return format.json_schema.schema
}

/** Tokens of thinking for an effort; all within the longest answer. */
const EFFORT = { none: 0, minimal: 128, low: 256, medium: 512, high: 1024, xhigh: 1536, max: 1536 }

/** `thinking` wins over `reasoning_effort`; without either there is none. */
function thinkingOf({ thinking, reasoning_effort }: ChatBody): EngineAsk['thinking'] {
  if (thinking) return thinking.type === 'disabled' ? undefined : { budget: thinking.budget_tokens ?? EFFORT.medium }
  const budget = EFFORT[reasoning_effort ?? 'none']
  return budget ? { budget } : undefined
}

function toTurn(message: ChatCompletionMessageParam, index: number): EngineTurn {
  switch (message.role) {
    case 'system':
    case 'developer':
      return { role: 'system', text: textOf(message.content) }
    case 'user':
      return {
        role: 'user',
        ...(typeof message.content === 'string' ? { text: message.content } : fromParts(message.content, index)),
      }
    case 'assistant': {
      const calls = (message.tool_calls ?? []).flatMap(call =>
        call.type === 'function' ? [{ id: call.id, ...call.function }] : [],
      )
      if (message.function_call) calls.push({ id: message.function_call.name, ...message.function_call })
      return { role: 'assistant', text: textOf(message.content) || (message.refusal ?? ''), calls }
    }
    case 'tool':
      return { role: 'tool', text: textOf(message.content), callId: message.tool_call_id }
    case 'function':
      return { role: 'tool', text: message.content ?? '', callId: message.name }
  }
}

type SimplePart = { type: 'text'; text: string } | { type: 'refusal'; refusal: string }

const textOf = (content: string | SimplePart[] | null | undefined): string =>
  typeof content === 'string' ? content : (content ?? []).map(part => (part.type === 'text' ? part.text : part.refusal)).join('')

function fromParts(parts: ChatCompletionContentPart[], message: number): Omit<EngineTurn, 'role'> {
  const at = (index: number) => `messages[${message}].content[${index}]`
  const texts: string[] = []
  const images: NonNullable<EngineTurn['images']> = []
  const files: NonNullable<EngineTurn['files']> = []
  for (const [index, part] of parts.entries()) {
    if (part.type === 'text') texts.push(part.text)
    else if (part.type === 'image_url') images.push(toPicture(part.image_url.url, `${at(index)}.image_url.url`))
    else if (part.type === 'file') files.push(toFile(part.file, `${at(index)}.file`))
  }
  return { text: texts.join('\n'), images, files }
}

function toPicture(url: string, at: string) {
  if (/^https?:/i.test(url))
    throw invalid(
      at,
      `Failed to download image from ${url}. The sandbox has no network: send the image as a data URL.`,
      'invalid_image_url',
    )
  const data = fromDataUrl(url)
  const picture = data && pictureOf(data.bytes)
  if (!data) throw invalid(at, `Invalid '${at}'. Expected a valid URL, but got a value with an invalid format.`, 'invalid_value')
  if (!picture)
    throw invalid(
      at,
      "You uploaded an unsupported image. Please make sure your image has of one the following formats: ['png', 'jpeg', 'gif', 'webp'].",
      'invalid_image_format',
    )
  return picture
}

function toFile(file: { file_data?: string; file_id?: string; filename?: string }, at: string) {
  if (file.file_id !== undefined)
    throw invalid(`${at}.file_id`, `No such File object: ${file.file_id}. The sandbox stores no files.`)
  if (file.file_data === undefined)
    throw invalid(`${at}.file_data`, `Missing required parameter: '${at}.file_data'.`, 'missing_required_parameter')
  const data = fromDataUrl(file.file_data)
  if (!data)
    throw invalid(
      `${at}.file_data`,
      `Invalid '${at}.file_data'. Expected a base64-encoded data URL with an application/pdf MIME type (e.g. 'data:application/pdf;base64,JVBERi0xLjQK...'), but got a value without one.`,
      'invalid_value',
    )
  if (file.filename === undefined)
    throw invalid(`${at}.filename`, `Missing required parameter: '${at}.filename'.`, 'missing_required_parameter')
  return { mediaType: data.mediaType, bytes: data.bytes.length, name: file.filename }
}

function fromDataUrl(url: string): { mediaType: string; bytes: Uint8Array } | undefined {
  const [, mediaType, base64] = /^data:([\w.+-]+\/[\w.+-]+);base64,(.*)$/s.exec(url) ?? []
  const bytes = base64 === undefined ? undefined : bytesOf(base64)
  return mediaType && bytes ? { mediaType, bytes } : undefined
}

import type {
  JSONSchema7,
  LanguageModelV3CallOptions,
  LanguageModelV3FilePart,
  LanguageModelV3FunctionTool,
  LanguageModelV3Message,
  LanguageModelV3TextPart,
  SharedV3ProviderOptions,
} from '@ai-sdk/provider'
import type { AssistantMessage, ChatMessage, ChatRequest, ContentPart, ToolMessage } from '@/lib/chat/types'

type Options = LanguageModelV3CallOptions

/** A request in the AI SDK's words, as its users would write it: it knows nothing of what we send. */
export function toOptions(request: ChatRequest, providerOptions?: SharedV3ProviderOptions): Options {
  const { messages, tools, tool_choice: choice, response_format: format } = request
  const max = request.max_completion_tokens ?? request.max_tokens
  const stop = request.stop == null ? undefined : [request.stop].flat()
  const names = new Map(
    messages.flatMap(message =>
      message.role === 'assistant' ? (message.tool_calls ?? []).map(call => [call.id, nameOf(call)] as const) : [],
    ),
  )
  return {
    prompt: gathered(messages.map(message => toMessage(message, names))),
    ...(max != null && { maxOutputTokens: max }),
    ...(request.temperature != null && { temperature: request.temperature }),
    ...(request.top_p != null && { topP: request.top_p }),
    ...(request.top_k != null && { topK: request.top_k as number }),
    ...(request.presence_penalty != null && { presencePenalty: request.presence_penalty }),
    ...(request.frequency_penalty != null && { frequencyPenalty: request.frequency_penalty }),
    ...(request.seed != null && { seed: request.seed }),
    ...(stop && { stopSequences: stop }),
    ...(tools && { tools: tools.flatMap(toTool) }),
    ...(choice && { toolChoice: toChoice(choice) }),
    ...(format && format.type !== 'text' && { responseFormat: toFormat(format) }),
    ...(providerOptions && { providerOptions }),
  }
}

type Call = NonNullable<AssistantMessage['tool_calls']>[number]
const nameOf = (call: Call) => (call.type === 'function' ? call.function.name : call.custom.name)

/** The results of one turn are one message there. */
function gathered(messages: LanguageModelV3Message[]): LanguageModelV3Message[] {
  const all: LanguageModelV3Message[] = []
  for (const message of messages) {
    const last = all.at(-1)
    if (last?.role === 'tool' && message.role === 'tool') last.content.push(...message.content)
    else all.push(message)
  }
  return all
}

function toMessage(message: ChatMessage, names: Map<string, string>): LanguageModelV3Message {
  switch (message.role) {
    case 'system':
    case 'developer': {
      const parts = typeof message.content === 'string' ? [{ text: message.content, cache_control: undefined }] : message.content
      return { role: 'system', content: parts.map(({ text }) => text).join(''), ...cached(parts.at(-1)) }
    }
    case 'user':
      return { role: 'user', content: partsOf(message.content).map(toPart) }
    case 'assistant':
      return { role: 'assistant', content: [...thoughts(message), ...said(message), ...(message.tool_calls ?? []).map(toCall)] }
    case 'tool':
      return { role: 'tool', content: [toResult(message, names.get(message.tool_call_id)!)] }
    default:
      throw new Error(`The oracle has no messages of ${message.role}.`)
  }
}

const partsOf = (content: unknown): ContentPart[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : ((content ?? []) as ContentPart[])

function toPart(part: ContentPart): LanguageModelV3TextPart | LanguageModelV3FilePart {
  if (part.type === 'text') return { type: 'text', text: part.text, ...cached(part) }
  if (part.type === 'image_url') return fileOf(part.image_url.url, 'image/*')
  if (part.type === 'file') return { ...fileOf(part.file.file_data!, 'application/pdf'), filename: part.file.filename }
  return { type: 'file', mediaType: `audio/${part.input_audio.format}`, data: part.input_audio.data }
}

function fileOf(url: string, mediaType: string): LanguageModelV3FilePart {
  const [, type, data] = /^data:([^;]+);base64,(.*)$/.exec(url) ?? []
  return data ? { type: 'file', mediaType: type!, data } : { type: 'file', mediaType, data: new URL(url) }
}

const said = ({ content }: AssistantMessage) =>
  partsOf(content).flatMap(part => (part.type === 'text' && part.text ? [{ type: 'text' as const, text: part.text }] : []))

function thoughts({ content_blocks: blocks = [] }: AssistantMessage) {
  return (blocks ?? []).flatMap(block => {
    if (block.type !== 'thinking') return []
    const { thinking: text, signature } = block as { thinking: string; signature: string }
    return [{ type: 'reasoning' as const, text, providerOptions: { anthropic: { signature }, bedrock: { signature } } }]
  })
}

function toCall(call: Call) {
  if (call.type !== 'function') throw new Error('The oracle has no custom calls.')
  const signature = call.extra_content?.google?.thought_signature
  return {
    type: 'tool-call' as const,
    toolCallId: call.id,
    toolName: call.function.name,
    input: JSON.parse(call.function.arguments || '{}'),
    ...(signature && { providerOptions: { google: { thoughtSignature: signature } } }),
  }
}

function toResult({ tool_call_id, content }: ToolMessage, toolName: string) {
  const text = partsOf(content)
    .map(part => (part.type === 'text' ? part.text : ''))
    .join('')
  const output = isObject(text) ? { type: 'json' as const, value: JSON.parse(text) } : { type: 'text' as const, value: text }
  return { type: 'tool-result' as const, toolCallId: tool_call_id, toolName, output }
}

function isObject(text: string) {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}

/** Marks of the prompt cache, in each provider's words. */
const cached = (holder: { cache_control?: { ttl?: string } | null } | undefined) => {
  if (!holder?.cache_control) return {}
  const { ttl } = holder.cache_control
  return {
    providerOptions: {
      anthropic: { cacheControl: { type: 'ephemeral', ...(ttl && { ttl }) } },
      bedrock: { cachePoint: { type: 'default', ...(ttl && { ttl }) } },
    },
  }
}

function toTool(tool: NonNullable<ChatRequest['tools']>[number]): LanguageModelV3FunctionTool[] {
  if (tool.type !== 'function') return []
  const { name, description, parameters, strict } = tool.function
  const inputSchema = (parameters ?? { type: 'object', properties: {} }) as JSONSchema7
  return [{ type: 'function', name, inputSchema, ...(description && { description }), ...(strict != null && { strict }) }]
}

function toChoice(choice: NonNullable<ChatRequest['tool_choice']>): Options['toolChoice'] {
  if (typeof choice === 'string') return { type: choice }
  if (choice.type === 'function') return { type: 'tool', toolName: choice.function.name }
  throw new Error('The oracle has no such choice.')
}

function toFormat(format: NonNullable<ChatRequest['response_format']>): Options['responseFormat'] {
  if (format.type !== 'json_schema') return { type: 'json' }
  const { name, description, schema } = format.json_schema
  return { type: 'json', name, ...(description && { description }), schema: schema as JSONSchema7 }
}

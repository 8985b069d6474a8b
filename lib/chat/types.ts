/**
 * The language spoken inside the gateway: OpenAI chat completions, as the caller wrote them, plus Portkey's `thinking`
 * and `content_blocks`. Shapes follow OpenAI's OpenAPI document 2.3.0; names are the wire's own.
 */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** A request after {@link parseRequest}. `null` members are treated as absent. Keys not listed travel as they are. */
export interface ChatRequest {
  model: string
  messages: ChatMessage[]
  stream?: boolean | null
  stream_options?: { include_usage?: boolean; include_obfuscation?: boolean } | null

  tools?: Tool[] | null
  tool_choice?: ToolChoice | null
  parallel_tool_calls?: boolean | null
  functions?: FunctionObject[] | null
  function_call?: 'none' | 'auto' | { name: string } | null
  response_format?: ResponseFormat | null

  temperature?: number | null
  top_p?: number | null
  top_k?: number | null
  min_p?: number | null
  n?: number | null
  stop?: string | string[] | null
  max_tokens?: number | null
  max_completion_tokens?: number | null
  presence_penalty?: number | null
  frequency_penalty?: number | null
  logit_bias?: Record<string, number> | null
  logprobs?: boolean | null
  top_logprobs?: number | null
  seed?: number | null

  thinking?: Thinking | null
  reasoning_effort?: ReasoningEffort | null
  verbosity?: 'low' | 'medium' | 'high' | null

  modalities?: ('text' | 'audio' | 'image')[] | null
  audio?: { voice: string | { id: string }; format: string } | null
  prediction?: { type: 'content'; content: string | TextPart[] } | null
  web_search_options?: Record<string, unknown> | null
  moderation?: Record<string, unknown> | null

  user?: string | null
  safety_identifier?: string | null
  metadata?: Record<string, string> | null
  store?: boolean | null
  service_tier?: 'auto' | 'default' | 'flex' | 'scale' | 'priority' | 'fast' | null
  prompt_cache_key?: string | null
  prompt_cache_retention?: 'in_memory' | 'in-memory' | '24h' | null
  prompt_cache_options?: { mode?: 'implicit' | 'explicit'; ttl?: string } | null

  [param: string]: unknown
}

/** Anthropic's shape, as Portkey takes it. `budget_tokens` in tokens. */
export interface Thinking {
  type: 'enabled' | 'disabled' | 'adaptive' | 'between_tools'
  budget_tokens?: number
  display?: 'summarized' | 'omitted'
}

export const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const
export type ReasoningEffort = (typeof EFFORTS)[number]

export type ChatMessage = SystemMessage | UserMessage | AssistantMessage | ToolMessage | FunctionMessage

export interface SystemMessage {
  role: 'system' | 'developer'
  content: string | TextPart[]
  name?: string
}

export interface UserMessage {
  role: 'user'
  content: string | ContentPart[]
  name?: string
}

/** A turn of the assistant, in a request's history or, through {@link ResponseMessage}, in an answer. */
export interface AssistantMessage {
  role: 'assistant'
  content?: string | AssistantPart[] | null
  refusal?: string | null
  name?: string
  tool_calls?: ToolCall[] | null
  function_call?: { name: string; arguments: string } | null
  audio?: { id: string } | null
  /** Thinking as text, without a signature. */
  reasoning_content?: string | null
  /** Thinking with its signatures, in the provider's order: what a second turn needs. */
  content_blocks?: ContentBlock[] | null
  /** Mistral, DeepSeek: this last turn is to be continued. */
  prefix?: boolean
}

export interface ToolMessage {
  role: 'tool'
  tool_call_id: string
  /** OpenAI knows text only; image parts go to the wires that take them. */
  content: string | (TextPart | ImagePart)[]
}

/** Legacy: the answer to a `function_call`. */
export interface FunctionMessage {
  role: 'function'
  name: string
  content: string | null
}

export interface TextPart {
  type: 'text'
  text: string
  cache_control?: CacheControl
}
export interface ImagePart {
  type: 'image_url'
  /** A `data:` or `https:` URL. */
  image_url: { url: string; detail?: 'auto' | 'low' | 'high' | 'original' }
  cache_control?: CacheControl
}
export interface AudioPart {
  type: 'input_audio'
  /** Base64 without a prefix. */
  input_audio: { data: string; format: 'wav' | 'mp3' | (string & {}) }
}
export interface FilePart {
  type: 'file'
  /** `file_data` is a `data:` URL or bare base64. */
  file: { filename?: string; file_data?: string; file_id?: string }
  cache_control?: CacheControl
}
export interface RefusalPart {
  type: 'refusal'
  refusal: string
}
export interface CacheControl {
  type: 'ephemeral'
  ttl?: '5m' | '1h'
}
export type ContentPart = TextPart | ImagePart | AudioPart | FilePart

/** Portkey's callers send the thinking of earlier turns as parts; it means the same as in `content_blocks`. */
export type AssistantPart =
  | TextPart
  | RefusalPart
  | { type: 'thinking'; thinking: string; signature?: string }
  | { type: 'redacted_thinking'; data: string }

export type ToolCall = FunctionToolCall | CustomToolCall
export interface FunctionToolCall {
  id: string
  type: 'function'
  /** `arguments` is JSON text, exactly as the model wrote it. */
  function: { name: string; arguments: string }
  extra_content?: { google?: { thought_signature?: string } }
}
export interface CustomToolCall {
  id: string
  type: 'custom'
  custom: { name: string; input: string }
}

export interface FunctionObject {
  name: string
  description?: string
  /** A JSON Schema; absent means no parameters. */
  parameters?: JsonSchema
  strict?: boolean | null
}
export type Tool = FunctionTool | CustomTool
export interface FunctionTool {
  type: 'function'
  function: FunctionObject
  cache_control?: CacheControl
}
export interface CustomTool {
  type: 'custom'
  custom: { name: string; description?: string; format?: unknown }
}

export type ToolChoice =
  | 'none'
  | 'auto'
  | 'required'
  | { type: 'function'; function: { name: string } }
  | { type: 'custom'; custom: { name: string } }
  | {
      type: 'allowed_tools'
      allowed_tools: { mode: 'auto' | 'required'; tools: { type: string; function?: { name: string } }[] }
    }

export type JsonSchema = { [keyword: string]: unknown }
export type ResponseFormat =
  | { type: 'text' }
  | { type: 'json_object' }
  | { type: 'json_schema'; json_schema: { name: string; description?: string; schema?: JsonSchema; strict?: boolean | null } }

export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter' | 'function_call'

export interface Usage {
  /** Includes cache reads and writes. */
  prompt_tokens: number
  /** Includes thinking. */
  completion_tokens: number
  total_tokens: number
  prompt_tokens_details?: {
    cached_tokens?: number
    cache_write_tokens?: number
    audio_tokens?: number
    text_tokens?: number
    image_tokens?: number
  }
  completion_tokens_details?: {
    reasoning_tokens?: number
    audio_tokens?: number
    text_tokens?: number
    accepted_prediction_tokens?: number
    rejected_prediction_tokens?: number
  }
}

export interface TopLogprob {
  token: string
  /** Natural logarithm of the probability. */
  logprob: number
  /** The token's UTF-8 bytes; a token may be part of a character. */
  bytes: number[] | null
}
export interface TokenLogprob extends TopLogprob {
  top_logprobs: TopLogprob[]
}
export interface Logprobs {
  content: TokenLogprob[] | null
  refusal: TokenLogprob[] | null
}

/** Portkey's view of an answer, block by block: `content_blocks` of a message when strict compliance is `false`. */
export type ContentBlock =
  | { type: 'text'; text: string }
  | { type: 'thinking'; thinking: string; signature?: string }
  | { type: 'redacted_thinking'; data: string }
  /** Blocks of tools the provider runs itself, as the provider wrote them. */
  | { type: string; [key: string]: unknown }

/** The same, as it streams: `index` numbers the blocks of one choice. */
export interface ContentBlockDelta {
  index: number
  delta: { type?: string; text?: string; thinking?: string; signature?: string; data?: string; [key: string]: unknown }
}

export interface Annotation {
  type: 'url_citation'
  url_citation: { start_index: number; end_index: number; url: string; title: string }
}

/** The message of an answer. `content` and `refusal` are always there, `null` when empty. */
export interface ResponseMessage extends Omit<AssistantMessage, 'content' | 'audio'> {
  content: string | null
  refusal: string | null
  annotations?: Annotation[]
  audio?: { id: string; expires_at: number; data: string; transcript: string } | null
}

export interface Choice {
  index: number
  message: ResponseMessage
  /** `null` only while the answer is incomplete: a stream that is not over, or broke off. */
  finish_reason: FinishReason | null
  logprobs: Logprobs | null
  /** The provider's own word; not in strict mode. */
  native_finish_reason?: string
}

export interface ChatCompletion {
  id: string
  object: 'chat.completion'
  /** Seconds since 1970. */
  created: number
  model: string
  choices: Choice[]
  usage?: Usage
  service_tier?: string | null
  system_fingerprint?: string
  [extra: string]: unknown
}

export interface ChatChunk {
  id: string
  object: 'chat.completion.chunk'
  created: number
  model: string
  choices: ChunkChoice[]
  usage?: Usage | null
  service_tier?: string | null
  system_fingerprint?: string
  [extra: string]: unknown
}

export interface ChunkChoice {
  index: number
  delta: Delta
  finish_reason: FinishReason | null
  logprobs?: Logprobs | null
  native_finish_reason?: string
}

export interface Delta {
  role?: 'assistant'
  content?: string | null
  refusal?: string | null
  reasoning_content?: string
  content_blocks?: ContentBlockDelta[]
  tool_calls?: ToolCallDelta[]
  function_call?: { name?: string; arguments?: string }
  annotations?: Annotation[]
  /** OpenAI's audio models: base64 and transcript in pieces. */
  audio?: { id?: string; expires_at?: number; data?: string; transcript?: string } | null
}

export interface ToolCallDelta {
  index: number
  id?: string
  type?: 'function' | 'custom'
  function?: { name?: string; arguments?: string }
  custom?: { name?: string; input?: string }
  extra_content?: { google?: { thought_signature?: string } }
}

/** One thing a provider receives, and how it differs from what the caller wrote. */
export interface Note {
  /** The caller's path: `temperature`, `messages[0].content[1]`, `tools[2].function.parameters`. */
  param: string
  action: 'kept' | 'moved' | 'changed' | 'added' | 'emulated' | 'dropped' | 'refused'
  /** What was asked. */
  from?: unknown
  /** What is sent instead; absent when nothing is sent. */
  to?: unknown
  /** Where it stands in the provider's body: `generationConfig.topK`, `system[0]`. Absent when nothing is sent. */
  at?: string
  /** One plain sentence. */
  why: string
  /** The page that says so. */
  source?: string
}

/** A chunk on its way to the caller. */
export interface Decoded {
  chunk: ChatChunk
  /** The provider's JSON text of exactly this chunk, where it may be forwarded as it came. */
  text?: string
  /** Set where these words of its content are all that is new in it since the last chunk, which had some too: the rest is the same. */
  words?: string
}

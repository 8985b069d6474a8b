import type {
  ContentBlockParam,
  MessageCreateParamsBase,
  MessageDeltaUsage,
  TextBlockParam,
  Tool,
  Usage,
} from '@anthropic-ai/sdk/resources/messages/messages'

type Shared = Omit<
  MessageCreateParamsBase,
  'max_tokens' | 'messages' | 'system' | 'tools' | 'stream' | 'user_profile_id' | 'workspace_id'
>

/**
 * POST /v1/messages, in Anthropic's own types; lists where Anthropic also takes a string. `max_tokens` is required there and
 * in place once `settle` has run. https://platform.claude.com/docs/en/api/messages
 */
export interface AnthropicBody extends Shared {
  max_tokens?: number
  system?: TextBlockParam[]
  messages: Turn[]
  tools?: Tool[]
  stream?: boolean
}

export interface Turn {
  role: 'user' | 'assistant'
  content: ContentBlockParam[]
}

/** A message as it comes back, read with care: `content` may hold blocks younger than the types. */
export interface AnthropicReply {
  type?: string
  id?: string
  model?: string
  content?: Block[]
  stop_reason?: string | null
  stop_details?: unknown
  usage?: AnthropicUsage
}

/** One block of an answer. Which members are there depends on `type`. */
export interface Block {
  type: string
  text?: string
  citations?: unknown
  thinking?: string
  signature?: string
  data?: string
  id?: string
  name?: string
  input?: unknown
  [member: string]: unknown
}

/** `iterations` is there after a compaction or with an advisor (beta). */
export type AnthropicUsage = Partial<Omit<Usage & MessageDeltaUsage, 'output_tokens_details'>> & {
  output_tokens_details?: { thinking_tokens?: number } | null
  iterations?: (Partial<Usage> & { type?: string })[] | null
}

/** An event of the stream, known by `type`. Unknown ones are to be ignored. */
export interface AnthropicEvent {
  type?: string
  index?: number
  message?: AnthropicReply
  content_block?: Block
  delta?: {
    type?: string
    text?: string
    thinking?: string
    signature?: string
    partial_json?: string
    citation?: unknown
    stop_reason?: string | null
    stop_details?: unknown
  }
  usage?: AnthropicUsage
  error?: unknown
}

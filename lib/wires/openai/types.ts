import type { ChatRequest } from '@/lib/chat/types'

/** OpenAI's body is the caller's request, with `unknown` keys where a provider has its own. */
export type OpenAIBody = Partial<ChatRequest> & { model: string }

/** An answer or a chunk before its repairs: nothing in it is certain, as compatibles leave out and add what they like. */
export type OpenAIReply = Record<string, unknown>

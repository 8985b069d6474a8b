import type { ChatRequest } from '@/lib/chat/types'

/** OpenAI's body is the caller's request, with `unknown` keys where a provider has its own. */
export type OpenAIBody = Partial<ChatRequest> & { model: string }

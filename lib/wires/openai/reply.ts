import type { ChatCompletion } from '@/lib/chat/types'
import type { OpenAIReply } from './types'

export function fromReply(reply: OpenAIReply): ChatCompletion {
  return reply as unknown as ChatCompletion
}

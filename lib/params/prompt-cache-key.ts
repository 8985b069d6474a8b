import type { ChatRequest } from '@/lib/chat/types'
import { text } from './kinds'
import { lacks, type Param, put } from './param'

export const prompt_cache_key: Param<NonNullable<ChatRequest['prompt_cache_key']>> = {
  label: 'Prompt cache key',
  help: 'Requests with the same key are more likely to find their prompt cached.',
  group: 'request',
  kind: text(),
  to: {
    openai: put('prompt_cache_key'),
    anthropic: lacks('prompt_cache_key'),
    gemini: lacks('prompt_cache_key'),
    converse: lacks('prompt_cache_key'),
  },
}

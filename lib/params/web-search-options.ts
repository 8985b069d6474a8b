import type { ChatRequest } from '@/lib/chat/types'
import { json } from './kinds'
import { lacks, type Param, put } from './param'

export const web_search_options: Param<NonNullable<ChatRequest['web_search_options']>> = {
  label: 'Web search',
  help: 'Lets search models look things up, and how thoroughly.',
  group: 'tools',
  kind: json(),
  to: {
    openai: put('web_search_options'),
    anthropic: lacks('web_search_options'),
    gemini: lacks('web_search_options'),
    converse: lacks('web_search_options'),
  },
}

import type { ChatRequest } from '@/lib/chat/types'
import { json } from './kinds'
import { lacks, type Param, put } from './param'

export const moderation: Param<NonNullable<ChatRequest['moderation']>> = {
  label: 'Moderation',
  help: 'Has the prompt and the answer checked by a moderation model.',
  group: 'request',
  kind: json(),
  to: {
    openai: put('moderation'),
    anthropic: lacks('moderation setting'),
    gemini: lacks('moderation setting'),
    converse: lacks('moderation setting'),
  },
}

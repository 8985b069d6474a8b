import type { ChatRequest } from '@/lib/chat/types'
import { json } from './kinds'
import { lacks, type Param, put } from './param'

export const audio: Param<NonNullable<ChatRequest['audio']>> = {
  label: 'Audio',
  help: 'Voice and format of a spoken answer.',
  group: 'output',
  kind: json(),
  to: {
    openai: put('audio'),
    anthropic: lacks('audio setting like it'),
    gemini: lacks('audio setting like it'),
    converse: lacks('audio setting like it'),
  },
}

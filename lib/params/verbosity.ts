import type { ChatRequest } from '@/lib/chat/types'
import { choice } from './kinds'
import { lacks, type Param, put } from './param'

export const verbosity: Param<NonNullable<ChatRequest['verbosity']>> = {
  label: 'Verbosity',
  help: 'How long the answers of GPT-5 and later are.',
  group: 'output',
  kind: choice(['low', 'medium', 'high']),
  to: {
    openai: put('verbosity'),
    anthropic: lacks('verbosity'),
    gemini: lacks('verbosity'),
    converse: lacks('verbosity'),
  },
}

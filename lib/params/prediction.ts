import type { ChatRequest } from '@/lib/chat/types'
import { json } from './kinds'
import { lacks, type Param, put } from './param'

export const prediction: Param<NonNullable<ChatRequest['prediction']>> = {
  label: 'Prediction',
  help: 'Text the answer will mostly repeat, so that it comes faster.',
  group: 'output',
  kind: json(),
  to: {
    openai: put('prediction'),
    anthropic: lacks('predicted outputs'),
    gemini: lacks('predicted outputs'),
    converse: lacks('predicted outputs'),
  },
}

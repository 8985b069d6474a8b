import type { ChatRequest } from '@/lib/chat/types'
import { choice } from './kinds'
import { convert, drop, lacks, type Param, when } from './param'

type Retention = NonNullable<ChatRequest['prompt_cache_retention']>

export const prompt_cache_retention: Param<Retention> = {
  label: 'Prompt cache retention',
  help: 'How long the provider keeps a cached prompt.',
  group: 'request',
  kind: choice(['in_memory', '24h']),
  to: {
    openai: when(
      ({ can }) => can.promptCache?.retention ?? true,
      convert(
        'prompt_cache_retention',
        (value: Retention) => (value === 'in-memory' ? 'in_memory' : value),
        'It is spelled in_memory.',
        '',
      ),
      drop(({ can }) => `${can.name} takes prompt_cache_options in place of prompt_cache_retention.`),
    ),
    anthropic: lacks('prompt_cache_retention'),
    gemini: lacks('prompt_cache_retention'),
    converse: lacks('prompt_cache_retention'),
  },
}

import type { ChatRequest } from '@/lib/chat/types'
import { json } from './kinds'
import { drop, lacks, type Param, put, when } from './param'

export const prompt_cache_options: Param<NonNullable<ChatRequest['prompt_cache_options']>> = {
  label: 'Prompt cache options',
  help: 'How the provider caches prompts, from GPT-5.6 on.',
  group: 'request',
  kind: json(),
  to: {
    openai: when(
      ({ can }) => can.promptCache?.options ?? true,
      put('prompt_cache_options'),
      drop(({ can }) => `${can.name} has no prompt_cache_options.`),
    ),
    anthropic: lacks('prompt_cache_options'),
    gemini: lacks('prompt_cache_options'),
    converse: lacks('prompt_cache_options'),
  },
}

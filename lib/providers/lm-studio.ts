import { compatible } from './compatible'

/** On this machine, without a key. https://lmstudio.ai/docs/developer/openai-compat/chat-completions */
export const lmStudio = compatible({
  id: 'lm-studio',
  name: 'LM Studio',
  baseUrl: 'http://localhost:1234/v1',
  env: [],
  passUnknown: true,
  openHost: true,
  takes: ['parallel_tool_calls'],
})

import { compatible } from './compatible'

/** https://docs.sambanova.ai/docs/en/features/openai-compatibility */
export const sambanova = compatible({
  id: 'sambanova',
  name: 'SambaNova',
  baseUrl: 'https://api.sambanova.ai/v1',
  env: ['SAMBANOVA_API_KEY'],
  passUnknown: true,
  takes: ['parallel_tool_calls'],
})

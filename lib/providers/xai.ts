import { compatible } from './compatible'
import { tiers } from './compatible/params'

/** https://docs.x.ai/docs/api-reference#chat-completions */
export const xai = compatible({
  id: 'xai',
  name: 'xAI',
  baseUrl: 'https://api.x.ai/v1',
  env: ['XAI_API_KEY'],
  passUnknown: true,
  takes: ['parallel_tool_calls', 'user'],
  params: { service_tier: tiers({ default: 'default', priority: 'priority' }) },
})

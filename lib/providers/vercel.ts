import { compatible } from './compatible'
import { byReasoning, thinkingBy } from './compatible/thinking'

/** It ignores what a model lacks. https://vercel.com/docs/ai-gateway/sdks-and-apis/openai-chat-completions */
export const vercel = compatible({
  id: 'vercel',
  name: 'Vercel AI Gateway',
  baseUrl: 'https://ai-gateway.vercel.sh/v1',
  env: ['AI_GATEWAY_API_KEY', 'VERCEL_OIDC_TOKEN'],
  passUnknown: true,
  takes: [
    'audio',
    'modalities',
    'parallel_tool_calls',
    'prediction',
    'prompt_cache_key',
    'safety_identifier',
    'service_tier',
    'user',
    'verbosity',
  ],
  params: thinkingBy(byReasoning),
})

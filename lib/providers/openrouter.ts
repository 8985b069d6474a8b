import { asked } from '@/lib/params/reasoning/wish'
import { compatible } from './compatible'
import { byReasoning } from './compatible/thinking'

/** It ignores what a model lacks, unless `provider.require_parameters` says otherwise. https://openrouter.ai/docs/api-reference/parameters */
export const openrouter = compatible({
  id: 'openrouter',
  name: 'OpenRouter',
  baseUrl: 'https://openrouter.ai/api/v1',
  env: ['OPENROUTER_API_KEY'],
  passUnknown: true,
  takes: [
    'audio',
    'modalities',
    'parallel_tool_calls',
    'prediction',
    'prompt_cache_key',
    'service_tier',
    'user',
    'verbosity',
    'web_search_options',
  ],
  params: { thinking: asked('thinking', byReasoning) },
})

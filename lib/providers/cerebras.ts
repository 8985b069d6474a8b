import { compatible } from './compatible'
import { onlyMembers, reasoningBack } from './compatible/messages'

/** https://inference-docs.cerebras.ai/api-reference/chat-completions */
export const cerebras = compatible({
  id: 'cerebras',
  name: 'Cerebras',
  baseUrl: 'https://api.cerebras.ai/v1',
  env: ['CEREBRAS_API_KEY'],
  passUnknown: false,
  takes: ['parallel_tool_calls', 'prediction', 'prompt_cache_key', 'service_tier', 'user'],
  own: ['clear_thinking', 'disable_reasoning', 'reasoning_format', 'min_tokens', 'min_completion_tokens', 'model_parameters'],
  settle: [onlyMembers({ system: ['name'], user: ['name'], assistant: ['name'] }), reasoningBack],
})

import { compatible } from './compatible'
import { byTemplate } from './compatible/thinking'

/** On this machine; a key where its server was started with one. https://docs.vllm.ai/en/latest/serving/openai_compatible_server */
export const vllm = compatible({
  id: 'vllm',
  name: 'vLLM',
  baseUrl: 'http://localhost:8000/v1',
  env: ['VLLM_API_KEY'],
  keyless: true,
  passUnknown: true,
  openHost: true,
  takes: ['parallel_tool_calls'],
  params: byTemplate('thinking_token_budget'),
})

import { compatible } from './compatible'

/** Each model has its own page there. https://docs.api.nvidia.com/nim/reference/llm-apis */
export const nvidia = compatible({
  id: 'nvidia',
  name: 'NVIDIA',
  baseUrl: 'https://integrate.api.nvidia.com/v1',
  env: ['NVIDIA_API_KEY'],
  passUnknown: true,
  takes: ['parallel_tool_calls'],
})

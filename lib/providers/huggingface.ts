import { compatible } from './compatible'
import { stopList } from './compatible/params'

/** The provider that serves the model decides about much. https://huggingface.co/docs/inference-providers/tasks/chat-completion */
export const huggingface = compatible({
  id: 'huggingface',
  name: 'Hugging Face',
  baseUrl: 'https://router.huggingface.co/v1',
  env: ['HF_TOKEN'],
  passUnknown: true,
  takes: ['parallel_tool_calls', 'user'],
  params: { stop: stopList },
})

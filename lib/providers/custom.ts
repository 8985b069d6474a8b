import { abilitiesOf } from '@/lib/models'
import { openaiCompatible } from './provider'

/** Any host that speaks OpenAI's API: vLLM, Ollama, llama.cpp, a proxy. It takes whatever keys its server knows. */
export const custom = openaiCompatible({
  id: 'custom',
  name: 'Your own host',
  baseUrl: '',
  env: [],
  can: model => abilitiesOf('custom', model),
  passUnknown: true,
  models: [],
})

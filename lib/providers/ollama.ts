import { compatible } from './compatible'
import { noChoice } from './compatible/choice'

/** On this machine, without a key. https://docs.ollama.com/api/openai-compatibility */
export const ollama = compatible({
  id: 'ollama',
  name: 'Ollama',
  baseUrl: 'http://localhost:11434/v1',
  env: [],
  passUnknown: true,
  openHost: true,
  settle: [noChoice],
})

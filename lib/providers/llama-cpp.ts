import { compatible } from './compatible'
import { namedAlone } from './compatible/choice'
import { byTemplate } from './compatible/thinking'

/** On this machine; a key where its server was started with one. https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md */
export const llamaCpp = compatible({
  id: 'llama-cpp',
  name: 'llama.cpp',
  baseUrl: 'http://localhost:8080/v1',
  env: ['LLAMA_API_KEY'],
  keyless: true,
  passUnknown: true,
  openHost: true,
  takes: ['parallel_tool_calls'],
  params: byTemplate(),
  settle: [namedAlone],
})

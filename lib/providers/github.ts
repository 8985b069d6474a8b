import { compatible } from './compatible'

/** https://docs.github.com/en/rest/models/inference */
export const github = compatible({
  id: 'github',
  name: 'GitHub Models',
  baseUrl: 'https://models.github.ai/inference',
  env: ['GITHUB_TOKEN'],
  passUnknown: true,
  takes: ['modalities', 'parallel_tool_calls'],
})

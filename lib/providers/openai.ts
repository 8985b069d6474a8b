import { abilitiesOf, catalogue } from '@/lib/models'
import { openaiCompatible } from './provider'

/** https://platform.openai.com/docs/api-reference/chat */
const compatible = openaiCompatible({
  id: 'openai',
  name: 'OpenAI',
  baseUrl: 'https://api.openai.com/v1',
  env: ['OPENAI_API_KEY'],
  can: model => abilitiesOf('openai', model),
  passUnknown: false,
  openHost: true,
  models: catalogue('openai'),
})

export const openai: typeof compatible = {
  ...compatible,
  endpoint(target, ask) {
    const { url, headers } = compatible.endpoint(target, ask)
    const { openai_organization, openai_project, openai_beta } = target.settings ?? {}
    return {
      url,
      headers: {
        ...headers,
        ...(openai_organization && { 'openai-organization': openai_organization }),
        ...(openai_project && { 'openai-project': openai_project }),
        ...(openai_beta && { 'openai-beta': openai_beta }),
      },
    }
  },
}

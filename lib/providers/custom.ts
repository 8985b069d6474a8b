import { GatewayError } from '@/lib/chat/errors'
import { abilitiesOf } from '@/lib/models'
import { openaiCompatible } from './provider'

const compatible = openaiCompatible({
  id: 'custom',
  name: 'Your own host',
  baseUrl: '',
  env: [],
  can: model => abilitiesOf('custom', model),
  passUnknown: true,
  openHost: true,
  models: [],
})

/** Any host that speaks OpenAI's API: vLLM, Ollama, llama.cpp, a proxy. It takes whatever keys its server knows. */
export const custom: typeof compatible = {
  ...compatible,
  endpoint(target, ask) {
    if (target.custom_host) return compatible.endpoint(target, ask)
    throw new GatewayError(
      'invalid_request_error',
      'The provider "custom" needs the address of your host: x-portkey-custom-host, or custom_host in a config.',
      { param: 'x-portkey-custom-host', provider: 'custom' },
    )
  },
}

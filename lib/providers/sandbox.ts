import { GatewayError } from '@/lib/chat/errors'
import { abilitiesOf, catalogue } from '@/lib/models'
import { answerSandbox } from '@/lib/sandbox'
import { anthropic } from '@/lib/wires/anthropic'
import { openai } from '@/lib/wires/openai'
import type { Endpoint, Provider } from './provider'

const COMPLETIONS: Endpoint = { url: 'https://sandbox.invalid/openai/v1/chat/completions', headers: {} }
const MESSAGES: Endpoint = {
  url: 'https://sandbox.invalid/anthropic/v1/messages',
  headers: { 'anthropic-version': '2023-06-01' },
}

const wireOf = (model: string) => (model === 'anthropic' ? anthropic : openai)

/** The built-in model. It answers in process; the address is only a name, so that receipts look like any other's. */
export const sandbox: Provider = {
  id: 'sandbox',
  name: 'Sandbox',
  wire: wireOf,
  env: [],
  can: model => abilitiesOf('sandbox', model),
  passUnknown: false,
  endpoint({ custom_host }, { model }) {
    if (!custom_host) return wireOf(model) === anthropic ? MESSAGES : COMPLETIONS
    throw new GatewayError('invalid_request_error', 'The sandbox answers in here and has no other host: leave custom_host out.', {
      param: 'x-portkey-custom-host',
      provider: 'sandbox',
    })
  },
  authorize: () => ({}),
  answer: answerSandbox,
  models: catalogue('sandbox'),
}

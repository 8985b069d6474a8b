import { GatewayError } from '@/lib/chat/errors'
import { abilitiesOf, catalogue } from '@/lib/models'
import { answerSandbox } from '@/lib/sandbox'
import { own } from '@/lib/util/own'
import { anthropic } from '@/lib/wires/anthropic'
import { converse } from '@/lib/wires/converse'
import { gemini } from '@/lib/wires/gemini'
import { openai } from '@/lib/wires/openai'
import type { Wire } from '@/lib/wires/wire'
import { operation } from './bedrock'
import { method } from './gemini'
import type { Endpoint, Provider } from './provider'

/** A face of the sandbox: its wire, and where it is spoken. */
interface Face {
  wire: Wire
  path(stream: boolean): string
  headers?: Endpoint['headers']
}

const OPENAI: Face = { wire: openai, path: () => 'openai/v1/chat/completions' }

/** Models that are named for their face; all others, with a fault each, are the openai face's. */
const FACES: Readonly<Record<string, Face>> = {
  anthropic: { wire: anthropic, path: () => 'anthropic/v1/messages', headers: { 'anthropic-version': '2023-06-01' } },
  gemini: { wire: gemini, path: stream => `gemini/v1beta/models/gemini:${method(stream)}` },
  converse: { wire: converse, path: stream => `converse/model/converse/${operation(stream)}` },
}

const faceOf = (model: string) => own(FACES, model) ?? OPENAI

/** The built-in model. It answers in process; the address is only a name, so that receipts look like any other's. */
export const sandbox: Provider = {
  id: 'sandbox',
  name: 'Sandbox',
  wire: model => faceOf(model).wire,
  env: [],
  can: model => abilitiesOf('sandbox', model),
  passUnknown: false,
  endpoint({ custom_host }, { model, stream }) {
    const { path, headers = {} } = faceOf(model)
    if (!custom_host) return { url: `https://sandbox.invalid/${path(stream)}`, headers }
    throw new GatewayError('invalid_request_error', 'The sandbox answers in here and has no other host: leave custom_host out.', {
      param: 'x-portkey-custom-host',
      provider: 'sandbox',
    })
  },
  authorize: () => ({}),
  answer: answerSandbox,
  models: catalogue('sandbox'),
}

import { GatewayError } from '@/lib/chat/errors'
import { abilitiesOf, catalogue } from '@/lib/models'
import { put } from '@/lib/params/param'
import { gemini as wire } from '@/lib/wires/gemini'
import type { GeminiBody } from '@/lib/wires/gemini/types'
import { type Provider, trimSlash } from './provider'

/** Google AI Studio, the Gemini Developer API: https://ai.google.dev/api */
export const gemini: Provider = {
  id: 'gemini',
  name: 'Gemini',
  wire,
  env: ['GEMINI_API_KEY', 'GOOGLE_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY'],
  can: model => abilitiesOf('gemini', model),
  // An extension of Google's own, as Portkey's callers write it: https://ai.google.dev/gemini-api/docs/safety-settings
  params: { safety_settings: put<GeminiBody>('safetySettings') },
  passUnknown: false,
  endpoint: ({ custom_host }, { model, stream }) => ({
    url: `${trimSlash(custom_host ?? 'https://generativelanguage.googleapis.com/v1beta')}/${modelPath(model)}:${method(stream)}`,
    headers: {},
  }),
  // In a header: an address is written down in more places.
  authorize: key => ({ 'x-goog-api-key': key }),
  models: catalogue('gemini'),
}

export const method = (stream: boolean) => (stream ? 'streamGenerateContent?alt=sse' : 'generateContent')

/** `gemini-2.5-pro` is one of `models/`; `tunedModels/…` and the like name their own collection. */
function modelPath(model: string): string {
  const steps = model.split('/')
  if (steps.some(step => step === '' || step === '.' || step === '..')) {
    throw new GatewayError('invalid_request_error', 'model must be the name of a model, such as gemini-2.5-flash.', {
      param: 'model',
    })
  }
  const path = steps.map(encodeURIComponent).join('/')
  return steps.length > 1 ? path : `models/${path}`
}

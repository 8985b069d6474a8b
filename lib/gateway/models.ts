import type { ModelInfo } from '@/lib/chat/receipt'
import { about } from '@/lib/models'
import { priceOf } from '@/lib/prices'
import { providerOf, providers } from '@/lib/providers'
import type { Provider } from '@/lib/providers/provider'
import { accessOf } from './access'
import { type Answer, json } from './answer'
import { serverKey } from './credentials'
import type { Incoming } from './incoming'
import { refusal } from './refusal'
import type { Services } from './services'

/** GET /v1/models, in OpenAI's list shape; `?provider=` narrows it. */
export function models(incoming: Incoming, services: Services): Answer {
  try {
    const asked = new URLSearchParams(incoming.url.replace(/^[^?]*/, '')).get('provider')
    const chosen = asked ? [providerOf(asked, 'provider')] : [...providers.values()]
    const access = accessOf(incoming, services.env)
    const data = chosen.flatMap(provider => {
      const ready = !provider.env.length || !!provider.keyless || (access.serverKeys && !!serverKey(provider, services.env))
      return provider.models.map(model => infoOf(provider, model, ready))
    })
    return json({ object: 'list', data }, { headers: { 'cache-control': 'no-store' } })
  } catch (cause) {
    return refusal(cause, incoming, services)
  }
}

function infoOf(provider: Provider, model: string, ready: boolean): ModelInfo {
  const can = provider.can(model)
  const sentence = about(provider.id, model)
  return {
    id: `${provider.id}/${model}`,
    object: 'model',
    created: 0,
    owned_by: provider.id,
    provider: provider.id,
    model,
    name: can.name,
    context_window: can.contextWindow ?? null,
    max_output: can.maxOutput ?? null,
    capabilities: {
      thinking: can.thinking.kind !== 'none' && can.thinking.kind !== 'unknown',
      tools: can.tools,
      schema: can.schema,
      logprobs: can.logprobs !== 'never',
      images: can.images,
    },
    ready,
    price: priceOf(provider.id, model),
    ...(sentence && { about: sentence }),
  }
}

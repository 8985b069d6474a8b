import type { ChatRequest } from '@/lib/chat/types'
import { choice } from './kinds'
import { convert, type Outcome, type Param, place, put, type Sentence, when } from './param'

type Tier = NonNullable<ChatRequest['service_tier']>

const unknown: Sentence = context => `${place(context)} has no such service tier.`
const spelled: Sentence = context => `${place(context)} has this name for it.`

/** The provider writes the header. */
function inHeader(tier: Tier): Outcome {
  if (tier === 'flex' || tier === 'priority')
    return { action: 'moved', at: 'x-vertex-ai-llm-shared-request-type', to: tier, why: 'Vertex takes the tier in a header.' }
  if (tier === 'default') return { action: 'kept', why: 'This is the usual tier of Vertex; nothing to send.' }
  return { action: 'dropped', why: 'Vertex has no such service tier.' }
}

export const service_tier: Param<Tier> = {
  label: 'Service tier',
  help: 'How fast, and at what price, the provider serves the request.',
  group: 'request',
  kind: choice(['auto', 'default', 'flex', 'scale', 'priority', 'fast']),
  neutral: value => value === 'auto',
  to: {
    openai: put('service_tier'),
    anthropic: convert(
      'service_tier',
      (tier: Tier) => ({ auto: 'auto', default: 'standard_only' })[tier as string],
      spelled,
      unknown,
    ),
    gemini: when(
      ({ can }) => can.labels ?? false,
      inHeader,
      convert(
        'serviceTier',
        (tier: Tier) => ({ default: 'standard', flex: 'flex', priority: 'priority' })[tier as string],
        spelled,
        unknown,
      ),
    ),
    converse: convert(
      'serviceTier.type',
      (tier: Tier) => (['default', 'flex', 'priority', 'reserved'].includes(tier) ? tier : undefined),
      spelled,
      unknown,
    ),
  },
}

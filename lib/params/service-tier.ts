import type { ChatRequest } from '@/lib/chat/types'
import { choice } from './kinds'
import { convert, drop, type Param, place, put, type Sentence, when } from './param'

type Tier = NonNullable<ChatRequest['service_tier']>

const unknown: Sentence = context => `${place(context)} has no such service tier.`
const spelled: Sentence = context => `${place(context)} has this name for it.`

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
      drop('Vertex takes the tier in a header, not in the request.'),
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

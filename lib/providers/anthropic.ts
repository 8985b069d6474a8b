import { abilitiesOf, catalogue } from '@/lib/models'
import { anthropic as wire } from '@/lib/wires/anthropic'
import { type Provider, trimSlash } from './provider'

/** The 2026-10-21 version removes sampling; this one is what the wire speaks. https://platform.claude.com/docs/en/api/versioning */
const VERSION = '2023-06-01'

export const anthropic: Provider = {
  id: 'anthropic',
  name: 'Anthropic',
  wire,
  env: ['ANTHROPIC_API_KEY'],
  can: model => abilitiesOf('anthropic', model),
  passUnknown: false,
  endpoint: ({ custom_host, settings }) => ({
    url: `${trimSlash(custom_host ?? 'https://api.anthropic.com/v1')}/messages`,
    headers: {
      'anthropic-version': settings?.anthropic_version ?? VERSION,
      ...(settings?.anthropic_beta && { 'anthropic-beta': settings.anthropic_beta }),
    },
  }),
  authorize: key => ({ 'x-api-key': key }),
  models: catalogue('anthropic'),
}

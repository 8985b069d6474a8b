import type { ColumnRoute } from './types'

export interface RouteExample {
  id: string
  title: string
  about: string
  route: ColumnRoute
}

/** Each runs with no key. */
export const ROUTE_EXAMPLES: readonly RouteExample[] = [
  {
    id: 'fallback',
    title: 'Fallback with a retry',
    about: 'The first is asked twice, without the long wait it asks for; where it fails again, the second answers.',
    route: {
      config: {
        strategy: { mode: 'fallback' },
        targets: [
          {
            provider: 'sandbox',
            retry: { attempts: 1, use_retry_after_headers: false },
            override_params: { model: 'rate-limited' },
          },
          { provider: 'sandbox', override_params: { model: 'openai' } },
        ],
      },
    },
  },
  {
    id: 'halves',
    title: 'Half and half',
    about: 'Each target gets its share of the requests, by weight.',
    route: {
      config: {
        strategy: { mode: 'loadbalance' },
        targets: [
          { provider: 'sandbox', weight: 0.5, override_params: { model: 'openai' } },
          { provider: 'sandbox', weight: 0.5, override_params: { model: 'anthropic' } },
        ],
      },
    },
  },
  {
    id: 'metadata',
    title: 'By metadata',
    about: 'Who is on the paid plan gets the larger model.',
    route: {
      config: {
        strategy: {
          mode: 'conditional',
          conditions: [{ query: { 'metadata.plan': { $eq: 'paid' } }, then: 'large' }],
          default: 'small',
        },
        targets: [
          { name: 'large', provider: 'sandbox', override_params: { model: 'anthropic' } },
          { name: 'small', provider: 'sandbox', override_params: { model: 'openai' } },
        ],
      },
      metadata: { plan: 'paid' },
    },
  },
  {
    id: 'cached',
    title: 'Cached',
    about: 'The same request within an hour is answered from what was kept.',
    route: {
      config: { provider: 'sandbox', override_params: { model: 'openai' }, cache: { mode: 'simple', max_age: 3600 } },
    },
  },
]

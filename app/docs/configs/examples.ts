/** A config with a request that shows it at work. A test sends each as it is written here. */
export interface ConfigExample {
  id: string
  title: string
  text: string
  config: Record<string, unknown>
  /** Headers beside the config. */
  headers?: Record<string, string>
  /** What is set on the server. */
  env?: Record<string, string>
}

export const CONFIGS: readonly ConfigExample[] = [
  {
    id: 'fallback',
    title: 'Retry, then fall back',
    text: 'The first target fails once; it is asked again, at most twice, and only then the second. Waits follow retry-after, else they are short and random. Without on_status_codes a fallback happens on whatever another target could mend: the network, 402, 408, 429, 5xx.',
    config: {
      strategy: { mode: 'fallback' },
      retry: { attempts: 2, on_status_codes: [429, 503] },
      request_timeout: 20000,
      targets: [
        { provider: 'sandbox', override_params: { model: 'flaky' } },
        { provider: 'sandbox', override_params: { model: 'anthropic' } },
      ],
    },
  },
  {
    id: 'loadbalance',
    title: 'Share the load, each user with one target',
    text: 'Weights need not sum to one. With sticky, requests whose fields are alike keep to one target, for ttl seconds.',
    config: {
      strategy: { mode: 'loadbalance', sticky: { enabled: true, hash_fields: ['metadata.user'], ttl: 3600 } },
      targets: [
        { provider: 'sandbox', override_params: { model: 'openai' }, weight: 3 },
        { provider: 'sandbox', override_params: { model: 'anthropic' }, weight: 1 },
      ],
    },
    headers: { 'x-portkey-metadata': '{"user": "ada"}' },
  },
  {
    id: 'conditional',
    title: 'Choose by what is asked',
    text: 'Conditions look at metadata, params and url.pathname with $eq, $ne, $gt, $gte, $lt, $lte, $in, $nin, $regex, $and, $or and $not. The first that holds names the target. Targets may be groups themselves.',
    config: {
      strategy: {
        mode: 'conditional',
        conditions: [
          { query: { 'metadata.plan': { $eq: 'paid' } }, then: 'good' },
          { query: { 'params.max_tokens': { $gt: 2000 } }, then: 'good' },
        ],
        default: 'small',
      },
      targets: [
        { name: 'good', provider: 'sandbox', override_params: { model: 'anthropic' } },
        { name: 'small', provider: 'sandbox', override_params: { model: 'openai' } },
      ],
    },
    headers: { 'x-portkey-metadata': '{"plan": "paid"}' },
  },
  {
    id: 'cache',
    title: 'Keep answers',
    text: 'The same request with the same key gets the kept answer for max_age seconds, also as a stream. Only complete answers are kept. x-portkey-cache-status says HIT or MISS.',
    config: {
      provider: 'sandbox',
      override_params: { model: 'openai', temperature: 0 },
      cache: { mode: 'simple', max_age: 3600 },
    },
    headers: { 'x-portkey-cache-namespace': 'docs' },
  },
  {
    id: 'breaker',
    title: 'Let a failing target rest',
    text: 'After failure_threshold failures a target is left alone for cooldown_interval milliseconds, and the next one is asked at once.',
    config: {
      strategy: { mode: 'fallback' },
      cb_config: { failure_threshold: 1, cooldown_interval: 30000, failure_status_codes: [429], minimum_requests: 1 },
      targets: [
        { provider: 'sandbox', override_params: { model: 'rate-limited' } },
        { provider: 'sandbox', override_params: { model: 'openai' } },
      ],
    },
  },
  {
    id: 'params',
    title: 'Settle parameters',
    text: 'override_params win over the request, default_params fill what it leaves out, drop_params take away. A group’s hold for all its targets, and the child’s win.',
    config: {
      provider: 'sandbox',
      override_params: { model: 'openai', temperature: 0.2 },
      default_params: { max_tokens: 200 },
      drop_params: ['user'],
    },
  },
  {
    id: 'virtual-keys',
    title: 'Keys by name',
    text: 'REFRACT_KEYS on the server holds key sets by name. A target names one, and the key goes where its set says, whatever stands beside it. It is for callers who may use the server’s keys.',
    config: { virtual_key: 'team', override_params: { model: 'openai' } },
    env: { REFRACT_KEYS: '{"team": {"provider": "sandbox", "api_key": "…"}}' },
  },
]

/** What each config is asked. */
export const QUESTION = { model: 'openai', messages: [{ role: 'user', content: 'What does top_p do?' }] }

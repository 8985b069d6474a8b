import type { params } from '@/lib/params'

const LOOK_UP = {
  type: 'function',
  function: {
    name: 'look_up',
    description: 'Looks a word up.',
    parameters: { type: 'object', properties: { word: { type: 'string' } } },
  },
}
const SCHEMA = { type: 'object', properties: { probe: { type: 'string' } }, required: ['probe'], additionalProperties: false }

/** What a parameter is tried with. A row of lib/params without one does not compile. */
export const PROBES: { readonly [Name in keyof typeof params]: unknown } = {
  temperature: 0.625,
  max_tokens: 4321,
  max_completion_tokens: 4322,
  thinking: { type: 'enabled', budget_tokens: 2031 },
  reasoning_effort: 'high',
  top_p: 0.815,
  top_k: 47,
  min_p: 0.0625,
  presence_penalty: 0.375,
  frequency_penalty: -0.4375,
  seed: 480133,
  logit_bias: { '31337': 17 },
  stop: ['PROBE-STOP'],
  n: 3,
  logprobs: true,
  top_logprobs: 4,
  verbosity: 'high',
  modalities: ['text', 'audio'],
  audio: { voice: 'alloy', format: 'wav' },
  prediction: { type: 'content', content: 'PROBE-PREDICTION' },
  parallel_tool_calls: false,
  web_search_options: { search_context_size: 'low' },
  service_tier: 'priority',
  store: true,
  metadata: { probe: 'probe-metadata' },
  user: 'probe-user',
  safety_identifier: 'probe-safety',
  prompt_cache_key: 'probe-cache-key',
  prompt_cache_retention: '24h',
  prompt_cache_options: { mode: 'explicit' },
  moderation: { model: 'omni-moderation-latest' },
}

/** What wires translate themselves, and so stands in no row. */
export const STRUCTURES = {
  tools: { tools: [LOOK_UP] },
  tool_choice: { tool_choice: 'required', tools: [LOOK_UP] },
  functions: { functions: [LOOK_UP.function] },
  response_format: { response_format: { type: 'json_schema', json_schema: { name: 'probe', strict: true, schema: SCHEMA } } },
} as const

export const STRUCTURE_HELP: Record<keyof typeof STRUCTURES, string> = {
  tools: 'What the model may call.',
  tool_choice: 'Whether it must call one, and which. Tried with "required".',
  functions: 'OpenAI’s older form of tools. The answer comes back in the same form.',
  response_format: 'JSON, or JSON of a schema. Tried with a schema.',
}

/** What a parameter is only allowed with. */
const COMPANIONS: Partial<Record<string, object>> = {
  top_logprobs: { logprobs: true },
  parallel_tool_calls: { tools: [LOOK_UP] },
  audio: { modalities: ['text', 'audio'] },
}

/** A request whose one question is the parameter. */
export function probeOf(param: string, model: string): Record<string, unknown> {
  const messages = [{ role: 'user', content: 'Hello' }]
  const asked =
    param in STRUCTURES ? STRUCTURES[param as keyof typeof STRUCTURES] : { [param]: PROBES[param as keyof typeof PROBES] }
  return { model, messages, ...COMPANIONS[param], ...asked }
}

import type { params } from '@/lib/params'

/**
 * Two values for every row of the table, each told from the other and from the row's default: one for the prompt, one for a
 * column that differs. A row without values does not compile, and fails the tests that walk the table.
 */
export const PARAM_VALUES: { readonly [Name in keyof typeof params]: readonly [prompt: unknown, column: unknown] } = {
  temperature: [0.35, 1.25],
  max_tokens: [77, 99],
  max_completion_tokens: [78, 98],
  thinking: [
    { type: 'enabled', budget_tokens: 1500 },
    { type: 'enabled', budget_tokens: 2500 },
  ],
  reasoning_effort: ['low', 'high'],
  top_p: [0.85, 0.4],
  top_k: [40, 12],
  min_p: [0.05, 0.2],
  presence_penalty: [0.5, -1.5],
  frequency_penalty: [-0.25, 1.75],
  seed: [11, 12],
  logit_bias: [{ '1234': 20 }, { '99': -40 }],
  stop: [['END', 'two\nlines'], ['###']],
  n: [2, 3],
  logprobs: [true, false],
  top_logprobs: [5, 20],
  verbosity: ['low', 'high'],
  modalities: [['text', 'audio'], ['image']],
  audio: [
    { voice: 'alloy', format: 'wav' },
    { voice: 'verse', format: 'mp3' },
  ],
  prediction: [
    { type: 'content', content: 'as before' },
    { type: 'content', content: [{ type: 'text', text: 'ünïcode 🙂' }] },
  ],
  parallel_tool_calls: [false, true],
  web_search_options: [
    { search_context_size: 'low' },
    { user_location: { type: 'approximate', approximate: { country: 'NO' } } },
  ],
  service_tier: ['flex', 'on_demand'],
  store: [true, false],
  metadata: [{ team: 'blue', 'two words': 'x y' }, { team: 'red' }],
  user: ['someone', 'someone else'],
  safety_identifier: ['s-1', 's-2'],
  prompt_cache_key: ['k-1', 'k-2'],
  prompt_cache_retention: ['24h', 'in_memory'],
  prompt_cache_options: [{ mode: 'explicit' }, { ttl: '1h' }],
  moderation: [{ model: 'omni' }, { model: 'other' }],
}

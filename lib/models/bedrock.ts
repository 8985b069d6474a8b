import type { Abilities } from '@/lib/chat/abilities'
import { claude } from './claude'
import { converseLike } from './generic'

type Family = Partial<Abilities> & { id: RegExp }

/** First match wins; a region (`us.`, `global.`) may stand before the name. VENDORS A10 to A12 and 2.4. */
const FAMILIES: Family[] = [
  {
    id: /nova-2/,
    dialect: 'nova',
    topK: true,
    thinking: { kind: 'effort', rungs: ['none', 'low', 'medium', 'high'], whenOmitted: false },
  },
  { id: /nova/, dialect: 'nova', topK: true, thinking: { kind: 'none' } },
  {
    id: /gpt-oss/,
    dialect: 'gpt-oss',
    stop: false,
    schema: true,
    images: false,
    files: false,
    thinking: { kind: 'effort', rungs: ['low', 'medium', 'high'], whenOmitted: true },
  },
  {
    id: /openai\.gpt/,
    dialect: 'gpt',
    stop: false,
    sampling: 'never',
    thinking: { kind: 'effort', rungs: ['none', 'low', 'medium', 'high', 'xhigh'], whenOmitted: true },
  },
  { id: /cohere|ai21|jamba/, penalties: true, thinking: { kind: 'none' } },
  { id: /mistral/, schema: true, nineLetterIds: true },
  { id: /qwen|deepseek|gemma|nemotron|minimax|kimi|moonshot/, schema: true },
]

/** Whatever runs on Bedrock; a name of no known family can do what Converse's own fields can. */
export function bedrock(model: string, vendor: string): Abilities {
  const id = model.toLowerCase()
  const { id: _pattern, ...can } = FAMILIES.find(({ id: pattern }) => pattern.test(id)) ?? { id: /./ }
  return claude(model, vendor, 'bedrock') ?? { ...converseLike({ model, name: model, vendor }), ...can }
}

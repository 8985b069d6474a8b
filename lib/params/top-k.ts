import { integer } from './kinds'
import { drop, type Param, put, when } from './param'

export const top_k: Param<number> = {
  label: 'Top K',
  help: 'Only the K likeliest tokens are considered.',
  group: 'sampling',
  kind: integer({ min: -1 }),
  to: {
    openai: when(
      ({ can }) => can.topK,
      put('top_k'),
      drop(({ can }) => `${can.vendor} has no top_k.`),
    ),
    anthropic: put('top_k'),
    gemini: put('generationConfig.topK'),
    converse: put('additionalModelRequestFields.top_k'),
  },
}

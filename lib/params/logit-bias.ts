import { number, record } from './kinds'
import { drop, lacks, type Param, put, when } from './param'

const foreign = lacks('logit bias: token ids belong to one tokenizer')

export const logit_bias: Param<Record<string, number>> = {
  label: 'Logit bias',
  help: 'Makes single tokens likelier or rarer, by token id, from -100 (never) to 100 (always).',
  group: 'sampling',
  kind: record(number({ min: -100, max: 100 })),
  neutral: value => Object.keys(value).length === 0,
  to: {
    openai: when(
      ({ can }) => can.logitBias,
      put('logit_bias'),
      drop(({ can }) => `${can.name} takes no logit bias.`),
    ),
    anthropic: foreign,
    gemini: foreign,
    converse: foreign,
  },
}

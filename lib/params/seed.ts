import { integer } from './kinds'
import { lacks, type Param, put, when } from './param'

export const seed: Param<number> = {
  label: 'Seed',
  help: 'The same seed asks for the same answer; providers promise their best, not more.',
  group: 'sampling',
  kind: integer(),
  to: {
    openai: when(({ can }) => can.seed, put('seed'), lacks('seed')),
    anthropic: lacks('seed'),
    gemini: put('generationConfig.seed'),
    converse: lacks('seed'),
  },
}

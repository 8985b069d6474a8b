import { number } from './kinds'
import { lacks, type Param, put, when } from './param'

export const min_p: Param<number> = {
  label: 'Min P',
  help: 'Tokens less likely than this share of the likeliest one are not considered.',
  group: 'sampling',
  kind: number({ min: 0, max: 1, step: 0.01 }),
  neutral: value => value === 0,
  to: {
    openai: when(({ can }) => can.minP, put('min_p'), lacks('min_p')),
    anthropic: lacks('min_p'),
    gemini: lacks('min_p'),
    converse: lacks('min_p'),
  },
}

import { integer } from './kinds'
import { lacks, type Param, put, setAt, when } from './param'

export const seed: Param<number> = {
  label: 'Seed',
  help: 'The same seed asks for the same answer; providers promise their best, not more.',
  group: 'sampling',
  kind: integer(),
  to: {
    openai: when(({ can }) => can.seed, put('seed'), lacks('seed')),
    anthropic: lacks('seed'),
    gemini: (value, body, context) => {
      const short = value | 0
      if (short === value) return put<typeof body>('generationConfig.seed')(value, body, context)
      setAt(body, 'generationConfig.seed', short)
      return {
        action: 'changed',
        at: 'generationConfig.seed',
        to: short,
        why: 'Gemini takes seeds of 32 bits: its lowest ones are sent.',
      }
    },
    converse: lacks('seed'),
  },
}

import { fitsOne } from './fan-out'
import { integer } from './kinds'
import { emulate, type Param, put, when } from './param'

const apart = emulate(
  (n: number) => `${n} requests`,
  ({ can, request: { n } }) =>
    `${can.name} gives one choice at a time here: ${n} requests are made, and the prompt is paid for each time.`,
  ({ can }) => `${can.name} gives one choice at a time here; one is asked for.`,
)

export const n: Param<number> = {
  label: 'Choices',
  help: 'How many answers to give to the same prompt.',
  group: 'output',
  kind: integer({ min: 1, max: 128 }),
  neutral: value => value === 1,
  to: {
    openai: when(({ request, can }) => fitsOne(request, 'openai', { can }), put('n'), apart),
    anthropic: apart,
    gemini: when(({ request, can }) => fitsOne(request, 'gemini', { can }), put('generationConfig.candidateCount'), apart),
    converse: apart,
  },
}

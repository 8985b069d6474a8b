import { number } from './kinds'
import { clamp, type Param } from './param'

const range = clamp

export const temperature: Param<number> = {
  label: 'Temperature',
  help: 'How freely the model chooses among likely tokens: 0 takes the likeliest, 2 is wild.',
  group: 'sampling',
  kind: number({ min: 0, max: 2, step: 0.01 }),
  neutral: value => value === 1,
  to: {
    openai: range(
      'temperature',
      ({ can }) => can.temperature,
      ({ can }) => `${can.name} takes a temperature of at most ${can.temperature[1]}.`,
    ),
    anthropic: range(
      'temperature',
      ({ can }) => can.temperature,
      ({ can }) => `${can.name} takes a temperature of at most ${can.temperature[1]}.`,
    ),
    gemini: range(
      'generationConfig.temperature',
      ({ can }) => can.temperature,
      ({ can }) => `${can.name} takes a temperature of at most ${can.temperature[1]}.`,
    ),
    converse: range(
      'inferenceConfig.temperature',
      ({ can }) => can.temperature,
      ({ can }) => `${can.name} takes a temperature of at most ${can.temperature[1]}.`,
    ),
  },
}

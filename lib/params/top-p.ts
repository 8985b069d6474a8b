import { number } from './kinds'
import { drop, type MappingContext, type Param, put, when } from './param'
import { sampled } from './sampling'

const second = drop(({ can }) => `${can.name} takes temperature or top_p, not both; temperature is sent.`)

export const top_p: Param<number> = {
  label: 'Top P',
  help: 'Only the likeliest tokens that together make up this probability are considered.',
  group: 'sampling',
  kind: number({ min: 0, max: 1, step: 0.01 }),
  neutral: value => value === 1,
  to: {
    openai: sampled('top_p', put('top_p')),
    anthropic: sampled('top_p', when(comesSecond, second, put('top_p'))),
    gemini: sampled('top_p', put('generationConfig.topP')),
    converse: sampled('top_p', when(comesSecond, second, put('inferenceConfig.topP'))),
  },
}

function comesSecond({ request, can }: MappingContext) {
  return !can.samplingPair && request.temperature != null && !(request.temperature === 1 && request.top_p !== 1)
}

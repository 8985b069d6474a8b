import { number } from './kinds'
import { clamp, drop, type MappingContext, type Param, when } from './param'
import { sampled } from './sampling'

export const temperature: Param<number> = {
  label: 'Temperature',
  help: 'How freely the model chooses among likely tokens: 0 takes the likeliest, 2 is wild.',
  group: 'sampling',
  kind: number({ min: 0, max: 2, step: 0.01 }),
  neutral: value => value === 1,
  to: {
    openai: sampled('temperature', clamp('temperature', range, tooHot)),
    anthropic: sampled('temperature', when(yieldsToTopP, drop('It is the default.'), clamp('temperature', range, tooHot))),
    gemini: sampled('temperature', clamp('generationConfig.temperature', range, tooHot)),
    converse: sampled(
      'temperature',
      when(yieldsToTopP, drop('It is the default.'), clamp('inferenceConfig.temperature', range, tooHot)),
    ),
  },
}

function range({ can }: MappingContext) {
  return can.temperature
}

function tooHot({ can }: MappingContext) {
  return `${can.name} takes a temperature of at most ${can.temperature[1]}.`
}

/** A model that takes one of the two gets the one that says something: 1 is the temperature it has anyway. */
function yieldsToTopP({ request, can }: MappingContext) {
  return !can.samplingPair && request.temperature === 1 && request.top_p != null && request.top_p < 1
}

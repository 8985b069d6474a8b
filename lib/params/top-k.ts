import { integer } from './kinds'
import { drop, lacks, type MappingContext, type Param, place, put, when } from './param'
import { sampled } from './sampling'

const unlimited = (_context: MappingContext, value: number) => value < 1
const noLimit = drop(context => `${place(context)} has no word for no limit.`)

export const top_k: Param<number> = {
  label: 'Top K',
  help: 'Only the K likeliest tokens are considered.',
  group: 'sampling',
  // vLLM takes -1, others 0, for no limit.
  kind: integer({ min: -1 }),
  neutral: value => value < 1,
  to: {
    openai: when(({ can }) => can.topK, put('top_k'), lacks('top_k')),
    anthropic: sampled('top_k', when(unlimited, noLimit, put('top_k'))),
    gemini: sampled('top_k', when(unlimited, noLimit, put('generationConfig.topK'))),
    converse: sampled(
      'top_k',
      when(
        unlimited,
        noLimit,
        when(
          ({ can }) => can.dialect === 'claude',
          put('additionalModelRequestFields.top_k'),
          when(
            ({ can }) => can.dialect === 'nova',
            put('additionalModelRequestFields.inferenceConfig.topK'),
            drop(({ can }) => `Bedrock hands no top_k on to ${can.name}.`),
          ),
        ),
      ),
    ),
  },
}

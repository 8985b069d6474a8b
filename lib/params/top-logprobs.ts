import { integer } from './kinds'
import { givesLogprobs, noLogprobs } from './logprobs'
import { clamp, drop, lacks, type MappingContext, type Param, when } from './param'

const range = ({ can }: MappingContext) => [0, can.topLogprobs] as const
const tooMany = ({ can }: MappingContext) => `${can.name} gives at most ${can.topLogprobs} alternatives per token.`
const noAlternatives = drop(context =>
  givesLogprobs(context) ? `${context.can.name} gives no alternatives to a token.` : noLogprobs(context),
)
const givesThem = (context: MappingContext) => givesLogprobs(context) && context.can.topLogprobs > 0

export const top_logprobs: Param<number> = {
  label: 'Top log probabilities',
  help: 'How many alternatives to each token to show, with their probabilities.',
  group: 'output',
  kind: integer({ min: 0, max: 20 }),
  neutral: value => value === 0,
  to: {
    openai: when(givesThem, clamp('top_logprobs', range, tooMany), noAlternatives),
    anthropic: lacks('log probabilities'),
    gemini: when(
      // 0 is out of Gemini's range and means what it does anyway; streams have none unless they are emulated.
      (context, value) => value > 0 && givesThem(context) && !(context.request.stream && context.unsupported === 'drop'),
      clamp('generationConfig.logprobs', range, tooMany),
      noAlternatives,
    ),
    converse: lacks('log probabilities'),
  },
}

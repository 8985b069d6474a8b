import { number } from './kinds'
import { drop, lacks, type MappingContext, type Param, put, when } from './param'

const takesPenalties = ({ can }: MappingContext) => can.penalties
const none = drop(({ can }) => `${can.name} takes no penalties.`)

/** The two penalties differ in what they count. */
export const penalty = (own: 'presence_penalty' | 'frequency_penalty', words: Pick<Param, 'label' | 'help'>): Param<number> => ({
  ...words,
  group: 'sampling',
  kind: number({ min: -2, max: 2, step: 0.01 }),
  neutral: value => value === 0,
  to: {
    openai: when(takesPenalties, put(own), none),
    anthropic: lacks(own),
    gemini: when(
      takesPenalties,
      put(own === 'presence_penalty' ? 'generationConfig.presencePenalty' : 'generationConfig.frequencyPenalty'),
      none,
    ),
    // Cohere and AI21 know them by OpenAI's names.
    converse: when(takesPenalties, put(`additionalModelRequestFields.${own}`), none),
  },
})

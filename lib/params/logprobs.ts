import { flag } from './kinds'
import { drop, lacks, type MappingContext, type Param, place, put, when } from './param'
import { samples, thinks } from './reasoning/thinks'

export const logprobs: Param<boolean> = {
  label: 'Log probabilities',
  help: 'How likely each token of the answer was to the model.',
  group: 'output',
  kind: flag(),
  neutral: value => !value,
  to: {
    openai: when((context, value) => !value || givesLogprobs(context), put('logprobs'), drop(noLogprobs)),
    anthropic: lacks('log probabilities'),
    gemini: (value, body, context) => {
      if (!value || !givesLogprobs(context)) return { action: 'dropped', why: noLogprobs(context) }
      if (!context.request.stream) return put<typeof body>('generationConfig.responseLogprobs')(value, body, context)
      const why = `${context.can.name} gives log probabilities only of whole answers: it is asked for one, which is then streamed.`
      if (context.unsupported === 'drop') return { action: 'dropped', why: `${context.can.name} streams no log probabilities.` }
      body.generationConfig = { ...body.generationConfig, responseLogprobs: true }
      return { action: 'emulated', at: 'generationConfig.responseLogprobs', to: true, why }
    },
    converse: lacks('log probabilities'),
  },
}

/** Whether log probabilities will come with this request. */
export function givesLogprobs({ request, can }: Pick<MappingContext, 'request' | 'can'>): boolean {
  if (can.logprobs === 'not-thinking')
    return can.sampling === 'not-thinking' ? samples({ request, can }) : !thinks({ request, can })
  return can.logprobs === 'always'
}

export function noLogprobs(context: MappingContext): string {
  const { can } = context
  if (can.logprobs === 'never') return `${can.name} gives no log probabilities.`
  return can.thinking.kind === 'effort'
    ? `${can.name} gives log probabilities only with reasoning_effort none.`
    : `${place(context)} gives no log probabilities while ${can.name} thinks.`
}

import { flag } from './kinds'
import { lacks, type Param, put, when } from './param'

export const store: Param<boolean> = {
  label: 'Store',
  help: 'Lets the provider keep the answer, to look at it in its own pages.',
  group: 'request',
  kind: flag(),
  neutral: value => !value,
  to: {
    openai: put('store'),
    anthropic: lacks('store'),
    gemini: when(({ can }) => !can.labels, put('store'), lacks('store on Vertex')),
    converse: lacks('store'),
  },
}

import { later } from '../ui/early'
import type { Editor } from './editor'

export const logprobs: Editor = {
  id: 'logprobs',
  title: 'Logprobs',
  short: 'logprobs',
  icon: 'bars',
  fields: ['logprobs', 'top_logprobs'],
  summary: ({ logprobs, top_logprobs }) => (logprobs == null ? null : logprobs ? String(top_logprobs ?? 0) : 'off'),
  Controls: later(() => import('./logprobs-controls')),
}

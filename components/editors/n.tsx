import { later } from '../ui/early'
import type { Editor } from './editor'

export const n: Editor = {
  id: 'n',
  title: 'n',
  short: 'n',
  icon: 'stack',
  fields: ['n'],
  summary: ({ n }) => (n == null ? null : String(n)),
  Controls: later(() => import('./n-controls')),
}

import { lazy } from 'react'
import type { Editor } from './editor'

export const n: Editor = {
  id: 'n',
  title: 'n',
  short: 'n',
  icon: 'stack',
  fields: ['n'],
  summary: ({ n }) => (n == null ? null : String(n)),
  Controls: lazy(() => import('./n-controls')),
}

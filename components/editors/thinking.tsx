import { formatCount } from '@/lib/playground/format'
import { later } from '../ui/early'
import type { Editor } from './editor'

export const thinking: Editor = {
  id: 'thinking',
  title: 'Thinking',
  short: 'think',
  icon: 'thinking',
  fields: ['thinking', 'reasoning_effort'],
  summary({ thinking, reasoning_effort }) {
    if (thinking?.budget_tokens) return formatCount(thinking.budget_tokens)
    if (thinking) return thinking.type === 'disabled' ? 'off' : thinking.type
    return reasoning_effort ?? null
  },
  Controls: later(() => import('./thinking-controls')),
}

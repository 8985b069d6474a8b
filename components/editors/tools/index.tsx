import { later } from '../../ui/early'
import type { Editor } from '../editor'

export const tools: Editor = {
  id: 'tools',
  title: 'Tools',
  short: 'tools',
  icon: 'wrench',
  fields: ['tools', 'tool_choice', 'parallel_tool_calls', 'functions', 'function_call'],
  summary({ tools, functions }) {
    const count = (tools?.length ?? 0) + (functions?.length ?? 0)
    return count ? String(count) : null
  },
  dialog: 'tools',
  Controls: later(() => import('./column-tools')),
}

import { later } from '../ui/early'
import type { Editor } from './editor'

/** Every other parameter: the rows of the table that have no chip of their own, and what the table does not know. */
export const more: Editor = {
  id: 'more',
  title: 'More',
  icon: 'more',
  fields: [],
  summary(params) {
    const names = Object.keys(params).filter(name => params[name] != null)
    if (!names.length) return null
    return names.length > 1 ? String(names.length) : wordFor(names[0]!, params[names[0]!])
  },
  Controls: later(() => import('./more-controls')),
}

function wordFor(name: string, value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? `${name} ${value}` : name
}

import { later } from '../ui/early'
import type { Editor } from './editor'

export const schema: Editor = {
  id: 'response_format',
  title: 'Schema',
  short: 'schema',
  icon: 'braces',
  fields: ['response_format'],
  wide: true,
  summary({ response_format: format }) {
    if (!format || format.type === 'text') return null
    return format.type === 'json_schema' ? format.json_schema.name : 'JSON'
  },
  Controls: later(() => import('./schema-controls')),
}

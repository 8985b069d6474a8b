import type { ControlsProps, Editor } from './editor'
import { JsonControls } from './json-controls'

export const schema: Editor = {
  id: 'response_format',
  title: 'Schema',
  short: 'schema',
  icon: 'braces',
  fields: ['response_format'],
  summary({ response_format: format }) {
    if (!format || format.type === 'text') return null
    return format.type === 'json_schema' ? format.json_schema.name : 'JSON'
  },
  onlyWhenSet: true,
  Controls,
}

function Controls(props: ControlsProps) {
  return <JsonControls {...props} name="response_format" title="Schema of the answer" />
}

import type { ControlsProps, Editor } from './editor'
import { JsonControls } from './json-controls'

export const tools: Editor = {
  id: 'tools',
  title: 'Tools',
  short: 'tools',
  icon: 'wrench',
  fields: ['tools', 'tool_choice'],
  summary: ({ tools }) => (tools?.length ? String(tools.length) : null),
  onlyWhenSet: true,
  Controls,
}

/** A choice without tools would be refused, so it leaves with them. */
function Controls({ set, ...props }: ControlsProps) {
  const setTools = (name: string, value: unknown) => {
    set(name, value)
    if (value == null && !props.inherited) set('tool_choice', undefined)
    if (value == null && props.inherited) set('tool_choice', value === null ? null : undefined)
  }
  return <JsonControls {...props} set={setTools} name="tools" title="Tools" />
}

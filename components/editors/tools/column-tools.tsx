'use client'

import { params as rows } from '@/lib/params'
import { usePlayground } from '@/lib/playground/context'
import { toolName } from '@/lib/playground/tools'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { type ControlsProps, effective } from '../editor'
import { ParamControl } from '../param-control'

/** A column's tools in its settings: which they are, and the way to the editor. */
export default function ColumnTools(props: ControlsProps) {
  const openDialog = usePlayground(state => state.openDialog)
  const own = props.params.tools
  const names = (effective(props, 'tools') as typeof own)?.map(toolName).join(', ')
  return (
    <div className="controls">
      <div className="control-head">
        <p className="field-hint grow">
          {own === undefined && names ? 'As the prompt: ' : ''}
          <span className="mono">{names || (own === null ? 'not sent here' : 'none')}</span>
        </p>
        <Button look="line" onClick={() => openDialog('tools', props.scope)}>
          <Icon name="wrench" size="small" />
          Edit
        </Button>
      </div>
      <ParamControl name="parallel_tool_calls" row={rows.parallel_tool_calls} {...props} />
    </div>
  )
}

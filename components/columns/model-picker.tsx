'use client'

import { usePlayground } from '@/lib/playground/context'
import type { Column } from '@/lib/playground/types'
import { later } from '../ui/early'
import { Icon } from '../ui/icon'
import { Popover } from '../ui/popover'
import { useAnswering } from '../use-answering'

const PickerPanel = later(() => import('./picker-panel'))

/** The column's model; opens the list of all of them. Others may open it too, through the dialog `model`. */
export function ModelPicker({ column }: { column: Column }) {
  const { id, letter } = column
  const { provider, model, host } = useAnswering(column)
  const open = usePlayground(state => state.dialog?.name === 'model' && state.dialog.about === id)
  const openDialog = usePlayground(state => state.openDialog)
  const closeDialog = usePlayground(state => state.closeDialog)
  const place = host && URL.canParse(host) ? new URL(host).host : provider
  const trigger = (
    <button type="button" className="model-button" aria-label={`Model of column ${letter}: ${place}/${model}`}>
      <span className="provider">{place}/</span>
      <span className="cut">{model}</span>
      <Icon name="chevron" size="tiny" />
    </button>
  )
  return (
    <Popover
      label={`Model of column ${letter}`}
      className="model-picker"
      trigger={trigger}
      open={open}
      onOpenChange={open => (open ? openDialog('model', id) : closeDialog())}
    >
      <PickerPanel column={column} />
    </Popover>
  )
}

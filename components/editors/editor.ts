import type { ComponentType } from 'react'
import type { DialogName } from '@/lib/playground/slices/ui'
import type { Params } from '@/lib/playground/types'
import type { IconName } from '../ui/icon'

/** One feature of the request: a chip that says how it stands, and the controls behind it. For the prompt and for one column. */
export interface Editor {
  id: string
  title: string
  /** In an override chip, where room is short. Absent: each field has an override chip of its own. */
  short?: string
  icon: IconName
  /** The fields of the request it writes; a note about one of them marks its chip. */
  fields: readonly string[]
  /** What the chip says; `null`: off. */
  summary(params: Params): string | null
  /** Needs more room than a popover has: the chip opens this dialog, and `Controls` are for columns only. */
  dialog?: DialogName
  /** Its panel has more room. */
  wide?: boolean
  Controls: ComponentType<ControlsProps>
}

export interface ControlsProps {
  /** Whose settings these are: a column's id, or `prompt`. */
  scope: string
  /** The prompt's params, or a column's overrides. */
  params: Params
  /** What the column takes over where it says nothing. Absent for the prompt itself. */
  inherited?: Params
  /** `undefined` takes the value out, `null` (columns only) means: not sent here. */
  set(name: string, value: unknown): void
}

/** What goes out: the column's own word, else the prompt's. */
export function effective({ params, inherited }: Pick<ControlsProps, 'params' | 'inherited'>, name: string): unknown {
  return params[name] === undefined ? inherited?.[name] : params[name]
}

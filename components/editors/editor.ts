import type { ComponentType } from 'react'
import type { Params } from '@/lib/playground/types'
import type { IconName } from '../ui/icon'

/** One feature of the request: a chip that says how it stands, and the controls behind it. For the prompt and for one column. */
export interface Editor {
  id: string
  title: string
  /** In an override chip, where room is short. */
  short: string
  icon: IconName
  /** The fields of the request it writes; a note about one of them marks its chip. */
  fields: readonly string[]
  /** What the chip says; `null`: off. */
  summary(params: Params): string | null
  /** Without a value there is nothing to edit here yet: no chip. */
  onlyWhenSet?: boolean
  Controls: ComponentType<ControlsProps>
}

export interface ControlsProps {
  /** The prompt's params, or a column's overrides. */
  params: Params
  /** What the column takes over where it says nothing. Absent for the prompt itself. */
  inherited?: Params
  /** `undefined` takes the value out, `null` (columns only) means: not sent here. */
  set(name: string, value: unknown): void
}

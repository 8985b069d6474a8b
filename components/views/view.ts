import type { ComponentType } from 'react'
import type { Run } from '@/lib/playground/types'

/** A way of looking at an answer. It is given a run and knows nothing else. */
export interface View {
  id: string
  title: string
  /** Where room is short. */
  short?: string
  Component: ComponentType<ViewProps>
}

export interface ViewProps {
  run: Run
  /** Index of the choice that is shown. */
  choice: number
}

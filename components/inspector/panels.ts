import type { ComponentType } from 'react'
import type { InspectorTab } from '@/lib/playground/slices/ui'
import type { Column } from '@/lib/playground/types'
import { BodyDiff } from './body-diff'
import { CodePanel } from './code-panel'
import { FramesPanel } from './frames-panel'
import { ReceiptPanel } from './receipt-panel'
import { TimingPanel } from './timing-panel'
import { TracePanel } from './trace-panel'

/** One way of looking at what a column is sent. */
export interface Panel {
  id: InspectorTab
  title: string
  Component: ComponentType<{ column: Column }>
}

/** In the order of the tabs. */
export const panels: readonly Panel[] = [
  { id: 'receipt', title: 'Receipt', Component: ReceiptPanel },
  { id: 'diff', title: 'Request diff', Component: BodyDiff },
  { id: 'frames', title: 'Frames', Component: FramesPanel },
  { id: 'timing', title: 'Timing', Component: TimingPanel },
  { id: 'trace', title: 'Trace', Component: TracePanel },
  { id: 'code', title: 'Code', Component: CodePanel },
]

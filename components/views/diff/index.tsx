import { Suspense } from 'react'
import { early } from '../../ui/early'
import type { View, ViewProps } from '../view'

/** What is different from the pinned column's answer. */
export const diff: View = { id: 'diff', title: 'Diff', Component: DiffView }

const Diff = early(() => import('./diff-view'))

function DiffView(props: ViewProps) {
  return (
    <Suspense fallback={null}>
      <Diff {...props} />
    </Suspense>
  )
}

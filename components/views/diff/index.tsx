import { lazy, Suspense } from 'react'
import type { View, ViewProps } from '../view'

/** What is different from the pinned column's answer. It loads when first wanted. */
export const diff: View = { id: 'diff', title: 'Diff', Component: DiffView, load }

const Diff = lazy(load)

function load() {
  return import('./diff-view')
}

function DiffView(props: ViewProps) {
  return (
    <Suspense fallback={null}>
      <Diff {...props} />
    </Suspense>
  )
}

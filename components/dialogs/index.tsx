'use client'

import { type ComponentType, lazy, Suspense } from 'react'
import { usePlayground } from '@/lib/playground/context'
import type { DialogName } from '@/lib/playground/slices/ui'
import { loadPalette } from '../commands/load-palette'

/** Each loads when it is first opened. */
const DIALOGS: Partial<Record<DialogName, ComponentType>> = {
  assist: lazy(() => import('../assist/assist-dialog')),
  export: lazy(() => import('./export-dialog')),
  history: lazy(() => import('./history-dialog')),
  import: lazy(() => import('./import-dialog')),
  keys: lazy(() => import('./keys-dialog')),
  palette: lazy(loadPalette),
  prompts: lazy(() => import('./prompts-dialog')),
  share: lazy(() => import('./share-dialog')),
  shortcuts: lazy(() => import('./shortcuts-dialog')),
  tools: lazy(() => import('../editors/tools/tools-dialog')),
}

const LinkProblem = lazy(() => import('./link-problem-dialog'))

/** The dialog that is open, if any. */
export function Dialogs() {
  const name = usePlayground(state => state.dialog?.name)
  const isLinkBad = usePlayground(state => !!state.linkProblem)
  const Dialog = isLinkBad ? LinkProblem : name && DIALOGS[name]
  if (!Dialog) return null
  return (
    <Suspense>
      <Dialog />
    </Suspense>
  )
}

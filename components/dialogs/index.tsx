'use client'

import { type ComponentType, Suspense } from 'react'
import { usePlayground } from '@/lib/playground/context'
import type { DialogName } from '@/lib/playground/slices/ui'
import { loadPalette } from '../commands/load-palette'
import { later } from '../ui/early'

const DIALOGS: Partial<Record<DialogName, ComponentType>> = {
  assist: later(() => import('../assist/assist-dialog')),
  export: later(() => import('./export-dialog')),
  history: later(() => import('./history-dialog')),
  import: later(() => import('./import-dialog')),
  keys: later(() => import('./keys-dialog')),
  palette: later(loadPalette),
  prompts: later(() => import('./prompts-dialog')),
  route: later(() => import('../editors/route/route-dialog')),
  share: later(() => import('./share-dialog')),
  shortcuts: later(() => import('./shortcuts-dialog')),
  tools: later(() => import('../editors/tools/tools-dialog')),
}

const LinkProblem = later(() => import('./link-problem-dialog'))

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

'use client'

import { type ComponentType, lazy, Suspense } from 'react'
import { usePlayground } from '@/lib/playground/context'
import type { DialogName } from '@/lib/playground/slices/ui'
import { loadPalette } from '../commands/load-palette'

/** Each loads when it is first opened. */
const DIALOGS: Partial<Record<DialogName, ComponentType>> = {
  assist: lazy(() => import('../assist/assist-dialog')),
  keys: lazy(() => import('./keys-dialog')),
  palette: lazy(loadPalette),
  tools: lazy(() => import('../editors/tools/tools-dialog')),
  shortcuts: lazy(() => import('./shortcuts-dialog')),
}

/** The dialog that is open, if any. */
export function Dialogs() {
  const name = usePlayground(state => state.dialog?.name)
  const Dialog = name && DIALOGS[name]
  if (!Dialog) return null
  return (
    <Suspense>
      <Dialog />
    </Suspense>
  )
}

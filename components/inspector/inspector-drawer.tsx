'use client'

import { Suspense } from 'react'
import { usePlayground } from '@/lib/playground/context'
import { INSPECTOR_HEIGHT } from '@/lib/playground/slices/ui'
import { later } from '../ui/early'
import { Resizer } from '../ui/resizer'

const Inspector = later(() => import('./inspector'))

/** Below the columns; on a phone the third tab. What is in it loads when it is first opened. */
export function InspectorDrawer() {
  const { open, height } = usePlayground(state => state.ui.inspector)
  const onPhone = usePlayground(state => state.ui.mobileTab === 'inspect')
  const setHeight = usePlayground(state => state.setInspectorHeight)
  if (!open && !onPhone) return null
  return (
    <aside className="inspector" aria-label="Inspector" data-open={open} style={{ '--inspector-height': `${height}px` }}>
      <Resizer name="Height of the inspector" side="top" value={height} {...INSPECTOR_HEIGHT} onChange={setHeight} />
      <Suspense fallback={<p className="inspector-none">Loading…</p>}>
        <Inspector />
      </Suspense>
    </aside>
  )
}

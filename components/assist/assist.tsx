'use client'

import { Suspense, useState } from 'react'
import type { AssistTask } from '@/lib/chat/assist'
import { Button } from '../ui/button'
import { later } from '../ui/early'
import { Icon } from '../ui/icon'
import type { PanelProps } from './panel'
import { WORDS } from './words'

const Panel = later(() => import('./panel')) as <Task extends AssistTask>(props: PanelProps<Task>) => React.ReactNode

/** For an editor: a button, and under it the panel that drafts what the editor holds. */
export function Assist<Task extends AssistTask>(props: PanelProps<Task>) {
  const [open, setOpen] = useState(false)
  return (
    <div className="assist">
      <Button aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="thinking" size="small" />
        {WORDS[props.task].title}
      </Button>
      {open && (
        <Suspense fallback={<p className="dim">Loading…</p>}>
          <Panel {...props} onDone={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}

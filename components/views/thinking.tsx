'use client'

import { useState } from 'react'
import { formatMs } from '@/lib/playground/format'
import type { Run } from '@/lib/playground/types'
import { Icon } from '../ui/icon'

/** What the model thought: open while it thinks, folded when the answer begins, unless the reader says otherwise. */
export function Thinking({ run, text }: { run: Run; text: string }) {
  const [chosen, setChosen] = useState<boolean | null>(null)
  const thinks = run.status === 'streaming' && run.thoughtUntil === undefined
  const open = chosen ?? (thinks || run.firstContent === undefined)
  const time = run.firstThought === undefined ? undefined : (run.thoughtUntil ?? run.endedAt ?? run.elapsed) - run.firstThought
  return (
    <div className="thinking">
      <button type="button" className="thinking-head" aria-expanded={open} onClick={() => setChosen(!open)}>
        <Icon name={open ? 'chevron' : 'chevron-right'} size="small" />
        {thinks ? 'Thinking' : 'Thought'}
        {time !== undefined && <span className="mono dim">{formatMs(time)}</span>}
      </button>
      {open && (
        <div className="thinking-text">
          {text}
          {thinks && <span className="cursor" aria-hidden="true" />}
        </div>
      )}
    </div>
  )
}

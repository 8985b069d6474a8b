'use client'

import { useState } from 'react'
import { formatMeasured, formatMs, thinkingTokens } from '@/lib/playground/stats'
import type { Run } from '@/lib/playground/types'
import { Icon } from '../ui/icon'
import { Characters } from './characters'

/** What the model thought: open while it thinks, folded when the answer begins, unless the reader says otherwise. */
export function Thinking({ run, choice }: { run: Run; choice: number }) {
  const [chosen, setChosen] = useState<boolean | null>(null)
  const text = run.completion?.choices[choice]?.message.reasoning_content
  const tokens = thinkingTokens(run, choice)
  if (!text) return tokens ? <Unseen tokens={formatMeasured(tokens)} /> : null
  const thinks = run.status === 'streaming' && run.thoughtUntil === undefined
  const open = chosen ?? (thinks || run.firstContent === undefined)
  const time = run.firstThought === undefined ? undefined : (run.thoughtUntil ?? run.endedAt ?? run.elapsed) - run.firstThought
  return (
    <div className="thinking">
      <button type="button" className="thinking-head" aria-expanded={open} onClick={() => setChosen(!open)}>
        <Icon name={open ? 'chevron' : 'chevron-right'} size="small" />
        {thinks ? 'Thinking' : 'Thought'}
        {time !== undefined && <span className="mono dim">{formatMs(time)}</span>}
        {tokens && <span className="mono dim">{formatMeasured(tokens)} tok</span>}
      </button>
      {open && (
        <div className="thinking-text">
          <Characters text={text}>{thinks && <span className="cursor" aria-hidden="true" />}</Characters>
        </div>
      )}
    </div>
  )
}

/** Some providers count thinking and keep it to themselves. */
function Unseen({ tokens }: { tokens: string }) {
  return (
    <p className="thinking-head">
      <Icon name="thinking" size="small" />
      Thought
      <span className="mono dim">{tokens} tok</span>
      <span className="dim">not shown by the provider</span>
    </p>
  )
}

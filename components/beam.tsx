'use client'

import { usePlayground, useRun } from '@/lib/playground/context'
import type { Column, Run } from '@/lib/playground/types'

/** The line over the prompt and the glass it meets. The columns carry on its way; on a phone it is drawn here whole. */
export function Beam() {
  const columns = usePlayground(state => state.columns)
  const live = usePlayground(state => state.running.length > 0)
  return (
    <div className="beam" aria-hidden="true">
      <div className={`beam-in ${live ? 'live' : ''}`} />
      <svg className="beam-glass" viewBox="0 0 12 22" aria-hidden="true">
        <path d="M6.2 1h4L5.8 21h-4z" />
      </svg>
      {columns.map(column => (
        <BeamOut key={column.id} column={column} />
      ))}
    </div>
  )
}

/** A column's part of the beam is its progress: dashed where it failed, grey before the first run. */
export function BeamOut({ column: { id, letter } }: { column: Pick<Column, 'id' | 'letter'> }) {
  const progress = useRun(id, progressOf)
  const look = useRun(id, run => (!run ? 'idle' : run.status === 'error' ? 'failed' : ''))
  return <div className={`beam-out ${look}`} data-letter={letter} style={{ '--progress': progress }} aria-hidden="true" />
}

/** How long an answer will be nobody knows: against the limit where there is one, and never quite done before the end. */
function progressOf(run: Run | null): number {
  if (!run || run.status === 'waiting') return 0
  if (run.status !== 'streaming') return 1
  const message = run.completion?.choices[0]?.message
  const characters = (message?.content?.length ?? 0) + (message?.reasoning_content?.length ?? 0)
  const limit = run.asked.max_completion_tokens ?? run.asked.max_tokens ?? 1024
  return Math.round(95 * (1 - Math.exp(-characters / limit))) / 100
}

'use client'

import { useState } from 'react'
import { useRun } from '@/lib/playground/context'
import type { Column } from '@/lib/playground/types'
import { Choices } from './choices'
import { ColumnBody } from './column-body'
import { RunStats } from './run-stats'
import { ViewRow } from './view-row'

/** The answer, the ways to look at it, and its numbers. */
export function ColumnMain({ column }: { column: Column }) {
  /** Which of `n` choices is shown; a later run may have fewer. */
  const [chosen, setChoice] = useState(0)
  const count = useRun(column.id, run => run?.completion?.choices.length ?? 0)
  const choice = chosen < count ? chosen : 0
  return (
    <div className="column-main">
      <ColumnBody column={column} choice={choice} />
      <Choices column={column} choice={choice} onChoice={setChoice} />
      <ViewRow column={column} choice={choice} onChoice={setChoice} />
      <RunStats column={column} choice={choice} />
    </div>
  )
}

'use client'

import { useState } from 'react'
import type { Column } from '@/lib/playground/types'
import { ColumnBody } from './column-body'
import { RunStats } from './run-stats'
import { ViewRow } from './view-row'

/** The answer, the ways to look at it, and its numbers. */
export function ColumnMain({ column }: { column: Column }) {
  /** Which of `n` choices is shown. */
  const [choice, setChoice] = useState(0)
  return (
    <div className="column-main">
      <ColumnBody column={column} choice={choice} />
      <ViewRow column={column} choice={choice} onChoice={setChoice} />
      <RunStats column={column} choice={choice} />
    </div>
  )
}

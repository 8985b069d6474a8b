'use client'

import { usePlayground } from '@/lib/playground/context'
import type { Column } from '@/lib/playground/types'
import { Choices } from './choices'
import { ColumnBody } from './column-body'
import { RunStats } from './run-stats'
import { useChoice } from './use-choice'
import { ViewRow } from './view-row'

/** The answer, the ways to look at it, and its numbers. */
export function ColumnMain({ column }: { column: Column }) {
  const choice = useChoice(column.id)
  const showChoice = usePlayground(state => state.showChoice)
  const show = (choice: number) => showChoice(column.id, choice)
  return (
    <div className="column-main">
      <ColumnBody column={column} choice={choice} />
      <Choices column={column} choice={choice} onChoice={show} />
      <ViewRow column={column} choice={choice} onChoice={show} />
      <RunStats column={column} choice={choice} />
    </div>
  )
}

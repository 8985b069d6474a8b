'use client'

import { useMemo, useRef } from 'react'
import { usePlayground, useRuns } from '@/lib/playground/context'
import { Column } from './column'
import { EmptyState } from './empty-state'
import { Pager } from './pager'

/** The answers side by side; on a phone one at a time, turned by swiping. The empty state shows until a column has run. */
export function ColumnGrid() {
  const columns = usePlayground(state => state.columns)
  const hasRun = useRuns(
    useMemo(() => columns.map(({ id }) => id), [columns]),
    runs => runs.some(Boolean),
  )
  const grid = useRef<HTMLElement>(null)
  return (
    <section
      ref={grid}
      className="columns"
      aria-label="Results"
      data-ran={hasRun || undefined}
      style={{ '--columns': columns.length }}
    >
      <h2 className="unseen">Results</h2>
      <Pager grid={grid} />
      {columns.map((column, index) => (
        <Column key={column.id} column={column} index={index + 1} last={index === columns.length - 1} />
      ))}
      {!hasRun && <EmptyState />}
    </section>
  )
}

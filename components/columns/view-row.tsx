'use client'

import { usePlayground, useRun } from '@/lib/playground/context'
import type { Column } from '@/lib/playground/types'
import { IconButton } from '../ui/button'
import { Tabs } from '../ui/tabs'
import { viewOf, views } from '../views'

/** With pages to turn beside them there is less room. */
const beside = views.map(({ id, title, short }) => ({ id, title: short ?? title, name: title }))

interface Props {
  column: Column
  choice: number
  onChoice(choice: number): void
}

/** How to look at the answer, and which of several answers. */
export function ViewRow({ column: { id, letter }, choice, onChoice }: Props) {
  const chosen = usePlayground(state => state.ui.views[id])
  const setView = usePlayground(state => state.setView)
  const count = useRun(id, run => run?.completion?.choices.length ?? 0)
  const selected = useRun(id, run => viewOf(chosen, run).id)
  return (
    <div className="view-row">
      <Tabs
        className="view-tabs"
        label={`View of ${letter}`}
        panel={`answer-${id}`}
        tabs={count > 1 ? beside : views}
        selected={selected}
        onSelect={view => setView(id, view)}
      />
      {count > 1 && (
        <div className="choice-pager">
          <IconButton
            icon="chevron-left"
            name="Previous choice"
            small
            disabled={choice === 0}
            onClick={() => onChoice(choice - 1)}
          />
          {choice + 1}/{count}
          <IconButton
            icon="chevron-right"
            name="Next choice"
            small
            disabled={choice >= count - 1}
            onClick={() => onChoice(choice + 1)}
          />
        </div>
      )}
    </div>
  )
}

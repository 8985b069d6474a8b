'use client'

import { usePlayground, useRun } from '@/lib/playground/context'
import type { Column } from '@/lib/playground/types'
import { Button } from '../ui/button'
import { viewOf } from '../views'
import { Thinking } from '../views/thinking'
import { Calls } from './calls'
import { Ending } from './ending'
import { ErrorCard } from './error-card'
import { Steps } from './steps'
import { useFollow } from './use-follow'

/** What came back: thinking, then the answer in the chosen view, then calls, then how it ended. */
export function ColumnBody({ column, choice }: { column: Column; choice: number }) {
  const { id, letter } = column
  const run = useRun(id)
  const viewId = usePlayground(state => state.ui.views[id])
  const start = usePlayground(state => state.run)
  const { box, onScroll } = useFollow(run)
  const view = viewOf(viewId, run)
  return (
    <div
      ref={box}
      className="column-body"
      onScroll={onScroll}
      role="tabpanel"
      id={`answer-${id}`}
      aria-label={`Answer of ${letter}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
      tabIndex={0}
    >
      {!run && (
        <div className="not-run">
          <p>{letter} has not run yet.</p>
          <Button look="line" onClick={() => start(id)}>
            Run {letter}
          </Button>
        </div>
      )}
      {run && (
        <>
          {run.earlier && <Steps column={column} steps={run.earlier} view={view} />}
          <Thinking key={run.id} run={run} choice={choice} />
          <view.Component run={run} choice={choice} />
          <Calls column={column} run={run} choice={choice} />
          {run.status === 'waiting' && <span className="cursor" />}
          {run.status === 'error' && <ErrorCard column={column} run={run} />}
          <Ending run={run} choice={choice} />
        </>
      )}
    </div>
  )
}

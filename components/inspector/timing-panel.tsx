'use client'

import { useMemo } from 'react'
import { usePlayground, useRuns } from '@/lib/playground/context'
import { formatMs } from '@/lib/playground/format'
import { type Lane, type PhaseKind, type Timing, timingOf } from '@/lib/playground/timing'
import type { Column } from '@/lib/playground/types'
import { Icon } from '../ui/icon'
import { ScrollBox } from '../ui/scroll-box'
import { TimingLanes } from './timing-lanes'

const LEGEND: readonly { kind: PhaseKind; word: string }[] = [
  { kind: 'gateway', word: 'gateway' },
  { kind: 'connect', word: 'connect' },
  { kind: 'wait', word: 'wait' },
  { kind: 'thinking', word: 'thinking' },
  { kind: 'text', word: 'text' },
  { kind: 'failed', word: 'failed' },
  { kind: 'backoff', word: 'back-off' },
]

/** Where the time went: every sending of every column, on one axis. */
export function TimingPanel({ column }: { column: Column }) {
  const columns = usePlayground(state => state.columns)
  const ids = useMemo(() => columns.map(({ id }) => id), [columns])
  const runs = useRuns(ids)
  const timing = timingOf(columns, runs)
  if (!timing.lanes.length) {
    return (
      <p className="inspector-none">
        Nothing has run yet. Run first: then every sending has a lane here, from the gateway to the last word.
      </p>
    )
  }
  return (
    <>
      <div className="inspector-bar timing-legend" aria-hidden="true">
        {LEGEND.map(({ kind, word }) => (
          <span key={kind}>
            <i className="phase" data-kind={kind} />
            {word}
          </span>
        ))}
      </div>
      <ScrollBox className="inspector-scroll" name="Timing">
        <TimingLanes timing={timing} focused={column.id} />
      </ScrollBox>
      <Summary timing={timing} />
    </>
  )
}

function Summary({ timing: { lanes } }: { timing: Timing }) {
  const letters = [...new Set(lanes.map(({ letter }) => letter))]
  const spent = (kind: PhaseKind) =>
    letters
      .map(letter => ({ letter, time: timeIn(lanes, letter, kind) }))
      .filter(({ time }) => time > 0)
      .map(({ letter, time }) => `${formatMs(time)} in ${letter}`)
  const gateway = spent('gateway')
  const backoff = spent('backoff')
  return (
    <p className="timing-summary">
      <Icon name="clock" size="small" />
      <span>
        {gateway.length > 0 && `The gateway took ${gateway.join(', ')}. `}
        {backoff.length > 0 && `Waited before a retry: ${backoff.join(', ')}.`}
      </span>
    </p>
  )
}

function timeIn(lanes: Lane[], letter: string, kind: PhaseKind): number {
  const phases = lanes.filter(lane => lane.letter === letter).flatMap(lane => lane.phases)
  return phases.filter(phase => phase.kind === kind).reduce((sum, { from, to }) => sum + to - from, 0)
}

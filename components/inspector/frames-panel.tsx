'use client'

import { useDeferredValue, useState } from 'react'
import { useFrames, usePlayground, useRun } from '@/lib/playground/context'
import { formatCount } from '@/lib/playground/format'
import type { FrameLog } from '@/lib/playground/frames'
import type { Column } from '@/lib/playground/types'
import { Button } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { FrameDetail } from './frame-detail'
import { FrameList } from './frame-list'
import { useFrameMark } from './use-frame-mark'

/** The provider's raw events with their times, and what of the answer each of them made. */
export function FramesPanel({ column }: { column: Column }) {
  const log = useFrames(column.id)
  return (
    <>
      <KeepAlways />
      {log && log.count > 0 ? <Log key={column.id} column={column} log={log} /> : <None column={column} wasAsked={!!log} />}
    </>
  )
}

function KeepAlways() {
  const on = usePlayground(state => state.ui.frames)
  const setFrames = usePlayground(state => state.setFrames)
  return (
    <label className="inspector-bar frames-keep">
      <input type="checkbox" className="check" checked={on} onChange={event => setFrames(event.target.checked)} />
      <span>Keep them for every run</span>
      <span className="dim">
        else for those made while this tab is open; at most 1 MB more comes through, stays in memory and is never saved
      </span>
    </label>
  )
}

function None({ column: { id, letter }, wasAsked }: { column: Column; wasAsked: boolean }) {
  const run = usePlayground(state => state.run)
  const running = usePlayground(state => state.running.includes(id))
  const hasRun = useRun(id, run => run !== null)
  if (wasAsked) {
    return (
      <p className="inspector-none">
        {running ? 'Waiting for the first event…' : 'No events came: the provider answered at once, or not at all.'}
      </p>
    )
  }
  return (
    <div className="inspector-none">
      <p>{hasRun ? 'The events of this run were not kept.' : `${letter} has not run yet.`}</p>
      <Button look="line" onClick={() => run(id)}>
        Run {letter} and keep them
      </Button>
    </div>
  )
}

function Log({ column, log }: { column: Column; log: FrameLog }) {
  const [filter, setFilter] = useState('')
  const [selected, setSelected] = useState<number | null>(null)
  const attempts = useRun(column.id, run => run?.receipt?.attempts)
  const wanted = useDeferredValue(filter.trim().toLowerCase())
  const { frames, count, left } = log
  const indexes = Array.from({ length: count }, (_, index) => index).filter(index => {
    const { event = '', data } = frames[index]!
    return !wanted || event.toLowerCase().includes(wanted) || data.toLowerCase().includes(wanted)
  })
  const frame = selected === null ? undefined : frames[selected]
  const isMarked = useFrameMark(column.id, frame)
  const copied = () =>
    JSON.stringify(
      indexes.map(index => frames[index]),
      null,
      2,
    )
  return (
    <>
      <div className="inspector-bar">
        <input
          type="search"
          className="field frames-filter"
          aria-label="Filter the events"
          placeholder="Filter"
          value={filter}
          onChange={event => setFilter(event.target.value)}
        />
        <span role="status">
          {wanted ? `${formatCount(indexes.length)} of ${formatCount(count)}` : formatCount(count)} events
          {left > 0 && <span className="dim">, {formatCount(left)} more were not kept</span>}
        </span>
        <span className="grow" />
        <CopyButton name="Copy the events shown" label="Copy all" text={copied} disabled={!indexes.length} />
      </div>
      <div className="frames">
        <FrameList
          label={`Events of ${column.letter}`}
          frames={frames}
          indexes={indexes}
          attempts={attempts ?? []}
          selected={selected}
          onSelect={setSelected}
        />
        {frame ? (
          <FrameDetail frame={frame} isMarked={isMarked} />
        ) : (
          <p className="inspector-none frame-detail">Choose an event: what it made of the answer is marked there.</p>
        )}
      </div>
    </>
  )
}

'use client'

import { type RefObject, useEffect } from 'react'
import { usePlayground, useRun } from '@/lib/playground/context'
import { waitingChoice } from '@/lib/playground/tool-results'
import type { Column } from '@/lib/playground/types'
import { IconButton } from '../ui/button'
import { Facet } from '../ui/facet'
import { Icon, type IconName } from '../ui/icon'

/** On a phone: which of the columns is shown, how the others stand, and the way to them. */
export function Pager({ grid }: { grid: RefObject<HTMLElement | null> }) {
  const columns = usePlayground(state => state.columns)
  const focused = usePlayground(state => state.focused)
  const focus = usePlayground(state => state.focus)
  const index = Math.max(
    0,
    columns.findIndex(({ id }) => id === focused),
  )

  // Swiping moves the page; the page's column becomes the focused one.
  useEffect(() => {
    const element = grid.current
    if (!element) return
    const settle = () => {
      if (!matchMedia('(max-width: 767px)').matches || !element.clientWidth) return
      const column = columns[Math.round(element.scrollLeft / element.clientWidth)]
      if (column) focus(column.id)
    }
    element.addEventListener('scroll', settle, { passive: true })
    return () => element.removeEventListener('scroll', settle)
  }, [grid, columns, focus])

  const turn = (to: number) => {
    const element = grid.current
    if (element) element.scrollTo({ left: to * element.clientWidth, behavior: 'smooth' })
  }
  return (
    <div className="pager">
      <IconButton icon="chevron-left" name="Previous column" disabled={index === 0} onClick={() => turn(index - 1)} />
      <div className="pager-states">
        {columns.map((column, at) => (
          <State key={column.id} column={column} current={at === index} onTurn={() => turn(at)} />
        ))}
      </div>
      <span className="mono dim">
        {index + 1}/{columns.length}
      </span>
      <IconButton
        icon="chevron-right"
        name="Next column"
        disabled={index === columns.length - 1}
        onClick={() => turn(index + 1)}
      />
    </div>
  )
}

const LOOKS: Record<string, { icon: IconName; word: string }> = {
  ready: { icon: 'more', word: 'ready' },
  waiting: { icon: 'clock', word: 'waits' },
  thinking: { icon: 'thinking', word: 'thinks' },
  streaming: { icon: 'right', word: 'streams' },
  done: { icon: 'check', word: 'finished' },
  calls: { icon: 'wrench', word: 'waits for a tool' },
  aborted: { icon: 'stop', word: 'stopped' },
  truncated: { icon: 'alert', word: 'broke off' },
  error: { icon: 'alert', word: 'failed' },
}

function State({ column: { id, letter }, current, onTurn }: { column: Column; current: boolean; onTurn(): void }) {
  const state = useRun(id, run => {
    if (!run) return 'ready'
    if (waitingChoice(run) >= 0) return 'calls'
    return run.status === 'streaming' && run.firstContent === undefined ? 'thinking' : run.status
  })
  const { icon, word } = LOOKS[state]!
  return (
    <button
      type="button"
      className="pager-state"
      data-state={state}
      aria-current={current || undefined}
      aria-label={`Column ${letter}, ${word}`}
      onClick={onTurn}
    >
      <Facet letter={letter} soft={!current} />
      <Icon name={icon} size="small" />
    </button>
  )
}

'use client'

import { memo, useEffect, useRef } from 'react'
import { usePlayground } from '@/lib/playground/context'
import type { Column as ColumnState } from '@/lib/playground/types'
import { BeamOut } from '../beam'
import { Boundary } from '../ui/boundary'
import { ColumnHead } from './column-head'
import { ColumnMain } from './column-main'
import { ColumnSettings } from './column-settings'
import { Reasons } from './reasons'

interface Props {
  column: ColumnState
  /** From 1. */
  index: number
  last: boolean
}

/** One model: what it differs in, what it is sent, what it answers. */
export const Column = memo(function Column({ column, index, last }: Props) {
  const { id, letter, provider, model } = column
  const focus = usePlayground(state => state.focus)
  const section = useOnScreen(id)
  return (
    <section
      ref={section}
      id={`column-${id}`}
      className="column"
      data-letter={letter}
      style={{ '--index': index }}
      aria-label={`Column ${letter}, ${provider}/${model}`}
      tabIndex={-1}
      onFocusCapture={() => focus(id)}
      onPointerDownCapture={() => focus(id)}
    >
      <div className="column-top">
        <BeamOut column={column} />
        <ColumnHead column={column} last={last} />
        <ColumnSettings column={column} />
        <Reasons column={column} />
      </div>
      <Boundary what={`The answer of ${letter}`}>
        <ColumnMain column={column} />
      </Boundary>
    </section>
  )
})

/** A column that is scrolled out of sight only buffers what it receives. */
function useOnScreen(id: string) {
  const section = useRef<HTMLElement>(null)
  const setOnScreen = usePlayground(state => state.setOnScreen)
  useEffect(() => {
    const observer = new IntersectionObserver(entries => setOnScreen(id, entries.at(-1)!.isIntersecting))
    if (section.current) observer.observe(section.current)
    return () => observer.disconnect()
  }, [id, setOnScreen])
  return section
}

import type { KeyboardEvent } from 'react'
import type { ReceiptAttempt } from '@/lib/chat/receipt'
import { formatMs } from '@/lib/playground/format'
import type { Frame } from '@/lib/playground/frames'
import { useMedia } from '../ui/use-platform'
import { useWindow } from '../ui/use-window'

interface Props {
  label: string
  frames: readonly Frame[]
  /** Those that are shown, in their order. */
  indexes: readonly number[]
  attempts: readonly ReceiptAttempt[]
  selected: number | null
  onSelect(index: number): void
}

type Row = { attempt: number } | { index: number }

/** Of thousands of events only those near the view are drawn. Each sending's stand under its own head. */
export function FrameList({ label, frames, indexes, attempts, selected, onSelect }: Props) {
  const rowHeight = useMedia('(max-width: 767px)') ? 44 : 24
  const rows = rowsOf(frames, indexes)
  const { box, from, to, show, onScroll } = useWindow(rows.length, rowHeight)
  const choose = (position: number) => {
    const index = indexes[Math.max(0, Math.min(indexes.length - 1, position))]
    if (index === undefined) return
    onSelect(index)
    show(rows.findIndex(row => 'index' in row && row.index === index))
  }
  const walk = (event: KeyboardEvent) => {
    const at = selected === null ? -1 : indexes.indexOf(selected)
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10, Home: 0, End: indexes.length - 1 }[
      event.key
    ]
    if (next === undefined) return
    event.preventDefault()
    choose(next)
  }
  return (
    <div
      ref={box}
      className="frame-list"
      role="listbox"
      aria-label={label}
      aria-activedescendant={selected === null ? undefined : `frame-${selected}`}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={walk}
    >
      <div role="presentation" style={{ height: rows.length * rowHeight, paddingTop: from * rowHeight }}>
        {rows.slice(from, to).map(row =>
          'index' in row ? (
            <Option
              key={row.index}
              index={row.index}
              frame={frames[row.index]!}
              height={rowHeight}
              position={indexes.indexOf(row.index) + 1}
              count={indexes.length}
              selected={row.index === selected}
              onSelect={onSelect}
            />
          ) : (
            <div key={`attempt ${row.attempt}`} className="frame-head" aria-hidden="true" style={{ height: rowHeight }}>
              {headOf(row.attempt, attempts[row.attempt])}
            </div>
          ),
        )}
      </div>
    </div>
  )
}

interface OptionProps {
  index: number
  frame: Frame
  height: number
  position: number
  count: number
  selected: boolean
  onSelect(index: number): void
}

function Option({ index, frame: { ms, event, data, made, attempt }, height, position, count, selected, onSelect }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it has the keys
    <div
      id={`frame-${index}`}
      className="frame"
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-posinset={position}
      aria-setsize={count}
      style={{ height }}
      onClick={() => onSelect(index)}
    >
      <span className="mono dim frame-time">{formatMs(ms)}</span>
      <span className="unseen">attempt {attempt + 1}, </span>
      <span className="frame-dot" data-made={made.length > 0 || undefined} />
      {event && <span className="mono frame-event cut">{event}</span>}
      <span className="mono cut grow">{data.slice(0, 300)}</span>
    </div>
  )
}

function headOf(attempt: number, sending: ReceiptAttempt | undefined): string {
  const which = sending?.choice === undefined ? '' : `, choice ${sending.choice + 1}`
  return `Attempt ${attempt + 1}${which}${sending ? ` · ${sending.provider}/${sending.model} · ${sending.status || 'no answer'}` : ''}`
}

/** A head wherever the sending changes, where there is more than one. */
function rowsOf(frames: readonly Frame[], indexes: readonly number[]): Row[] {
  const isOne = indexes.every(index => frames[index]!.attempt === frames[indexes[0]!]!.attempt)
  if (isOne) return indexes.map(index => ({ index }))
  const order = indexes.toSorted((one, other) => frames[one]!.attempt - frames[other]!.attempt || one - other)
  return order.flatMap((index, at): Row[] => {
    const { attempt } = frames[index]!
    return at && frames[order[at - 1]!]!.attempt === attempt ? [{ index }] : [{ attempt }, { index }]
  })
}

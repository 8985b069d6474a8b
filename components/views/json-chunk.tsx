import { memo, useLayoutEffect, useRef } from 'react'
import type { JsonRow as Row } from '@/lib/playground/schema/json-rows'
import { JsonRow } from './json-row'

interface Props {
  index: number
  rows: readonly Row[]
  /** Stands in place of a key at the root. */
  name: string
  near: boolean
  /** The row with the tab stop; `null`: in another chunk. */
  stop: string | null
  /** Of the row with the tab stop. */
  value: unknown
}

/** Far from what can be seen only the height stands. */
export const JsonChunk = memo(function JsonChunk({ index, rows, name, near, stop, value }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const height = useRef<string>(undefined)
  useLayoutEffect(() => {
    if (near) height.current = `${box.current?.offsetHeight}px`
  })
  return (
    <div
      ref={box}
      role="none"
      data-chunk={index}
      style={near ? undefined : { height: height.current ?? `calc(${rows.length} * var(--row))` }}
    >
      {near &&
        rows.map(row => (
          <JsonRow key={row.path} row={row} name={name} stop={row.path === stop} value={row.path === stop ? value : undefined} />
        ))}
    </div>
  )
})

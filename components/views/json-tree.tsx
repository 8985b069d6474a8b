import {
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { JsonSchema } from '@/lib/chat/types'
import type { AnswerError } from '@/lib/playground/schema/check-answer'
import { CHUNK, chunked, type JsonRow, jsonRows } from '@/lib/playground/schema/json-rows'
import { valueAtPointer } from '@/lib/playground/schema/pointer'
import { JsonChunk } from './json-chunk'
import { useNear } from './use-near'

export interface TreeHandle {
  /** Unfolds what hides a place, and goes there. */
  show(path: string): void
}

interface Props {
  ref: Ref<TreeHandle>
  name: string
  value: unknown
  schema: JsonSchema | undefined
  errors: readonly AnswerError[]
  grows: boolean
}

/** Up to so many chunks all rows are drawn; of more only those near what can be seen. */
const ALL = 4

/** A value as a tree with one tab stop, walked with the arrow keys. */
export function JsonTree({ ref, name, value, schema, errors, grows }: Props) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  /** The row with the tab stop. */
  const [stop, setStop] = useState('')
  /** A row that shall have the focus once it is drawn. */
  const [wanted, setWanted] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const before = useRef<readonly (readonly JsonRow[])[]>([])
  const rows = useMemo(() => jsonRows(value, { schema, folded, grows, errors }), [value, schema, folded, grows, errors])
  const chunks = useMemo(() => chunked(rows, before.current), [rows])
  useLayoutEffect(() => {
    before.current = chunks
  }, [chunks])
  const near = useNear(box, chunks.length)
  const at = Math.max(
    0,
    rows.findIndex(({ path }) => path === stop),
  )

  const goTo = (path: string) => {
    setStop(path)
    setWanted(path)
  }
  const fold = (path: string, on: boolean) => {
    const next = new Set(folded)
    if (on) next.add(path)
    else next.delete(path)
    setFolded(next)
  }
  useLayoutEffect(() => {
    if (wanted === null) return
    const row = box.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(wanted)}"]`)
    row?.focus()
    if (row) setWanted(null)
  })
  useImperativeHandle(ref, () => ({
    show(path) {
      const shown = nearestRow(value, path)
      setFolded(new Set([...folded].filter(hiding => !shown.startsWith(`${hiding}/`))))
      goTo(shown)
    },
  }))

  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.shiftKey || !(event.target as Element).matches('[role="treeitem"]')) return
    const row = rows[at]
    if (!row) return
    if (event.ctrlKey || event.metaKey) {
      if (event.key !== 'c' || document.getSelection()?.isCollapsed === false) return
      void navigator.clipboard.writeText(JSON.stringify(valueAtPointer(value, row.path), null, 2))
      return event.preventDefault()
    }
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
    if (to !== undefined) goTo((rows[to] ?? row).path)
    else if (event.key === 'ArrowRight' && row.count) row.open ? goTo(rows[at + 1]!.path) : fold(row.path, false)
    else if (event.key === 'ArrowLeft') row.open ? fold(row.path, true) : goTo(row.path.slice(0, row.path.lastIndexOf('/')) || '')
    else if ((event.key === 'Enter' || event.key === ' ') && row.count) fold(row.path, row.open)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const click = ({ target }: MouseEvent) => {
    const row = (target as Element).closest<HTMLElement>('[data-path]')
    if (!row || (target as Element).closest('button') || document.getSelection()?.isCollapsed === false) return
    setStop(row.dataset.path!)
    if (row.dataset.fold && (target as Element).closest('.json-line')) fold(row.dataset.path!, row.dataset.fold === 'open')
  }

  return (
    <div
      ref={box}
      className="json-tree"
      role="tree"
      aria-label={`JSON of ${name}`}
      tabIndex={-1}
      onKeyDown={press}
      onClick={click}
    >
      {chunks.map((chunk, index) => {
        const hasStop = Math.floor(at / CHUNK) === index
        return (
          <JsonChunk
            key={index}
            index={index}
            rows={chunk}
            name={name}
            near={chunks.length <= ALL || near.has(index) || hasStop}
            stop={hasStop ? rows[at]!.path : null}
            value={hasStop ? valueAtPointer(value, rows[at]!.path) : undefined}
          />
        )
      })}
    </div>
  )
}

/** A member that is missing has no row; its object has. */
function nearestRow(value: unknown, path: string): string {
  let at = path
  while (at && valueAtPointer(value, at) === undefined) at = at.slice(0, at.lastIndexOf('/'))
  return at
}

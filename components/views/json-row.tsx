import { memo } from 'react'
import type { JsonRow as Row } from '@/lib/playground/schema/json-rows'
import { CopyButton } from '../ui/copy-button'
import { Icon } from '../ui/icon'

interface Props {
  row: Row
  name: string
  /** It has the tab stop, and buttons to copy. */
  stop: boolean
  value: unknown
}

export const JsonRow = memo(function JsonRow({ row, name, stop, value }: Props) {
  const { path, depth, key, kind, count, open, type, grows, errors, hidden } = row
  const said = kind === 'leaf' ? JSON.stringify(row.leaf) : ''
  return (
    <div
      role="treeitem"
      aria-level={depth + 1}
      aria-expanded={count ? open : undefined}
      aria-invalid={errors.length > 0 || undefined}
      tabIndex={stop ? 0 : -1}
      data-path={path}
      data-fold={count ? (open ? 'open' : 'folded') : undefined}
      className={`json-row ${errors.length ? 'wrong' : ''}`}
      style={{ '--depth': depth }}
    >
      <span className="json-line">
        {count > 0 ? <Icon name={open ? 'chevron' : 'chevron-right'} size="small" /> : <span className="json-leaf" />}
        <span className="grow">
          <span className={typeof key === 'string' ? 'key' : 'mark'}>{key ?? name}</span>
          {typeof key === 'string' && <span className="mark">:</span>}{' '}
          {kind === 'leaf' ? <Leaf text={said} value={row.leaf} grows={grows} /> : <span className="mark">{sizeOf(row)}</span>}
          {hidden > 0 && <span className="json-hidden"> {hidden === 1 ? '1 error inside' : `${hidden} errors inside`}</span>}
        </span>
        {stop && <Copies path={path} value={value} />}
        <span className="json-type">{type}</span>
      </span>
      {errors.map(error => (
        <span key={error} className="json-error">
          {error}
          <span className="mono">{path || '/'}</span>
        </span>
      ))}
    </div>
  )
})

/** Of a text that grows the closing quote has not come. */
function Leaf({ text, value, grows }: { text: string; value: unknown; grows: boolean }) {
  const look = typeof value === 'string' ? 'string' : typeof value === 'number' ? 'number' : 'literal'
  return (
    <span className={look}>
      {grows && look === 'string' ? text.slice(0, -1) : text}
      {grows && <span className="cursor" aria-hidden="true" />}
    </span>
  )
}

function Copies({ path, value }: { path: string; value: unknown }) {
  return (
    <span className="json-copies">
      <CopyButton name="Copy the path" icon="path" text={() => path || '/'} />
      <CopyButton name="Copy the value" text={() => (typeof value === 'string' ? value : JSON.stringify(value, null, 2))} />
    </span>
  )
}

function sizeOf({ kind, count, open, grows }: Row): string {
  if (kind === 'array') return `${count} ${count === 1 ? 'item' : 'items'}${grows ? ' so far' : ''}`
  return open && !grows ? '' : `{${count}}`
}

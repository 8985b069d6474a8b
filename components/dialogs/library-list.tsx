import { type ReactNode, useState } from 'react'
import { usePlayground } from '@/lib/playground/context'
import { matches } from '@/lib/playground/search'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import './library.css'

interface Props<T extends { id: string }> {
  /** What is searched: `Search the history`. */
  name: string
  /** `null` while they are read. */
  items: readonly T[] | null
  /** What the search looks at. */
  textsOf(item: T): string[]
  /** Shown where there is nothing yet. */
  empty: string
  children(item: T): ReactNode
}

/** Things kept on this device, with a search; what was removed meanwhile can be brought back. */
export function LibraryList<T extends { id: string }>({ name, items, textsOf, empty, children }: Props<T>) {
  const [query, setQuery] = useState('')
  const found = items?.filter(item => matches(query.trim(), ...textsOf(item)))
  return (
    <>
      <div>
        <div className="library-search">
          <Icon name="search" size="small" />
          <input
            className="field"
            type="search"
            aria-label={name}
            placeholder={name}
            value={query}
            onChange={event => setQuery(event.target.value)}
          />
        </div>
        <UndoLine />
      </div>
      {found && found.length > 0 ? (
        <ul className="library-list">
          {found.map(item => (
            <li key={item.id}>{children(item)}</li>
          ))}
        </ul>
      ) : (
        <p className="library-none">{!found ? 'Loading…' : items!.length ? `Nothing holds “${query.trim()}”.` : empty}</p>
      )}
    </>
  )
}

/** Stands in the dialog, where the page's own notice cannot be reached. */
function UndoLine() {
  const deletions = usePlayground(state => state.deletions)
  const undo = usePlayground(state => state.undo)
  const [seen] = useState(deletions)
  const newest = deletions.at(-1)
  const isNew = newest && !seen.includes(newest)
  return (
    <div role="status">
      {isNew && (
        <p className="library-undo">
          <span className="grow">
            {newest.what} {newest.done ?? 'removed'}
          </span>
          <Button look="line" onClick={undo}>
            Undo
          </Button>
        </p>
      )}
    </div>
  )
}

'use client'

import { usePlayground, usePlaygroundStore } from '@/lib/playground/context'
import type { Column } from '@/lib/playground/types'
import { Button } from '../ui/button'
import { Facet } from '../ui/facet'
import { Icon } from '../ui/icon'
import { useNotSent } from './use-not-sent'

/** One sentence per column that cannot honour something: keep it and let it drop, or take it out there. */
export function NotSent() {
  const open = useNotSent().filter(({ agreed }) => !agreed)
  const columns = [...new Set(open.map(({ column }) => column))]
  if (!columns.length) return null
  return (
    <ul className="not-sent-lines">
      {columns.map(column => (
        <Line key={column.id} column={column} names={open.filter(mark => mark.column === column).map(({ name }) => name)} />
      ))}
    </ul>
  )
}

function Line({ column, names }: { column: Column; names: string[] }) {
  const store = usePlaygroundStore()
  const agree = usePlayground(state => state.agreeToDrop)
  const remove = () => {
    for (const name of names) store.getState().setColumnParam(column.id, name, null)
  }
  return (
    <li>
      <Icon name="slash" size="small" />
      <span>
        <span className="mono">{names.join(', ')}</span> not sent to <Facet letter={column.letter} small />{' '}
        <Button look="link" onClick={() => agree(column, names)}>
          Keep and drop
        </Button>{' '}
        <span className="dim">or</span>{' '}
        <Button look="link" data-tip={`Column ${column.letter} no longer asks for it.`} onClick={remove}>
          remove
        </Button>
      </span>
    </li>
  )
}

'use client'

import { useState } from 'react'
import { usePlayground, usePlaygroundStore } from '@/lib/playground/context'
import type { Letter } from '@/lib/playground/types'
import { Button } from '../ui/button'
import { Facet } from '../ui/facet'
import { Icon } from '../ui/icon'
import { useNotSent } from './use-not-sent'

/** One sentence per column that cannot honour something: keep it and let it drop, or take it out there. */
export function NotSent() {
  const all = useNotSent()
  const columns = usePlayground(state => state.columns)
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set())
  const lines = columns
    .map(({ id, letter }) => ({ id, letter, names: all.filter(({ columnId }) => columnId === id).map(({ name }) => name) }))
    .filter(({ id, names }) => names.length > 0 && !accepted.has(signOf(id, names)))
  if (!lines.length) return null
  const accept = (id: string, names: string[]) => setAccepted(new Set([...accepted, signOf(id, names)]))
  return (
    <ul className="not-sent-lines">
      {lines.map(({ id, letter, names }) => (
        <Line key={id} columnId={id} letter={letter} names={names} onKeep={() => accept(id, names)} />
      ))}
    </ul>
  )
}

const signOf = (id: string, names: string[]) => `${id}: ${names.join()}`

function Line({ columnId, letter, names, onKeep }: { columnId: string; letter: Letter; names: string[]; onKeep(): void }) {
  const store = usePlaygroundStore()
  const remove = () => {
    for (const name of names) store.getState().setColumnParam(columnId, name, null)
  }
  return (
    <li>
      <Icon name="slash" size="small" />
      <span>
        <span className="mono">{names.join(', ')}</span> not sent to <Facet letter={letter} small />{' '}
        <Button look="link" onClick={onKeep}>
          Keep and drop
        </Button>{' '}
        <span className="dim">or</span>{' '}
        <Button look="link" data-tip={`Column ${letter} no longer asks for it.`} onClick={remove}>
          remove
        </Button>
      </span>
    </li>
  )
}

'use client'

import { usePlayground, usePlaygroundStore, useRun } from '@/lib/playground/context'
import type { Column } from '@/lib/playground/types'
import { goOnFrom } from '../editors/go-on-from'
import { IconButton } from '../ui/button'
import { Facet } from '../ui/facet'
import { Menu } from '../ui/menu'
import { useKeys } from '../ui/use-platform'
import { ColumnStatus } from './column-status'
import { ModelPicker } from './model-picker'
import { useChoice } from './use-choice'

export function ColumnHead({ column, last }: { column: Column; last: boolean }) {
  return (
    <header className="column-head">
      <Facet letter={column.letter} />
      <ModelPicker column={column} />
      <span className="grow" />
      <ColumnStatus id={column.id} />
      <ColumnMenu column={column} />
      {last && <AddColumn />}
    </header>
  )
}

const FULL = 'Six columns are the most.'

function ColumnMenu({ column: { id, letter } }: { column: Column }) {
  const run = usePlayground(state => state.run)
  const inspect = usePlayground(state => state.inspect)
  const duplicate = usePlayground(state => state.duplicateColumn)
  const reset = usePlayground(state => state.resetColumn)
  const remove = usePlayground(state => state.removeColumn)
  const count = usePlayground(state => state.columns.length)
  const choice = useChoice(id)
  const answered = useRun(id, run => run?.endedAt !== undefined && run.completion?.choices[choice] !== undefined)
  const store = usePlaygroundStore()
  const keys = useKeys()
  const items = [
    { icon: 'right' as const, label: `Run ${letter}`, keys: keys('⇧⌘↵'), onSelect: () => run(id) },
    { icon: 'receipt' as const, label: 'Open the receipt', keys: keys('⌘J'), onSelect: () => inspect(id, 'receipt') },
    {
      icon: 'reply' as const,
      label: 'Add answer to messages',
      disabled: answered ? undefined : 'There is no answer yet.',
      onClosed: () => goOnFrom(store, id, choice),
    },
    null,
    {
      icon: 'copy' as const,
      label: 'Duplicate',
      keys: keys('⌘D'),
      disabled: count >= 6 ? FULL : undefined,
      onSelect: () => duplicate(id),
    },
    { icon: 'rerun' as const, label: 'Settings as the prompt', onSelect: () => reset(id) },
    { icon: 'x' as const, label: 'Remove', disabled: count === 1 ? 'One column stays.' : undefined, onSelect: () => remove(id) },
  ]
  return <Menu align="end" trigger={<IconButton icon="more" name={`Menu of column ${letter}`} small />} items={items} />
}

function AddColumn() {
  const add = usePlayground(state => state.addColumn)
  const full = usePlayground(state => state.columns.length >= 6)
  const show = () => {
    const id = add()
    if (id)
      requestAnimationFrame(() =>
        document.getElementById(`column-${id}`)?.scrollIntoView({ behavior: 'smooth', inline: 'end', block: 'nearest' }),
      )
  }
  return <IconButton icon="plus" name={full ? FULL : 'Add a column'} small disabled={full} onClick={show} />
}

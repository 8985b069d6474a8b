'use client'

import type { Note } from '@/lib/chat/types'
import { usePlayground } from '@/lib/playground/context'
import type { Column } from '@/lib/playground/types'
import { ACTIONS, differences, outcome } from '../notes'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { useSending } from '../use-sending'

const SHOWN = 2

/** Says in plain sentences why this model gets something else than was written, without anything being opened. */
export function Reasons({ column }: { column: Column }) {
  const inspect = usePlayground(state => state.inspect)
  const { notes, refused, when, changedSince } = useSending(column)
  if (refused) return <Refused message={refused.message} />
  const all = differences(notes)
  if (!all.length) return null
  const rest = all.length - SHOWN
  return (
    <div className="reasons" role="note" aria-label={`Why ${column.letter} gets something else`}>
      {all.slice(0, SHOWN).map((note, index) => (
        <Reason key={index} note={note} />
      ))}
      {(rest > 0 || (changedSince && when === 'before')) && (
        <Button look="link" onClick={() => inspect(column.id, 'receipt')}>
          {rest > 0 ? `${rest} more in the receipt` : 'Settings changed since the run'}
        </Button>
      )}
    </div>
  )
}

function Reason({ note }: { note: Note }) {
  return (
    <div className={`reason ${note.action}`}>
      <Icon name={ACTIONS[note.action].icon} size="tiny" />
      <p title={note.why}>
        <span className="mono">
          {note.param} {outcome(note)}
        </span>
        . {note.why}
      </p>
    </div>
  )
}

function Refused({ message }: { message: string }) {
  return (
    <div className="reasons">
      <div className="reason refused">
        <Icon name="octagon" size="tiny" />
        <p title={message}>{message}</p>
      </div>
    </div>
  )
}

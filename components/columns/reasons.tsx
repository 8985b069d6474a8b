'use client'

import type { ReceiptAttempt } from '@/lib/chat/receipt'
import type { Note } from '@/lib/chat/types'
import { usePlayground } from '@/lib/playground/context'
import type { Column } from '@/lib/playground/types'
import { ACTIONS, differences, outcome } from '../notes'
import { Button } from '../ui/button'
import { Icon, type IconName } from '../ui/icon'
import { useSent } from '../use-sending'

/** So many at most, unless the line that says how many are left would take the place of the last. */
const SHOWN = 2

/** Says in plain sentences why this model gets something else than was written, without anything being opened. */
export function Reasons({ column }: { column: Column }) {
  const inspect = usePlayground(state => state.inspect)
  const { notes, sent, refused, attempts, when, changedSince } = useSent(column)
  if (refused) {
    return (
      <div className="reasons">
        <Sentence look="refused" icon="octagon" text={refused.message} />
      </div>
    )
  }
  if (!sent) return null
  const all = differences(notes)
  const shown = all.length === SHOWN + 1 ? all : all.slice(0, SHOWN)
  const rest = all.length - shown.length
  return (
    <div className="reasons" role="note" aria-label={`What ${column.letter} is sent`}>
      {shown.map((note, index) => (
        <Reason key={index} note={note} />
      ))}
      {!all.length && <Same moved={notes.some(({ action }) => action === 'moved')} />}
      {attempts.length > 1 && <Retried attempts={attempts} />}
      {when === 'after' && attempts.at(-1)?.cached && <Sentence look="kept" icon="past" text="Answered from the cache." />}
      {(rest > 0 || (changedSince && when === 'before')) && (
        <Button look="link" onClick={() => inspect(column.id, 'receipt')}>
          {rest > 0 ? `${rest} more in the receipt` : 'Settings changed since the run'}
        </Button>
      )}
    </div>
  )
}

function Same({ moved }: { moved: boolean }) {
  if (moved) return <Sentence look="moved" icon="move" text="Every value arrives, some under another name." />
  return <Sentence look="kept" icon="check" text="Sent just as it is written." />
}

/** A second sending is a difference too. */
function Retried({ attempts }: { attempts: ReceiptAttempt[] }) {
  if (attempts.some(({ choice }) => choice !== undefined)) return null
  const failed = attempts.slice(0, -1)
  const isElsewhere = failed.some(({ path }) => path !== attempts.at(-1)!.path)
  const words = failed.map(({ status, model }) => `${status || 'no answer'}${isElsewhere ? ` from ${model}` : ''}`)
  return <Sentence look="retried" icon="rerun" text={`Sent ${attempts.length} times: ${words.join(', ')} first.`} />
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

function Sentence({ look, icon, text }: { look: string; icon: IconName; text: string }) {
  return (
    <div className={`reason ${look}`}>
      <Icon name={icon} size="tiny" />
      <p title={text}>{text}</p>
    </div>
  )
}

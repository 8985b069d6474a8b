'use client'

import { usePlayground, usePlaygroundStore } from '@/lib/playground/context'
import { Button } from '../ui/button'
import { Facet } from '../ui/facet'
import { Icon } from '../ui/icon'
import { type NotSent, useNotSent, useNotSentIn } from './use-not-sent'

interface Props {
  /** The fields a control writes. */
  names: readonly string[]
  /** A column's id, or `prompt`. */
  scope: string
}

/** At a control: who will not be sent its value, and why. */
export function NotSentMarks({ names, scope }: Props) {
  return scope === 'prompt' ? <OfPrompt names={names} /> : <OfColumn names={names} columnId={scope} />
}

function OfPrompt({ names }: { names: readonly string[] }) {
  const store = usePlaygroundStore()
  const agree = usePlayground(state => state.agreeToDrop)
  const marks = useNotSent().filter(({ name }) => names.includes(name))
  return (
    <Marks marks={marks}>
      {({ name, column, agreed }) => (
        <>
          {!agreed && (
            <>
              <Button look="link" onClick={() => agree(column, [name])}>
                Keep and drop
              </Button>{' '}
              <span className="dim">or</span>{' '}
            </>
          )}
          <Button look="link" onClick={() => store.getState().setColumnParam(column.id, name, null)}>
            {agreed ? 'Remove' : 'remove'}
          </Button>
        </>
      )}
    </Marks>
  )
}

function OfColumn({ names, columnId }: { names: readonly string[]; columnId: string }) {
  return <Marks marks={useNotSentIn(columnId).filter(({ name }) => names.includes(name))} />
}

function Marks({ marks, children }: { marks: NotSent[]; children?(mark: NotSent): React.ReactNode }) {
  if (!marks.length) return null
  return (
    <ul className="not-sent-lines">
      {marks.map(mark => (
        <li key={`${mark.column.id} ${mark.name}`}>
          <Icon name="slash" size="small" />
          <span>
            Not sent to <Facet letter={mark.column.letter} small />. {mark.why} {children?.(mark)}
          </span>
        </li>
      ))}
    </ul>
  )
}

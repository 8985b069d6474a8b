import './diff.css'
import { useEffect, useMemo, useState } from 'react'
import { answerOf } from '@/lib/playground/answer-diff'
import { usePlayground, useRun } from '@/lib/playground/context'
import type { Column, Run } from '@/lib/playground/types'
import { Button } from '../../ui/button'
import { Plain } from '../characters'
import type { ViewProps } from '../view'
import { Compared } from './compared'
import { Nothing } from './nothing'
import { useDiff } from './use-diff'

/** Milliseconds. */
const LATE = 400

/** An answer read against the pinned one, or why it is not. */
export default function DiffView({ run, choice }: ViewProps) {
  const pinned = usePlayground(state => state.columns.find(({ id }) => id === state.ui.pinned))
  if (!pinned) return <NoPin run={run} />
  if (pinned.id === run.columnId) return <Reference run={run} choice={choice} letter={pinned.letter} />
  return <Against key={`${run.id} ${choice}`} run={run} choice={choice} pinned={pinned} />
}

function Against({ run, choice, pinned }: ViewProps & { pinned: Column }) {
  const other = useRun(pinned.id)
  const start = usePlayground(state => state.run)
  const choices = other?.completion?.choices
  const reference = (choices?.[choice] ?? choices?.[0])?.message
  const message = run.completion?.choices[choice]?.message
  const before = useMemo(() => answerOf(reference), [reference])
  const after = useMemo(() => answerOf(message), [message])
  const diff = useDiff({ before, after })
  if (!reference) {
    return (
      <Nothing title={`${pinned.letter} has not answered yet`} text={`This answer is read against the one of ${pinned.letter}.`}>
        <Button look="line" onClick={() => start(pinned.id)}>
          Run {pinned.letter}
        </Button>
      </Nothing>
    )
  }
  if (!message || !diff) return <Waiting text={after.text} />
  return <Compared diff={diff} letter={pinned.letter} columnId={run.columnId} />
}

/** Most differences are there before anybody would see that they are not; until a later one is, the answer stands as it is. */
function Waiting({ text }: { text: string }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(setLate, LATE, true)
    return () => clearTimeout(timer)
  }, [])
  return late ? <Plain text={text} /> : null
}

/** The pinned column itself. */
function Reference({ run, choice, letter }: ViewProps & { letter: string }) {
  const pin = usePlayground(state => state.pin)
  return (
    <>
      <div className="view-bar">
        <span>
          <b>Pinned</b> <span className="dim">the others are read against {letter}</span>
        </span>
        <Button look="link" onClick={() => pin(null)}>
          Unpin
        </Button>
      </div>
      <Plain text={answerOf(run.completion?.choices[choice]?.message).text} />
    </>
  )
}

function NoPin({ run }: { run: Run }) {
  const columns = usePlayground(state => state.columns)
  const pin = usePlayground(state => state.pin)
  const others = columns.filter(({ id }) => id !== run.columnId)
  return (
    <Nothing title="Nothing is pinned" text="Pin a column, and every other answer is read against it, word by word.">
      {others.map(({ id, letter }) => (
        <Button key={id} look="line" onClick={() => pin(id)}>
          Read against {letter}
        </Button>
      ))}
      <Button look="line" onClick={() => pin(run.columnId)}>
        Pin this one
      </Button>
    </Nothing>
  )
}

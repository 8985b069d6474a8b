'use client'

import { useEffect } from 'react'
import { usePlayground } from '@/lib/playground/context'
import { formatCost, formatMs } from '@/lib/playground/format'
import type { HistoryEntry, HistoryResult } from '@/lib/playground/history'
import { Button, IconButton } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Facet } from '../ui/facet'
import { Icon } from '../ui/icon'
import { formatWhen } from './format-when'
import { LibraryList } from './library-list'

/** Everything that was run on this device, to look at again. */
export default function HistoryDialog() {
  const close = usePlayground(state => state.closeDialog)
  const history = usePlayground(state => state.history)
  const load = usePlayground(state => state.loadHistory)
  const clear = usePlayground(state => state.clearHistory)
  useEffect(() => void load(), [load])
  const foot = (
    <>
      {!!history?.length && <Button onClick={() => void clear()}>Clear the history</Button>}
      <span className="grow" />
      <Button look="primary" tall onClick={close}>
        Done
      </Button>
    </>
  )
  return (
    <Dialog
      title="History"
      about="Kept in this browser only. Opening one puts prompt, columns and answers back."
      onClose={close}
      foot={foot}
    >
      <LibraryList
        name="Search the history"
        items={history}
        textsOf={({ title, text, results }) => [title, text, ...results.flatMap(({ model, begins }) => [model, begins])]}
        empty="Nothing has been run yet."
      >
        {entry => <HistoryItem entry={entry} />}
      </LibraryList>
    </Dialog>
  )
}

function HistoryItem({ entry: { id, at, title, text, results } }: { entry: HistoryEntry }) {
  const open = usePlayground(state => state.openRun)
  const remove = usePlayground(state => state.deleteRun)
  const close = usePlayground(state => state.closeDialog)
  const show = () => {
    close()
    void open(id)
  }
  const known = results.flatMap(({ cost }) => cost ?? [])
  return (
    <div className="library-item">
      <button type="button" className="library-open" onClick={show}>
        <span className="library-head">
          <strong>{title || 'Untitled prompt'}</strong>
          <span className="dim mono">
            {known.length > 0 && `${formatCost(known.reduce((sum, cost) => sum + cost, 0))} · `}
            {formatWhen(at)}
          </span>
        </span>
        <span className="library-text">{text}</span>
        {results.map(result => (
          <Result key={result.letter} result={result} />
        ))}
      </button>
      <IconButton icon="x" name={`Delete the run of ${title}`} small onClick={() => void remove(id)} />
    </div>
  )
}

function Result({ result: { letter, model, status, begins, ms } }: { result: HistoryResult }) {
  const wentWrong = status === 'error' || status === 'aborted' || status === 'truncated'
  return (
    <span className="library-result">
      <Facet letter={letter} small />
      <code>{model}</code>
      <span className={`library-begins ${wentWrong ? 'ended' : ''}`}>
        {wentWrong && <Icon name={status === 'error' ? 'octagon' : 'stop'} size="tiny" className="inline" />}{' '}
        {begins || WORDS[status]}
      </span>
      <span className="mono dim">{formatMs(ms)}</span>
    </span>
  )
}

const WORDS = {
  waiting: 'not answered',
  streaming: 'not ended',
  done: 'an empty answer',
  error: 'failed',
  aborted: 'stopped',
  truncated: 'broke off',
} as const

'use client'

import './assist.css'
import { type FormEvent, useId, useState } from 'react'
import type { AssistTask, Drafts } from '@/lib/chat/assist'
import { usePlayground, usePlaygroundStore } from '@/lib/playground/context'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { TextArea } from '../ui/text-area'
import { DraftReceipt } from './draft-receipt'
import { Examples } from './examples'
import { Preview } from './preview'
import { useDraft } from './use-draft'
import { WORDS } from './words'

export interface PanelProps<Task extends AssistTask> {
  task: Task
  /** The prompt as it stands, where the task works on one. */
  text?: string
  /** Puts the draft in its place. What it changes can be undone. */
  apply(draft: Drafts[Task]): void
  /** Once a draft was put in its place. */
  onDone?(): void
}

/** A sentence in, a draft out: asked of the model of a column, shown as it comes, put in its place by a click. */
export default function Panel<Task extends AssistTask>({ task, text, apply, onDone }: PanelProps<Task>) {
  const store = usePlaygroundStore()
  const { drafting, ask, stop } = useDraft(task)
  const { title, what, label, placeholder, required } = WORDS[task]
  const [columnId, setColumnId] = useState(() => bestColumn(store.getState().columns, store.getState().focused))
  const [wish, setWish] = useState('')
  const field = useId()
  const { state, draft, examples, error, receipt } = drafting

  const submit = (event: FormEvent) => {
    event.preventDefault()
    // The editor it may stand in is no form of ours.
    event.stopPropagation()
    if (required && !wish.trim()) return
    void ask(columnId, { ...(wish.trim() && { wish: wish.trim() }), ...(text !== undefined && { text }) })
  }
  const take = (draft: Drafts[Task]) => {
    store.getState().replace(what, () => apply(draft))
    onDone?.()
  }
  return (
    <form className="assist-panel" aria-label={title} onSubmit={submit}>
      {label && (
        <div className="control">
          <label className="field-label" htmlFor={field}>
            {label}
          </label>
          <TextArea
            id={field}
            className="field"
            value={wish}
            maxLength={2000}
            placeholder={placeholder}
            onChange={event => setWish(event.target.value)}
            onKeyDown={event => {
              if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event)
            }}
          />
        </div>
      )}
      <div className="assist-ask">
        <ColumnChoice value={columnId} onChange={setColumnId} />
        {/* With keys: one element turned into the other would be pressed once more, as what it has become. */}
        {state === 'asking' ? (
          <Button key="stop" look="line" onClick={stop}>
            <Icon name="stop" size="small" />
            Stop
          </Button>
        ) : (
          <Button key="draft" look="line" type="submit" disabled={required && !wish.trim()}>
            <Icon name="thinking" size="small" />
            {state === 'drafted' ? 'Draft again' : 'Draft'}
          </Button>
        )}
      </div>
      <div className="assist-result" aria-live="polite" aria-busy={state === 'asking'}>
        {examples && <Examples examples={examples} onTake={take} />}
        {state === 'asking' && !drafting.text && <p className="dim">Waiting for the first token…</p>}
        {drafting.text && <Preview text={drafting.text} draft={draft} running={state === 'asking'} />}
        {state === 'stopped' && <p className="dim">You stopped it. Nothing was changed.</p>}
        {error && <p className="field-problem">{error.message} Nothing was changed.</p>}
        {receipt && <DraftReceipt receipt={receipt} />}
      </div>
      {draft && (
        <Button look="primary" tall onClick={() => take(draft)}>
          Use this draft
        </Button>
      )}
    </form>
  )
}

/** The focused one, unless only another can draft. */
function bestColumn(columns: { id: string; provider: string }[], focused: string): string {
  const real = columns.filter(({ provider }) => provider !== 'sandbox')
  return (real.find(({ id }) => id === focused) ?? real[0])?.id ?? focused
}

function ColumnChoice({ value, onChange }: { value: string; onChange(id: string): void }) {
  const columns = usePlayground(state => state.columns)
  return (
    <select className="field" aria-label="Model that drafts" value={value} onChange={event => onChange(event.target.value)}>
      {columns.map(({ id, letter, provider, model }) => (
        <option key={id} value={id}>
          {letter} {provider}/{model}
        </option>
      ))}
    </select>
  )
}

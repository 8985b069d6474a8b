'use client'

import { cloneElement } from 'react'
import { usePlayground } from '@/lib/playground/context'
import { Facet } from '../ui/facet'
import { Icon } from '../ui/icon'
import { Popover } from '../ui/popover'
import { type Editor, editorOf, editors, paramsOf } from '.'
import { useNotSent } from './use-not-sent'

/** What the prompt asks beside its messages: one chip per feature, dashed where it is off. */
export function FeatureChips() {
  return (
    <div className="chip-row">
      {editors.map(editor => (
        <FeatureChip key={editor.id} editor={editor} />
      ))}
    </div>
  )
}

function FeatureChip({ editor }: { editor: Editor }) {
  const { title, icon, summary, dialog, Controls } = editor
  const params = usePlayground(state => state.prompt.params)
  const setParam = usePlayground(state => state.setParam)
  const openDialog = usePlayground(state => state.openDialog)
  const value = summary(paramsOf(editor, params))
  const marks = useNotSent().filter(({ name }) => editorOf(name) === editor)
  const letters = [...new Set(marks.map(({ column }) => column.letter))]
  const trigger = (
    <button type="button" className={`chip ${value === null ? 'off' : ''}`} data-editor={editor.id}>
      <Icon name={icon} size="small" />
      {title}
      {value !== null && <span className="chip-value">{value}</span>}
      {letters.length > 0 && (
        <span className="not-sent" data-tip={`not sent to ${letters.join(', ')}`}>
          <Icon name="slash" size="tiny" />
          <span className="unseen">not sent to</span>
          {letters.map(letter => (
            <Facet key={letter} letter={letter} soft small />
          ))}
        </span>
      )}
    </button>
  )
  if (dialog) return cloneElement(trigger, { 'aria-haspopup': 'dialog', onClick: () => openDialog(dialog) })
  return (
    <Popover label={title} trigger={trigger} side="top" className={editor.wide ? 'wide' : ''}>
      <Controls scope="prompt" params={params} set={setParam} />
    </Popover>
  )
}

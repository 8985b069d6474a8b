'use client'

import { usePlayground } from '@/lib/playground/context'
import { Facet } from '../ui/facet'
import { Icon } from '../ui/icon'
import { Popover } from '../ui/popover'
import { type Editor, editors } from '.'
import { useNotSent } from './use-not-sent'

/** What the prompt asks beside its messages: one chip per feature, dashed where it is off. */
export function FeatureChips() {
  const params = usePlayground(state => state.prompt.params)
  return (
    <div className="chip-row">
      {editors
        .filter(editor => !editor.onlyWhenSet || editor.summary(params) !== null)
        .map(editor => (
          <FeatureChip key={editor.id} editor={editor} />
        ))}
    </div>
  )
}

function FeatureChip({ editor: { title, icon, fields, summary, Controls, id } }: { editor: Editor }) {
  const params = usePlayground(state => state.prompt.params)
  const setParam = usePlayground(state => state.setParam)
  const value = summary(params)
  const names = id === 'more' ? Object.keys(params).filter(name => !editors.some(editor => editor.fields.includes(name))) : fields
  const letters = [
    ...new Set(
      useNotSent()
        .filter(({ name }) => names.includes(name))
        .map(({ letter }) => letter),
    ),
  ]
  const trigger = (
    <button type="button" className={`chip ${value === null ? 'off' : ''}`} data-editor={id}>
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
  return (
    <Popover label={title} trigger={trigger} side="top">
      <Controls params={params} set={setParam} />
    </Popover>
  )
}

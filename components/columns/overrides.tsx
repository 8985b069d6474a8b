'use client'

import { usePlayground } from '@/lib/playground/context'
import type { Column, Params } from '@/lib/playground/types'
import { editors } from '../editors'
import { NumberField } from '../editors/number-control'
import { Button } from '../ui/button'
import { Facet } from '../ui/facet'
import { Icon } from '../ui/icon'
import { Popover } from '../ui/popover'

/** What a column does differently, as chips that open its settings. A column equal to the prompt has none. */
export function Overrides({ column }: { column: Column }) {
  const chips = chipsOf(column)
  const name = `Settings of column ${column.letter}`
  const said = chips.map(({ name, value }) => `${name} ${value}`).join(', ')
  const trigger = (
    <button
      type="button"
      className="settings-button"
      aria-label={said ? `${name}: ${said}` : name}
      data-tip="Settings of this column"
    >
      <Icon name="sliders" size="small" />
      {chips.map(({ name, value }) => (
        <span key={name} className="override">
          <span>{name}</span> {value}
        </span>
      ))}
    </button>
  )
  return (
    <Popover label={name} trigger={trigger}>
      <ColumnControls column={column} />
    </Popover>
  )
}

function chipsOf({ params, retries }: Column): { name: string; value: string }[] {
  const chips = editors.flatMap(({ short, fields, summary }) => {
    const touched = fields.filter(name => params[name] !== undefined)
    if (!touched.length) return []
    return [{ name: short, value: summary(params) ?? 'not sent' }]
  })
  const known = new Set(editors.flatMap(({ fields }) => fields))
  const others = Object.entries(params)
    .filter(([name, value]) => !known.has(name) && value !== undefined)
    .map(([name, value]) => ({ name, value: value === null ? 'not sent' : typeof value === 'object' ? '{…}' : String(value) }))
  return [...chips, ...others, ...(retries ? [{ name: 'retries', value: String(retries) }] : [])]
}

function ColumnControls({ column: { id, letter, params, retries } }: { column: Column }) {
  const inherited: Params = usePlayground(state => state.prompt.params)
  const setColumnParam = usePlayground(state => state.setColumnParam)
  const setRetries = usePlayground(state => state.setRetries)
  const reset = usePlayground(state => state.resetColumn)
  const set = (name: string, value: unknown) => setColumnParam(id, name, value)
  return (
    <div className="controls">
      <p className="controls-title">
        <Facet letter={letter} small />
        <span className="grow">What {letter} does differently</span>
      </p>
      {editors
        .filter(editor => !editor.onlyWhenSet || editor.summary({ ...inherited, ...params }) !== null)
        .map(({ id, Controls }) => (
          <Controls key={id} params={params} inherited={inherited} set={set} />
        ))}
      <div className="control">
        <div className="control-head">
          <span className="field-label grow">Retries</span>
          <NumberField
            label="Retries"
            value={retries}
            placeholder="0"
            limits={{ min: 0, max: 5, step: 1 }}
            onChange={count => setRetries(id, count ?? 0)}
          />
        </div>
        <p className="field-hint">Sendings after the first, when the failure may pass. Each is in the receipt.</p>
      </div>
      <Button look="line" onClick={() => reset(id)}>
        All as the prompt
      </Button>
    </div>
  )
}

'use client'

import { type ReactNode, Suspense, useId, useState } from 'react'
import { usePlayground } from '@/lib/playground/context'
import type { Column, Params } from '@/lib/playground/types'
import { editors, paramsOf } from '../editors'
import { NumberField } from '../editors/number-control'
import { Button } from '../ui/button'
import { Facet } from '../ui/facet'
import { Icon, type IconName } from '../ui/icon'
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

interface Chip {
  name: string
  value: string
}

/** One for each feature the column says something about; those that are a bundle of fields say it field by field. */
function chipsOf({ params, retries }: Column): Chip[] {
  const chips = editors.flatMap((editor): Chip[] => {
    const own = paramsOf(editor, params)
    const names = Object.keys(own)
    if (!names.length) return []
    if (editor.short) return [{ name: editor.short, value: editor.summary(own) ?? 'not sent' }]
    return names.map(name => ({ name: name === 'temperature' ? 'T' : name, value: wordFor(own[name]) }))
  })
  return [...chips, ...(retries ? [{ name: 'retries', value: String(retries) }] : [])]
}

function wordFor(value: unknown): string {
  if (value == null) return 'not sent'
  if (Array.isArray(value)) return String(value.length)
  return typeof value === 'object' ? '{…}' : String(value)
}

function ColumnControls({ column: { id, letter, params, retries } }: { column: Column }) {
  const inherited: Params = usePlayground(state => state.prompt.params)
  const setColumnParam = usePlayground(state => state.setColumnParam)
  const reset = usePlayground(state => state.resetColumn)
  const set = (name: string, value: unknown) => setColumnParam(id, name, value)
  return (
    <div className="sections">
      <p className="controls-title">
        <Facet letter={letter} small />
        <span className="grow">What {letter} does differently</span>
      </p>
      {editors.map(editor => {
        const { title, icon, Controls } = editor
        const own = paramsOf(editor, params)
        const ours = Object.keys(own).length > 0
        const word = editor.summary({ ...paramsOf(editor, inherited), ...own }) ?? ''
        return (
          <Section key={editor.id} icon={icon} title={title} word={word} ours={ours}>
            <Controls scope={id} params={params} inherited={inherited} set={set} />
          </Section>
        )
      })}
      <Section icon="rerun" title="Retries" word={retries ? String(retries) : ''} ours={!!retries}>
        <Retries id={id} retries={retries} />
      </Section>
      <Button look="line" onClick={() => reset(id)}>
        All as the prompt
      </Button>
    </div>
  )
}

interface SectionProps {
  icon: IconName
  title: string
  /** How it stands; of the column's own where `ours`. */
  word: string
  ours: boolean
  children: ReactNode
}

/** Folded, but for what the column says itself. Controls are made when it is opened. */
function Section({ icon, title, word, ours, children }: SectionProps) {
  const [open, setOpen] = useState(ours)
  const id = useId()
  return (
    <section className="section" aria-label={title}>
      <button type="button" className="section-head" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'chevron' : 'chevron-right'} size="tiny" />
        <Icon name={icon} size="small" />
        <span className="grow">{title}</span>
        <span className={`mono cut ${ours ? 'ours' : 'dim'}`}>{word}</span>
      </button>
      <div id={id} className="section-body" hidden={!open}>
        {open && <Suspense fallback={<p className="dim">Loading…</p>}>{children}</Suspense>}
      </div>
    </section>
  )
}

function Retries({ id, retries }: { id: string; retries: number | undefined }) {
  const setRetries = usePlayground(state => state.setRetries)
  return (
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
  )
}

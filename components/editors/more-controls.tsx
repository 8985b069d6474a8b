import { useId, useState } from 'react'
import { params as rows } from '@/lib/params'
import type { Kind } from '@/lib/params/kinds'
import type { ControlsProps } from './editor'
import { JsonControls } from './json-controls'
import { ELSEWHERE } from './more'
import { ControlFoot, NumberControl } from './number-control'

interface Row {
  label: string
  help: string
  group: string
  kind: Kind<unknown>
}

const GROUPS = [
  { id: 'sampling', title: 'Sampling' },
  { id: 'output', title: 'Output' },
  { id: 'tools', title: 'Tools' },
  { id: 'request', title: 'Request' },
]

const OTHERS = Object.entries<Row>(rows).filter(([name, row]) => !ELSEWHERE.has(name) && row.kind.control !== 'none')

/** One control per row of the table: a new parameter appears here by itself. */
export default function MoreControls(props: ControlsProps) {
  const unknown = Object.keys(props.params).filter(name => !ELSEWHERE.has(name) && !OTHERS.some(([row]) => row === name))
  return (
    <div className="controls">
      {GROUPS.map(({ id, title }) => (
        <Group key={id} title={title} rows={OTHERS.filter(([, row]) => row.group === id)} {...props} />
      ))}
      {unknown.map(name => (
        <JsonControls key={name} name={name} title={name} {...props} />
      ))}
    </div>
  )
}

function Group({ title, rows, ...props }: ControlsProps & { title: string; rows: [string, Row][] }) {
  const shown = rows.filter(([name, { kind }]) => kind.control !== 'json' || props.params[name] != null)
  if (!shown.length) return null
  return (
    <section className="controls" aria-label={title}>
      <h3 className="controls-title">{title}</h3>
      {shown.map(([name, row]) => (
        <Control key={name} name={name} row={row} {...props} />
      ))}
    </section>
  )
}

function Control({ name, row, ...props }: ControlsProps & { name: string; row: Row }) {
  const { label, help, kind } = row
  if (kind.control === 'json') return <JsonControls name={name} title={label} {...props} />
  if (kind.control === 'number') {
    const sliderTo = kind.min !== undefined && kind.max !== undefined && kind.max - kind.min <= 200 ? kind.max : undefined
    return (
      <NumberControl
        {...props}
        name={name}
        label={label}
        help={help}
        min={kind.min}
        max={kind.max}
        step={kind.step}
        sliderTo={sliderTo}
      />
    )
  }
  return <WordControl name={name} row={row} {...props} />
}

function WordControl({ name, row: { label, help, kind }, params, inherited, set }: ControlsProps & { name: string; row: Row }) {
  const id = useId()
  const value = params[name]
  const takenOver = value === undefined && inherited?.[name] != null ? JSON.stringify(inherited[name]) : 'not sent'
  const field = { id, value, placeholder: takenOver, set: (next: unknown) => set(name, next) }
  return (
    <div className="control">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {kind.control === 'list' && <ListField {...field} />}
      {kind.control === 'text' && <TextField {...field} />}
      {(kind.control === 'flag' || kind.control === 'choice') && <ChoiceField {...field} choices={kind.choices} />}
      <p className="field-hint">{help}</p>
      <ControlFoot names={[name]} params={params} inherited={inherited} set={set} />
    </div>
  )
}

interface FieldProps {
  id: string
  value: unknown
  placeholder: string
  set(value: unknown): void
}

function TextField({ id, value, placeholder, set }: FieldProps) {
  const shown = typeof value === 'string' ? value : ''
  return (
    <input
      id={id}
      className="field mono"
      value={shown}
      placeholder={placeholder}
      onChange={event => set(event.target.value || undefined)}
    />
  )
}

/** One entry per line; a line break inside an entry is written \n. */
function ListField({ id, value, placeholder, set }: FieldProps) {
  const entries = Array.isArray(value) ? value : typeof value === 'string' ? [value] : []
  const [draft, setDraft] = useState<string | null>(null)
  const change = (text: string) => {
    setDraft(text)
    const lines = text.split('\n').filter(line => line !== '')
    set(lines.length ? lines.map(line => line.replaceAll('\\n', '\n')) : undefined)
  }
  return (
    <textarea
      id={id}
      className="field mono list-field"
      rows={2}
      placeholder={placeholder === 'not sent' ? 'one per line' : placeholder}
      value={draft ?? entries.map(entry => String(entry).replaceAll('\n', '\\n')).join('\n')}
      onChange={event => change(event.target.value)}
      onBlur={() => setDraft(null)}
    />
  )
}

/** `true` and `false` where no words are given. */
function ChoiceField({ id, value, placeholder, set, choices }: FieldProps & { choices?: readonly string[] }) {
  const change = (word: string) => set(word === '' ? undefined : choices ? word : word === 'true')
  return (
    <select id={id} className="field" value={value == null ? '' : String(value)} onChange={event => change(event.target.value)}>
      <option value="">{placeholder}</option>
      {(choices ?? ['true', 'false']).map(word => (
        <option key={word}>{word}</option>
      ))}
    </select>
  )
}

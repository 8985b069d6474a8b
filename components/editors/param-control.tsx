import { type ReactNode, useId } from 'react'
import type { Kind } from '@/lib/params/kinds'
import { ChoiceField } from './choice-field'
import type { ControlsProps } from './editor'
import { FlagField } from './flag-field'
import { JsonField } from './json-field'
import { ListField } from './list-field'
import { NotSentMarks } from './not-sent-marks'
import { ControlFoot, NumberControl } from './number-control'
import { RecordField } from './record-field'
import { SomeField } from './some-field'

/** What a control needs of a row of `lib/params`. */
export interface Row {
  label: string
  help: string
  group: string
  kind: Kind<unknown>
}

/** What each field is given: its value, what stands where it has none, and how it changes. */
export interface FieldProps {
  id: string
  label: string
  value: unknown
  /** What is sent where nothing is said here. */
  placeholder: string
  set(value: unknown): void
}

/** A slider is of use over so many steps and no more. */
const WIDE = 200

/** The control of a row, of its kind. */
export function ParamControl({ name, row, ...props }: ControlsProps & { name: string; row: Row }) {
  const { label, help, kind } = row
  if (kind.control === 'number') {
    const { min, max, step } = kind
    const sliderTo = min !== undefined && max !== undefined && max - min <= WIDE ? max : undefined
    return <NumberControl {...props} name={name} label={label} help={help} min={min} max={max} step={step} sliderTo={sliderTo} />
  }
  return (
    <Field name={name} row={row} {...props}>
      {field => fieldOf(kind, field, `${props.scope} ${name}`)}
    </Field>
  )
}

function fieldOf(kind: Kind<unknown>, field: FieldProps, where: string): ReactNode {
  if (kind.control === 'flag') return <FlagField {...field} />
  if (kind.control === 'choice') return <ChoiceField {...field} choices={kind.choices ?? []} />
  if (kind.control === 'list' && kind.choices) return <SomeField {...field} choices={kind.choices} />
  if (kind.control === 'list') return <ListField {...field} most={kind.max} />
  if (kind.control === 'record') return <RecordField {...field} />
  if (kind.control === 'json') return <JsonField {...field} where={where} check={kind.check} />
  return <TextField {...field} />
}

type FieldFrame = ControlsProps & { name: string; row: Row; children(field: FieldProps): ReactNode }

/** Label, field, sentence, marks, and how the value goes away again. */
export function Field({ name, row: { label, help }, children, ...props }: FieldFrame) {
  const { params, inherited, scope, set } = props
  const id = useId()
  const value = params[name]
  const takenOver = value === undefined && inherited?.[name] != null ? wordsOf(inherited[name]) : 'not sent'
  return (
    <div className="control">
      <label className="field-label" htmlFor={id} id={`${id}-label`}>
        {label}
      </label>
      {children({ id, label, value, placeholder: takenOver, set: next => set(name, next) })}
      <p className="field-hint">{help}</p>
      <NotSentMarks names={[name]} scope={scope} />
      <ControlFoot {...props} names={[name]} />
    </div>
  )
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function TextField({ id, value, placeholder, set }: FieldProps) {
  return (
    <input
      id={id}
      className="field mono"
      value={typeof value === 'string' ? value : ''}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      onChange={event => set(event.target.value || undefined)}
    />
  )
}

import { type ReactNode, useId, useState } from 'react'
import { Button } from '../ui/button'
import type { ControlsProps } from './editor'
import { NotSentMarks } from './not-sent-marks'

interface Props extends ControlsProps {
  /** The field of the request. */
  name: string
  label: string
  help?: ReactNode
  min?: number
  max?: number
  step?: number
  /** Shows a slider, from `min` to this. */
  sliderTo?: number
}

/** A number with a slider, and what it means when nothing is said. */
export function NumberControl({ name, label, help, min, max, step, sliderTo, ...props }: Props) {
  const { params, inherited, set, scope } = props
  const id = useId()
  const value = params[name]
  const shown = typeof value === 'number' ? value : undefined
  const takenOver = value === undefined ? inherited?.[name] : undefined
  return (
    <div className="control">
      <div className="control-head">
        <label className="field-label grow" htmlFor={id}>
          {label}
        </label>
        <NumberField
          id={id}
          value={shown}
          placeholder={typeof takenOver === 'number' ? String(takenOver) : 'not sent'}
          limits={{ min, max, step }}
          onChange={value => set(name, value)}
        />
      </div>
      {sliderTo !== undefined && (
        <input
          className={`slider ${shown === undefined && takenOver == null ? 'unset' : ''}`}
          type="range"
          aria-label={`${label}, slider`}
          min={min}
          max={sliderTo}
          step={step}
          value={shown ?? (typeof takenOver === 'number' ? takenOver : (sliderTo + (min ?? 0)) / 2)}
          onChange={event => set(name, event.target.valueAsNumber)}
        />
      )}
      {help && <p className="field-hint">{help}</p>}
      <NotSentMarks names={[name]} scope={scope} />
      <ControlFoot {...props} names={[name]} />
    </div>
  )
}

interface FieldProps {
  id?: string
  label?: string
  value: number | undefined
  placeholder: string
  limits: { min?: number; max?: number; step?: number }
  onChange(value: number | undefined): void
}

/** Holds what is being typed until it is a number in range, so that `0.` may stand there for a moment. */
export function NumberField({ id, label, value, placeholder, limits, onChange }: FieldProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const type = (text: string) => {
    setDraft(text)
    if (text === '') return onChange(undefined)
    const typed = Number(text)
    if (isWithin(typed, limits)) onChange(typed)
  }
  const wrong = draft !== null && draft !== '' && !isWithin(Number(draft), limits)
  return (
    <input
      id={id}
      aria-label={label}
      className="field mono short"
      inputMode="decimal"
      autoComplete="off"
      value={draft ?? value ?? ''}
      placeholder={placeholder}
      aria-invalid={wrong}
      data-tip={wrong ? rangeOf(limits) : undefined}
      onChange={event => type(event.target.value.trim().replace(',', '.'))}
      onBlur={() => setDraft(null)}
    />
  )
}

function isWithin(value: number, { min = -Infinity, max = Infinity, step }: FieldProps['limits']): boolean {
  return Number.isFinite(value) && value >= min && value <= max && (step !== 1 || Number.isInteger(value))
}

function rangeOf({ min, max, step }: FieldProps['limits']): string {
  const kind = step === 1 ? 'A whole number' : 'A number'
  if (min === undefined || max === undefined || !Number.isFinite(max))
    return min === undefined ? `${kind}.` : `${kind}, at least ${min}.`
  return `${kind} from ${min} to ${max}.`
}

/** How a value goes away again: out of the prompt; in a column, back to the prompt's or not sent at all. */
export function ControlFoot({ names, params, inherited, set }: Omit<ControlsProps, 'scope'> & { names: readonly string[] }) {
  const all = (value: unknown) => () => {
    for (const name of names) set(name, value)
  }
  const says = names.some(name => params[name] !== undefined)
  const sent = names.some(name => (params[name] === undefined ? inherited?.[name] : params[name]) != null)
  if (!inherited) return says && <Foot label="Do not send" onClick={all(undefined)} />
  return (
    <div className="control-foot">
      {says && <Foot label="As the prompt" onClick={all(undefined)} />}
      {sent && <Foot label="Do not send here" onClick={all(null)} />}
    </div>
  )
}

function Foot({ label, onClick }: { label: string; onClick(): void }) {
  return (
    <span>
      <Button look="link" onClick={onClick}>
        {label}
      </Button>
    </span>
  )
}

'use client'

import { type KeyboardEvent, useId, useState } from 'react'
import { flushSync } from 'react-dom'
import type { JsonSchema } from '@/lib/chat/types'
import {
  choicesOf,
  hiddenKeywords,
  nameProblem,
  PROPERTY_TYPES,
  type PropertyType,
  type Property as PropertyValue,
  propertiesOf,
  typeOf,
  typeWords,
  withChoices,
  withDescription,
  withItems,
  withMovedProperty,
  withNewProperty,
  withoutProperty,
  withProperty,
  withType,
} from '@/lib/playground/tool-schema'
import { Button, IconButton } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { TextArea } from '../../ui/text-area'

interface Props {
  schema: JsonSchema
  /** Where it stands, for names read out: `attendees.`; empty at the top. */
  of: string
  onChange(schema: JsonSchema): void
}

/** The properties of one object; those that are objects or lists of objects show theirs under them. */
export function Properties({ schema, of, onChange }: Props) {
  const properties = propertiesOf(schema)
  if (!properties.length) return null
  const move = (index: number, by: number) => onChange(withMovedProperty(schema, index, by))
  return (
    <ul className="properties">
      {properties.map((property, index) => (
        <Property
          // By place: a key of its name would take the focus away while the name is typed.
          key={index}
          property={property}
          index={index}
          others={properties}
          of={of}
          onChange={change => onChange(withProperty(schema, index, change))}
          onMove={by => move(index, by)}
          onRemove={() => onChange(withoutProperty(schema, index))}
        />
      ))}
    </ul>
  )
}

interface PropertyProps {
  property: PropertyValue
  index: number
  others: readonly PropertyValue[]
  of: string
  onChange(change: Partial<PropertyValue>): void
  onMove(by: number): void
  onRemove(): void
}

function Property({ property: { name, schema, required }, index, others, of, onChange, onMove, onRemove }: PropertyProps) {
  const said = `${of}${name}`
  const setSchema = (schema: JsonSchema) => onChange({ schema })
  /** The focus goes along. */
  const move = (event: KeyboardEvent<HTMLLIElement>) => {
    const by = event.altKey && { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!by) return
    event.preventDefault()
    event.stopPropagation()
    const row = event.currentTarget
    const place = controlsIn(row).indexOf(document.activeElement as HTMLElement)
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling
    flushSync(() => onMove(by))
    if (other instanceof HTMLElement) controlsIn(other)[place]?.focus()
  }
  return (
    <li className="property" onKeyDown={move}>
      <div className="property-row">
        <NameField name={name} index={index} others={others} of={of} onChange={name => onChange({ name })} />
        <TypeField label={`Type of ${said}`} schema={schema} onChange={setSchema} />
        <label className="check-label">
          <input
            className="check"
            type="checkbox"
            aria-label={`${said} is required`}
            checked={required}
            onChange={event => onChange({ required: event.target.checked })}
          />
          required
        </label>
        <span className="property-actions">
          <IconButton icon="up" name={`Move ${said} up`} keys="⌥↑" small disabled={index === 0} onClick={() => onMove(-1)} />
          <IconButton
            icon="down"
            name={`Move ${said} down`}
            keys="⌥↓"
            small
            disabled={index === others.length - 1}
            onClick={() => onMove(1)}
          />
          <IconButton icon="x" name={`Remove ${said}`} small onClick={onRemove} />
        </span>
      </div>
      <div className="property-more">
        <input
          className="field"
          aria-label={`Description of ${said}`}
          placeholder="What it means"
          value={typeof schema.description === 'string' ? schema.description : ''}
          onChange={event => setSchema(withDescription(schema, event.target.value))}
        />
        <Choices schema={schema} said={said} onChange={setSchema} />
      </div>
      <Hidden schema={schema} />
      <Inner schema={schema} of={said} onChange={setSchema} />
    </li>
  )
}

/** Holds a name that cannot stand yet, so that nothing is lost on the way to a good one. */
function NameField({
  name,
  index,
  others,
  of,
  onChange,
}: Pick<PropertyProps, 'index' | 'others' | 'of'> & { name: string; onChange(name: string): void }) {
  const [draft, setDraft] = useState<string | null>(null)
  const id = useId()
  const problem = draft === null ? undefined : nameProblem(draft, index, others)
  const type = (text: string) => {
    const wrong = nameProblem(text, index, others)
    setDraft(wrong ? text : null)
    if (!wrong) onChange(text)
  }
  return (
    <span className="property-name">
      <input
        className="field mono"
        aria-label={`Name of ${of}${name}`}
        spellCheck={false}
        autoComplete="off"
        value={draft ?? name}
        aria-invalid={!!problem}
        aria-describedby={problem && id}
        onChange={event => type(event.target.value)}
        onBlur={() => setDraft(null)}
      />
      {problem && (
        <span id={id} className="field-problem">
          {problem}
        </span>
      )}
    </span>
  )
}

function TypeField({ label, schema, onChange }: { label: string; schema: JsonSchema; onChange(schema: JsonSchema): void }) {
  const type = typeOf(schema)
  return (
    <select
      className="field"
      aria-label={label}
      value={type ?? ''}
      onChange={event => onChange(withType(schema, event.target.value as PropertyType))}
    >
      {!type && <option value="">{typeWords(schema)}</option>}
      {PROPERTY_TYPES.map(type => (
        <option key={type}>{type}</option>
      ))}
    </select>
  )
}

/** One value per line. */
function Choices({ schema, said, onChange }: { schema: JsonSchema; said: string; onChange(schema: JsonSchema): void }) {
  const [draft, setDraft] = useState<string | null>(null)
  const type = typeOf(schema)
  if (type !== 'string' && type !== 'number' && type !== 'integer') return null
  const change = (text: string) => {
    setDraft(text)
    onChange(
      withChoices(
        schema,
        text.split('\n').filter(line => line !== ''),
      ),
    )
  }
  return (
    <TextArea
      className="boxed mono"
      aria-label={`Values of ${said}, one per line`}
      placeholder="any value"
      data-tip="The values it may have, one per line"
      spellCheck={false}
      value={draft ?? choicesOf(schema).join('\n')}
      onChange={event => change(event.target.value)}
      onBlur={() => setDraft(null)}
    />
  )
}

/** What is kept and not shown here. */
function Hidden({ schema }: { schema: JsonSchema }) {
  const words = hiddenKeywords(schema)
  if (!words.length) return null
  return <p className="property-hidden mono cut">{words.join(' · ')}</p>
}

function Inner({ schema, of, onChange }: Props) {
  const type = typeOf(schema)
  if (type === 'object') {
    return (
      <div className="property-inner">
        <Properties schema={schema} of={`${of}.`} onChange={onChange} />
        <AddInside label={`Add a parameter to ${of}`} onAdd={() => onChange(withNewProperty(schema))} />
      </div>
    )
  }
  const items = schema.items
  if (type !== 'array' || typeof items !== 'object' || items === null || Array.isArray(items)) return null
  const inner = items as JsonSchema
  const set = (inner: JsonSchema) => onChange(withItems(schema, inner))
  return (
    <div className="property-inner">
      <div className="items-row">
        <span className="dim">each is</span>
        <TypeField label={`Type of each of ${of}`} schema={inner} onChange={set} />
      </div>
      <Hidden schema={inner} />
      <Inner schema={inner} of={`${of}[]`} onChange={set} />
    </div>
  )
}

function AddInside({ label, onAdd }: { label: string; onAdd(): void }) {
  return (
    <span>
      <Button aria-label={label} onClick={onAdd}>
        <Icon name="plus" size="small" />
        Parameter
      </Button>
    </span>
  )
}

function controlsIn(row: HTMLElement): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('input, select, textarea, button')]
}

import { useState } from 'react'
import type { JsonSchema } from '@/lib/chat/types'
import { CHOICES, choiceOf, isNullable, type SchemaRow, type TypeChoice, withType } from '@/lib/playground/schema/tree'
import { typesOf } from '@/lib/playground/schema/words'
import { IconButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { SchemaDetails } from './schema-details'
import { Findings } from './schema-notes'
import type { SchemaFinding } from './use-schema-findings'

interface Props {
  row: SchemaRow
  findings: readonly SchemaFinding[]
  open: boolean
  onOpen(open: boolean): void
  onChange(change: (schema: JsonSchema) => JsonSchema): void
  onAdd(): void
  onRename(name: string): void
  onRequire(on: boolean): void
  onRemove(): void
}

/** One schema of the tree: its name, what it is, whether it must be there; the rest behind a button. */
export function SchemaRowControls({ row, findings, open, ...on }: Props) {
  const { name, place, schema, depth, required } = row
  const choice = choiceOf(schema)
  const isObject = choice === 'object'
  const shown = open ? findings : findings.filter(({ severity }) => severity !== 'info')
  const hidden = findings.length - shown.length
  const letters = [...new Set(findings.flatMap(({ letters }) => letters))]
  const description = typeof schema.description === 'string' ? schema.description : ''
  return (
    <li className="schema-row" style={{ '--depth': depth }}>
      <div className="schema-line">
        {place === 'property' ? (
          <NameField name={name} onRename={on.onRename} />
        ) : (
          <span className="schema-name dim">{name}</span>
        )}
        <TypeField name={name} schema={schema} choice={choice} onChange={on.onChange} />
        {place === 'property' ? (
          <label className="schema-check" data-tip={`Whether ${name} must be there`}>
            <input
              className="check"
              type="checkbox"
              aria-label={`${name} is required`}
              checked={required}
              onChange={event => on.onRequire(event.target.checked)}
            />
            <span aria-hidden="true">required</span>
          </label>
        ) : (
          <span className="schema-check" />
        )}
        {isObject ? (
          <IconButton icon="plus" name={`Add a property to ${name}`} small className="schema-gap" onClick={on.onAdd} />
        ) : (
          <span className="schema-gap" />
        )}
        <button
          type="button"
          className="button icon-only small"
          aria-label={`Details of ${name}`}
          aria-expanded={open}
          data-tip={hidden ? `Details; something changes for ${letters.join(', ')}` : 'Details'}
          onClick={() => on.onOpen(!open)}
        >
          <Icon name={hidden ? 'delta' : 'more'} className={hidden ? 'told' : ''} />
        </button>
      </div>
      {!open && description && <p className="schema-description cut">{description}</p>}
      {open && <SchemaDetails row={row} onChange={on.onChange} onAdd={on.onAdd} onRemove={on.onRemove} />}
      {shown.length > 0 && <Findings findings={shown} />}
    </li>
  )
}

/** Holds what is typed until it is a name that is free. */
function NameField({ name, onRename }: { name: string; onRename(name: string): void }) {
  const [draft, setDraft] = useState<string | null>(null)
  const type = (text: string) => {
    setDraft(text)
    if (text) onRename(text)
  }
  const wrong = draft !== null && draft !== name
  return (
    <input
      className="field mono schema-name"
      aria-label={`Name of ${name}`}
      aria-invalid={wrong}
      data-tip={wrong ? (draft ? `${draft} is there already.` : 'A property needs a name.') : undefined}
      value={draft ?? name}
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      onChange={event => type(event.target.value)}
      onBlur={() => setDraft(null)}
    />
  )
}

interface TypeProps {
  name: string
  schema: JsonSchema
  choice: TypeChoice | undefined
  onChange: Props['onChange']
}

/** What the tree has no word for is said in its own, and stays until another is chosen. */
function TypeField({ name, schema, choice, onChange }: TypeProps) {
  const own =
    choice ??
    ['$ref', 'const', 'anyOf', 'oneOf', 'allOf'].find(keyword => schema[keyword] !== undefined) ??
    typesOf(schema).join(' | ')
  const take = (word: string) => {
    // Another word takes the place of a reference or of variants.
    const { $ref, const: _const, anyOf, oneOf, allOf, ...plain } = schema
    onChange(() => withType(plain, word as TypeChoice))
  }
  return (
    <select className="field schema-type" aria-label={`Type of ${name}`} value={own} onChange={event => take(event.target.value)}>
      {choice === undefined && <option value={own}>{own}</option>}
      {CHOICES.map(word => (
        <option key={word} value={word}>
          {word === choice && isNullable(schema) ? `${word} | null` : word}
        </option>
      ))}
    </select>
  )
}

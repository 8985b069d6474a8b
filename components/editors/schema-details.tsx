import { useId, useState } from 'react'
import type { JsonSchema } from '@/lib/chat/types'
import { choiceOf, enumOf, enumText, isNullable, type SchemaRow, withKeyword, withNull } from '@/lib/playground/schema/tree'
import { Button } from '../ui/button'

interface Props {
  row: SchemaRow
  onChange(change: (schema: JsonSchema) => JsonSchema): void
  onAdd(): void
  onRemove(): void
}

/** What a row has no room for: what it means, its choices, whether it may be null, and what only the text can change. */
export function SchemaDetails({ row: { name, place, schema, others }, onChange, onAdd, onRemove }: Props) {
  const id = useId()
  const choice = choiceOf(schema)
  const told = others.filter(keyword => keyword !== 'additionalProperties' && keyword !== 'const' && keyword !== '$ref')
  return (
    <div className="schema-details">
      <label className="field-label" htmlFor={id}>
        Description
      </label>
      <input
        id={id}
        className="field"
        value={typeof schema.description === 'string' ? schema.description : ''}
        placeholder="What it means; models read it"
        onChange={event => {
          const text = event.target.value
          onChange(schema => withKeyword(schema, 'description', text || undefined))
        }}
      />
      {choice === 'enum' && (
        <Choices name={name} value={schema.enum} onChange={list => onChange(s => withKeyword(s, 'enum', list))} />
      )}
      <div className="schema-switches">
        {choice && choice !== 'any' && choice !== 'null' && (
          <label className="schema-check wide">
            <input
              className="check"
              type="checkbox"
              checked={isNullable(schema)}
              onChange={event => {
                const on = event.target.checked
                onChange(schema => withNull(schema, on))
              }}
            />
            or null
          </label>
        )}
        {choice === 'object' && (
          <label className="schema-check wide">
            <input
              className="check"
              type="checkbox"
              checked={schema.additionalProperties !== false}
              onChange={event => {
                const open = event.target.checked
                onChange(schema => withKeyword(schema, 'additionalProperties', open ? undefined : false))
              }}
            />
            other properties, too
          </label>
        )}
        <span className="grow" />
        {choice === 'object' && (
          <Button look="link" onClick={onAdd}>
            Add a property
          </Button>
        )}
        {place === 'property' && (
          <Button look="link" aria-label={`Remove ${name}`} onClick={onRemove}>
            Remove
          </Button>
        )}
      </div>
      {told.length > 0 && (
        <p className="field-hint">
          Also says <span className="mono">{told.join(', ')}</span>; that is kept, and edited as text.
        </p>
      )}
    </div>
  )
}

/** One on a line. What is typed stands until the field is left, so that a line may be empty for a moment. */
function Choices({ name, value, onChange }: { name: string; value: unknown; onChange(choices: unknown[]): void }) {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const text = draft ?? enumText(value)
  return (
    <>
      <label className="field-label" htmlFor={id}>
        Choices, one on a line
      </label>
      <textarea
        id={id}
        className="field mono schema-choices"
        aria-label={`Choices of ${name}, one on a line`}
        rows={Math.min(8, Math.max(2, text.split('\n').length))}
        spellCheck={false}
        value={text}
        onChange={event => {
          setDraft(event.target.value)
          const choices = enumOf(event.target.value)
          if (choices.length) onChange(choices)
        }}
        onBlur={() => setDraft(null)}
      />
    </>
  )
}

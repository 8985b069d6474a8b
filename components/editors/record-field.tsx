import { useState } from 'react'
import { Button, IconButton } from '../ui/button'
import type { FieldProps } from './param-control'

/** Names and texts, in their order. A line without a name is not sent; a name that stands twice is complained of. */
export function RecordField({ label, value, placeholder, set }: FieldProps) {
  const [draft, setDraft] = useState<[string, string][] | null>(null)
  const pairs = draft ?? pairsOf(value)
  const change = (next: [string, string][]) => {
    setDraft(next)
    const named = next.filter(([name]) => name !== '')
    set(named.length ? Object.fromEntries(named) : undefined)
  }
  const repeated = (name: string, at: number) => name !== '' && pairs.findIndex(pair => pair[0] === name) < at
  return (
    <fieldset className="record-field" aria-label={label}>
      {!pairs.length && <span className="dim">{placeholder}</span>}
      {pairs.map(([name, text], index) => (
        <div key={index} className="record-line">
          <input
            className="field mono"
            aria-label={`${label}, name ${index + 1}`}
            placeholder="name"
            autoComplete="off"
            spellCheck={false}
            value={name}
            aria-invalid={repeated(name, index)}
            data-tip={repeated(name, index) ? 'This name stands above already.' : undefined}
            onChange={event => change(pairs.with(index, [event.target.value, text]))}
          />
          <input
            className="field mono"
            aria-label={`${label}, value ${index + 1}`}
            placeholder="value"
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={event => change(pairs.with(index, [name, event.target.value]))}
          />
          <IconButton
            icon="x"
            name={`Remove ${name || `line ${index + 1}`}`}
            small
            onClick={() => change(pairs.toSpliced(index, 1))}
          />
        </div>
      ))}
      <span>
        <Button look="link" onClick={() => setDraft([...pairs, ['', '']])}>
          Add a pair
        </Button>
      </span>
    </fieldset>
  )
}

function pairsOf(value: unknown): [string, string][] {
  return typeof value === 'object' && value !== null ? Object.entries(value).map(([name, text]) => [name, String(text)]) : []
}

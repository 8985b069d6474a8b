import { useState } from 'react'
import type { FieldProps } from './param-control'

const OTHER = 'another word…'

/** One of a few words, or another one: vendors add their own. */
export function ChoiceField({ id, label, value, placeholder, set, choices }: FieldProps & { choices: readonly string[] }) {
  const own = typeof value === 'string' && !choices.includes(value)
  const [writing, setWriting] = useState(own)
  const choose = (word: string) => {
    setWriting(word === OTHER)
    if (word !== OTHER) set(word || undefined)
  }
  return (
    <>
      <select
        id={id}
        className="field"
        value={writing || own ? OTHER : String(value ?? '')}
        onChange={event => choose(event.target.value)}
      >
        <option value="">{placeholder}</option>
        {[...choices, OTHER].map(word => (
          <option key={word}>{word}</option>
        ))}
      </select>
      {(writing || own) && (
        <input
          className="field mono"
          aria-label={`${label}, another word`}
          value={own ? value : ''}
          autoComplete="off"
          spellCheck={false}
          onChange={event => set(event.target.value || undefined)}
        />
      )}
    </>
  )
}

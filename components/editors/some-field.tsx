import type { FieldProps } from './param-control'

/** Any of a few words; none of them: not sent. */
export function SomeField({ id, label, value, placeholder, set, choices }: FieldProps & { choices: readonly string[] }) {
  const chosen: readonly unknown[] = Array.isArray(value) ? value : []
  const toggle = (word: string) => {
    const next = choices.filter(choice => (choice === word) !== chosen.includes(choice))
    set(next.length ? next : undefined)
  }
  return (
    <fieldset id={id} className="some-field" aria-label={label}>
      {choices.map(word => (
        <button key={word} type="button" className="chip" aria-pressed={chosen.includes(word)} onClick={() => toggle(word)}>
          {word}
        </button>
      ))}
      {value == null && <span className="dim">{placeholder}</span>}
    </fieldset>
  )
}

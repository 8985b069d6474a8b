import { useState } from 'react'
import type { FieldProps } from './param-control'

/** One entry per line; a line break inside an entry is written \n. */
export function ListField({ id, value, placeholder, set, most = Infinity }: FieldProps & { most?: number }) {
  const entries = Array.isArray(value) ? value : typeof value === 'string' ? [value] : []
  const [draft, setDraft] = useState<string | null>(null)
  const lines = draft === null ? entries : linesOf(draft)
  const change = (text: string) => {
    setDraft(text)
    const lines = linesOf(text)
    if (lines.length <= most) set(lines.length ? lines : undefined)
  }
  const tooMany = lines.length > most
  return (
    <>
      <textarea
        id={id}
        className="field mono list-field"
        rows={2}
        placeholder={placeholder === 'not sent' ? 'one per line' : placeholder}
        spellCheck={false}
        aria-invalid={tooMany}
        value={draft ?? entries.map(entry => String(entry).replaceAll('\n', '\\n')).join('\n')}
        onChange={event => change(event.target.value)}
        onBlur={() => tooMany || setDraft(null)}
      />
      {tooMany && <p className="field-problem">At most {most} entries; the first that were whole are sent.</p>}
    </>
  )
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.replaceAll('\\n', '\n'))
}

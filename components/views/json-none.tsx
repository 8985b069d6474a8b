import type { JsonFault } from '@/lib/util/json-beginning'

/** Characters shown around the place. */
const AROUND = 120

/** Where an answer stops being JSON, and what stands there. */
export function JsonNone({ text, fault: { at, message } }: { text: string; fault: JsonFault }) {
  const from = Math.max(0, at - AROUND)
  const character = String.fromCodePoint(text.codePointAt(at) ?? 32)
  const rest = text.slice(at + character.length, at + AROUND)
  return (
    <section className="json-none" aria-label="Where it stops being JSON">
      <p>
        Character {(at + 1).toLocaleString('en-US')}: {message}
      </p>
      <p className="json-around">
        {from > 0 && '…'}
        {text.slice(from, at)}
        <mark>{character.trim() ? character : '␣'}</mark>
        {rest}
        {at + AROUND < text.length && '…'}
      </p>
    </section>
  )
}

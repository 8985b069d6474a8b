import { memo } from 'react'

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|\b(true|false|null)\b|([{}[\],])/g

/** One line of JSON in colours. Anything that is not JSON stays plain text. */
export const JsonLine = memo(function JsonLine({ text }: { text: string }) {
  return <span className="json-line">{[...parts(text)]}</span>
})

function* parts(text: string) {
  let at = 0
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > at) yield text.slice(at, match.index)
    const [whole, string, colon, number, literal] = match
    const look = string ? (colon ? 'key' : 'string') : number ? 'number' : literal ? 'literal' : 'mark'
    yield (
      <span key={match.index} className={look}>
        {whole}
      </span>
    )
    at = match.index + whole.length
  }
  if (at < text.length) yield text.slice(at)
}

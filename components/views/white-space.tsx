/** What a font shows as nothing, or as something else than it is. */
const UNSEEN =
  /[ \t\n\r\u00a0\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

const MARKS: ReadonlyMap<string, string> = new Map([
  [' ', '·'],
  ['\t', '→'],
  ['\n', '↵'],
  ['\r', '␍'],
  ['\u00a0', '⍽'],
])

/** The same characters with marks over those that are not seen. The marks are drawn by CSS: what is copied stays the text. */
export function WhiteSpace({ text }: { text: string }) {
  return [...parts(text)]
}

function* parts(text: string) {
  let at = 0
  for (const { 0: character, index } of text.matchAll(UNSEEN)) {
    if (index > at) yield text.slice(at, index)
    const mark = MARKS.get(character)
    yield (
      <span key={index} className="white-space" data-mark={mark ?? codeOf(character)} data-code={mark ? undefined : ''}>
        {character}
      </span>
    )
    at = index + character.length
  }
  if (at < text.length) yield text.slice(at)
}

function codeOf(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

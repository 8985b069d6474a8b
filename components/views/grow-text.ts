/** A text as pieces that can be laid out on their own; joined they are the text. All but the last are full and never change. */
export interface Pieces {
  text: string
  pieces: readonly string[]
}

export const NO_PIECES: Pieces = { text: '', pieces: [''] }

/** UTF-16 units after which a piece ends with its line, and at which it ends wherever it is. */
const ENOUGH = 2000
const MOST = 8000

/** Cuts only what is new, and at the same places however the text arrived. */
export function growText(before: Pieces, text: string): Pieces {
  if (before.text === text) return before
  const known = text.startsWith(before.text) ? before : NO_PIECES
  const full = known.pieces.slice(0, -1)
  let rest = known.pieces.at(-1)! + text.slice(known.text.length)
  for (let end = endOf(rest); end > 0; end = endOf(rest)) {
    full.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return { text, pieces: [...full, rest] }
}

/** Where the first piece of a text ends; 0: not yet. */
function endOf(text: string): number {
  if (text.length <= ENOUGH) return 0
  const line = text.indexOf('\n', ENOUGH) + 1
  if (line > 0 && line <= MOST) return line < text.length ? line : 0
  if (text.length <= MOST) return 0
  const space = text.lastIndexOf(' ', MOST - 1) + 1
  return space > ENOUGH ? space : wholeCharacter(text, MOST)
}

/** Never between the halves of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  return text.codePointAt(at - 1)! > 0xffff ? at - 1 : at
}

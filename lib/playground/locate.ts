/**
 * Where characters of a source text stand in what was made of it to be read: markup is gone there, white space may be another.
 * Both are walked once, side by side. `null` where most of the source up to there cannot be found: then it is another text.
 */
export function locate(source: string, shown: string, from: number, to: number): { from: number; to: number } | null {
  let at = 0
  let walked = 0
  let found = 0
  let first = -1
  let last = -1
  const skip = () => {
    while (at < shown.length && isSpace(shown, at)) at++
  }
  for (let index = 0; index < Math.min(to, source.length); index++) {
    if (isSpace(source, index)) continue
    walked++
    skip()
    if (source[index] !== shown[at]) continue
    found++
    if (index >= from) {
      if (first < 0) first = at
      last = at
    }
    at++
  }
  return first < 0 || found < walked * ENOUGH ? null : { from: first, to: last + 1 }
}

/** Of the characters, the share that must be found. */
const ENOUGH = 0.5

function isSpace(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0
}

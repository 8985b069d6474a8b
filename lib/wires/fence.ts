/** Takes text piece by piece and gives back what may be shown of it. */
export interface TextFilter {
  push(text: string): string
  /** What was held back and turned out to be text. */
  end(): string
}

// Bounded, so that a model that writes blanks without end is neither withheld nor read again and again.
const OPENING = /^\s{0,200}```[\w-]{0,30}[ \t]{0,30}\r?\n/
/** Everything that could still become an opening fence. */
const MAYBE_OPENING = /^\s{0,200}(`{0,2}|```[\w-]{0,30}[ \t]{0,30}\r?)$/
const CLOSING = /^\s*```\s*$/
const MAYBE_CLOSING = /^\s*`{0,3}\s*$/
const LONGEST_CLOSING = 200

/**
 * Withholds a code fence around a JSON answer, the same wherever the text is cut: models write one however they are asked.
 * A closing fence is only taken away where an opening one was.
 */
export function fenceFilter(): TextFilter {
  let state: 'start' | 'fenced' | 'plain' = 'start'
  let held = ''

  function push(text: string): string {
    if (state === 'plain') return text
    held += text
    if (state === 'start') {
      const opening = OPENING.exec(held)
      if (opening) {
        state = 'fenced'
        held = held.slice(opening[0].length)
      } else if (MAYBE_OPENING.test(held)) return ''
      else {
        state = 'plain'
        return end()
      }
    }
    const tail = startOfTail(held)
    const shown = held.slice(0, tail)
    held = held.slice(tail)
    return shown
  }

  function end(): string {
    const rest = state === 'fenced' && CLOSING.test(held) ? '' : held
    held = ''
    return rest
  }

  return { push, end }
}

/** Where the longest ending starts that may still become a closing fence. */
function startOfTail(text: string): number {
  let start = text.length
  while (start > 0 && text.length - start < LONGEST_CLOSING && MAYBE_CLOSING.test(text.slice(start - 1))) start--
  return start
}

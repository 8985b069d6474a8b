export interface Split {
  content: string
  reasoning: string
}

export interface ThinkSplitter {
  push(text: string): Split
  end(): Split
  /** False once nothing will be split any more. */
  readonly active: boolean
}

const OPEN = '<think>'
const CLOSE = '</think>'
/** Blanks before the tag that are waited for. */
const MOST_BLANKS = 200

/**
 * Open models without a reasoning parser write their thinking into the content, between tags. The same split wherever the text is
 * cut, and where the tag is never closed. Only a tag that opens the content counts: later ones are text about tags.
 */
export function thinkSplitter(): ThinkSplitter {
  let state: 'start' | 'thinking' | 'after' | 'plain' = 'start'
  let begun = false
  let held = ''

  function push(text: string): Split {
    if (state === 'plain') return { content: text, reasoning: '' }
    held += text
    if (state === 'start') {
      const tag = held.trimStart()
      if (OPEN.startsWith(tag) && held.length - tag.length <= MOST_BLANKS) return { content: '', reasoning: '' }
      if (!tag.startsWith(OPEN) || held.length - tag.length > MOST_BLANKS) return plain()
      state = 'thinking'
      held = tag.slice(OPEN.length)
    }
    return state === 'thinking' ? think() : answer()
  }

  function think(): Split {
    if (!begun) held = held.trimStart()
    if (held) begun = true
    const close = held.indexOf(CLOSE)
    if (close >= 0) {
      const reasoning = held.slice(0, close)
      held = held.slice(close + CLOSE.length)
      state = 'after'
      return { ...answer(), reasoning }
    }
    const keep = tailOf(held)
    const reasoning = held.slice(0, held.length - keep)
    held = held.slice(held.length - keep)
    return { content: '', reasoning }
  }

  /** The blank lines between the tag and the answer belong to the tag. */
  function answer(): Split {
    held = held.trimStart()
    return held ? plain() : { content: '', reasoning: '' }
  }

  function plain(): Split {
    state = 'plain'
    const content = held
    held = ''
    return { content, reasoning: '' }
  }

  function end(): Split {
    const rest = held
    held = ''
    return state === 'thinking' ? { content: '', reasoning: rest } : { content: rest, reasoning: '' }
  }

  return {
    push,
    end,
    get active() {
      return state !== 'plain'
    },
  }
}

/** How many of the last characters may be the beginning of the closing tag. */
function tailOf(text: string): number {
  for (let length = Math.min(CLOSE.length - 1, text.length); length > 0; length--) {
    if (CLOSE.startsWith(text.slice(text.length - length))) return length
  }
  return 0
}

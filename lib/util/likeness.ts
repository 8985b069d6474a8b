/**
 * Most events of a stream are the one before with other words in them. What stands around the words is learned from one that was
 * read or written in full; texts that are the same around theirs need no parsing, and no writing of what stays the same.
 */
export interface Likeness {
  /** Remembers what stands around `words` in a JSON text, where that is plain to see; else forgets. */
  learn(text: string, words: string): void
  forget(): void
  /** The words of a text that is otherwise the learned one, or undefined. */
  wordsIn(text: string): string | undefined
  /** The learned text with other words, or undefined. */
  textWith(words: string): string | undefined
}

/** What JSON writes between quotes as it is, and Portkey's SDK does not take for a line's end. */
const PLAIN = /^[^"\\\x00-\x1f\x85\u2028\u2029\ud800-\udfff]+$/

/** A string that is not a view of a larger one, which it would keep in memory as long as it lives. */
const alone = (text: string): string => JSON.parse(JSON.stringify(text))

export function likeness(): Likeness {
  let before = ''
  let after = ''

  function forget() {
    before = ''
  }

  return {
    learn(text, words) {
      forget()
      const quoted = `"${words}"`
      const at = text.indexOf(quoted)
      if (at < 0 || text.indexOf(quoted, at + 1) >= 0 || !PLAIN.test(words)) return
      before = alone(text.slice(0, at + 1))
      after = alone(text.slice(at + 1 + words.length))
    },
    forget,
    wordsIn(text) {
      const end = text.length - after.length
      if (!before || end <= before.length || !text.startsWith(before) || !text.endsWith(after)) return undefined
      const words = text.slice(before.length, end)
      return PLAIN.test(words) ? words : undefined
    },
    textWith: words => (before && PLAIN.test(words) ? before + words + after : undefined),
  }
}

const WORD = ' word'

/**
 * Holds what arrived against what `answers.mjs` wrote: every word of it once and in order, and the end. Undefined when it does, else
 * what is wrong.
 */
export function faultOf(text, { words, end }) {
  let place = 0
  for (let expected = 0; expected < words; expected++) {
    place = text.indexOf(WORD, place)
    if (place === -1) return `ended after ${expected} of ${words} words`
    place += WORD.length
    const found = Number.parseInt(text.slice(place, place + 7), 10)
    if (found !== expected) return `word ${found} where ${expected} was expected`
  }
  if (text.includes(WORD, place)) return `more than ${words} words`
  if (!text.includes(end, place)) return `no ${end}`
}

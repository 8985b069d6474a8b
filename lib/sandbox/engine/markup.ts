import { hash } from './random'

/**
 * How answers are written: plain text in which `[one|another]` offers wordings. Brackets without a bar mean themselves, so
 * lists and links need no escape.
 */
export interface Passage {
  options: string[]
  /** How likely each is before anything else; sum 1. */
  weights: number[]
}

const groups = /\[([^[\]\n]*\|[^[\]\n]*)\]/g

/** What may be written for a word of plain English prose, wherever it occurs. One way only: "like" is not always "such as". */
const others = new Map(
  `usually: normally, typically
  often: frequently
  for example: for instance
  needs: requires
  shows: displays
  chooses: picks, selects
  picks: chooses, selects
  choose: pick, select
  nearly: almost
  almost: nearly
  the answer: the reply
  likeliest: most likely
  likelier: more likely
  mostly: mainly, largely
  because: since, as
  such as: like
  for each: for every
  each time: every time
  in place of: instead of
  begins: starts
  sometimes: at times
  now and then: from time to time
  again and again: over and over
  rarely: seldom
  wants: expects
  it is: it’s
  does not: doesn’t
  do not: don’t
  is not: isn’t
  are not: aren’t
  cannot: can’t
  will not: won’t
  they are: they’re
  only the: just the
  only for: just for
  only a: just a
  only one: just one
  only what: just what
  only with: just with
  several: a few
  so that: so
  as soon as: once
  provider: vendor
  providers: vendors
  is called: goes by the name of
  afterwards: after that
  depends on: varies with
  dearer: more expensive
  cheaper: less expensive
  quickly: fast
  exactly: precisely
  above: over
  below: under
  at most: no more than
  at least: no fewer than
  left out: omitted
  leaves out: omits`
    .split('\n')
    .map(line => line.trim().split(': ') as [string, string])
    .map(([word, list]) => [word, list.split(', ')] as const),
)
const alikeWords = new RegExp(` (?:${[...others.keys()].join('|')})(?= [\\p{L}\\d“])`, 'gu')
const CHANGE = 0.35

/** The passages of a text. `key` decides, besides chance, which wording is the likeliest: another prompt, another answer. */
export function toPassages(text: string, key: number): Passage[] {
  const passages: Passage[] = []
  let at = 0
  for (const match of text.matchAll(groups)) {
    plain(passages, text.slice(at, match.index))
    group(passages, match[1]!.split('|'), key)
    at = match.index + match[0].length
  }
  plain(passages, text.slice(at))
  return passages.filter(({ options }) => options.some(option => option !== ''))
}

function plain(passages: Passage[], text: string): void {
  let at = 0
  if (!text.includes('```')) {
    for (const match of text.matchAll(alikeWords)) {
      const word = match[0].slice(1)
      const options = [word, ...others.get(word)!].map(option => ` ${option}`)
      passages.push(single(text.slice(at, match.index)))
      passages.push({ options, weights: options.map((_, index) => (index ? CHANGE / (options.length - 1) : 1 - CHANGE)) })
      at = match.index + match[0].length
    }
  }
  passages.push(single(text.slice(at)))
}

const single = (text: string): Passage => ({ options: [text], weights: [1] })

/** A space before a group moves into its options, so that tokens never reach over its edge. */
function group(passages: Passage[], options: string[], key: number): void {
  const before = passages.at(-1)
  const space = before?.options.length === 1 && before.options[0]!.endsWith(' ') ? ' ' : ''
  if (space) before!.options[0] = before!.options[0]!.slice(0, -1)
  const likings = options.map((option, index) => 2 ** ((hash(`${key}:${passages.length}:${index}:${option}`) % 1000) / 700))
  const sum = likings.reduce((total, liking) => total + liking, 0)
  passages.push({ options: options.map(option => space + option), weights: likings.map(liking => liking / sum) })
}

/** The text with every choice made: `choose` gets the options and returns one. */
export function spell(text: string, choose: (options: string[]) => string = options => options[0]!): string {
  return text.replace(groups, (_, inner: string) => choose(inner.split('|')))
}

/** Words of a prompt are not markup. */
export const quoteForMarkup = (text: string): string => text.replace(/[[\]|]/g, ' ')

import { stem, topicOf } from './words'

/** What a message mentions, as far as signs and capitals tell. */
export interface Findings {
  message: string
  topic: string
  /** In order, with the words around them. */
  numbers: { value: number; before: string; after: string }[]
  quoted: string[]
  /** Runs of capitalised words, with the word before. */
  names: { text: string; before: string }[]
  dates: string[]
  times: string[]
  emails: string[]
  links: string[]
  /** `12 * (3 + 4)`. */
  sums: string[]
  words: Set<string>
}

const numberWords = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const months = 'january february march april may june july august september october november december'.split(' ')

// Capitalised for other reasons than being a name.
const notNames = new Set(
  `what when how why who where which is are do does did can could would will please the a an i i'm i'd in on at for from to and or if
  my your give get find search look tell show list write create make book order send call use let's let translate calculate compute
  compare convert check set add remove delete update play turn hi hello hey thanks thank it this that there then also first next
  weather temperature flight flights hotel extract describe summarize classify generate invent imagine parse fill return using based identify analyze
  schedule remind buy sell open close start stop run fetch wie was wer wann wo bitte json api url`.split(/\s+/),
)

const none: ReadonlySet<string> = new Set()

/** `orders`: words, in lower case, that are no names where a sentence begins with them. */
export function findIn(message: string, orders = none): Findings {
  const all = (pattern: RegExp) => [...message.matchAll(pattern)].map(match => match[1] ?? match[0])
  const links = all(/https?:\/\/[^\s<>"')\]]+/g)
  const emails = all(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g)
  return {
    message,
    topic: topicOf(message),
    numbers: numbersIn(message),
    quoted: all(/"([^"\n]{1,200})"|“([^”\n]{1,200})”|‘([^’\n]{1,200})’|(?<=^|[\s(:])'([^'\n]{1,200})'/g).map(text =>
      text.replace(/^["“‘']|["”’']$/g, ''),
    ),
    names: namesIn(message, orders),
    dates: datesIn(message),
    times: all(/\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?\b|\b\d{1,2}\s?[ap]m\b/gi),
    emails,
    links,
    sums: all(/[-(\d][\d\s.,()]*(?:[-+*/^×÷%]\s*[-(\d][\d\s.,()]*)+/g)
      .map(text => text.replace(/[\s.,]+$/, '').trim())
      .filter(text => !/^[\d-]+-\d+-\d+/.test(text)),
    words: new Set((message.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []).flatMap(word => [word, stem(word)])),
  }
}

function numbersIn(message: string): Findings['numbers'] {
  const found: Findings['numbers'] = []
  const parts = message.split(/\s+/)
  for (const [index, part] of parts.entries()) {
    const bare = part.replace(/^[^\p{L}\p{N}-]+|[^\p{L}\p{N}]+$/gu, '').toLowerCase()
    const word = numberWords.indexOf(bare)
    const digits = /^[$€£]?(-?\d[\d,]*(?:\.\d+)?)(?:%|[a-z°]{0,6})$/i.exec(bare)?.[1]
    const value = word >= 0 ? word : digits === undefined ? Number.NaN : Number(digits.replace(/,/g, ''))
    // "one" is as often a pronoun as a number.
    if (Number.isNaN(value) || word === 1) continue
    const near = (place: number) => stem((parts[place] ?? '').toLowerCase().replace(/[^\p{L}]/gu, ''))
    found.push({ value, before: near(index - 1), after: near(index + 1) })
  }
  return found
}

/** What stands between the members of a list. */
export const joint =
  /^["”'’]?\s*(?:,|;|&|\/|and|or|und|oder|et|ou|y|o|e|vs\.?|versus|compared (?:to|with)|as well as|,\s*and)\s*(?:(?:in|for|the)\s+)?["“'‘]?$/i

function namesIn(message: string, orders: ReadonlySet<string>): Findings['names'] {
  const found: Findings['names'] = []
  const plain = message.replace(/https?:\/\/\S+/g, ' ')
  let end = 0
  for (const match of plain.matchAll(
    /\p{Lu}[\p{L}\p{M}’'-]*(?:\s+(?:(?:de|da|do|la|le|of|the|am|an der|upon)\s+)?\p{Lu}[\p{L}\p{M}’'-]*)*/gu,
  )) {
    let words = match[0].replace(/['’]s$/, '').split(/\s+/)
    const begins = /(?:^|[.!?:\n]\s*)$/.test(plain.slice(0, match.index))
    while (words[0] && (notNames.has(words[0].toLowerCase()) || (begins && orders.has(words[0].toLowerCase()))))
      words = words.slice(1)
    while (words.length > 0 && /^[a-z]/.test(words[0]!)) words = words.slice(1)
    const text = words.join(' ')
    // "Extract the…", "Email my…": an order, not a name.
    const ordered = /^\s+(?:the|an?|all|my|this|that|these|every|each|from|into|me|for)\b/.test(
      plain.slice(match.index + match[0].length),
    )
    if (ordered && words.length === 1 && begins) continue
    if (text.length < 2 || months.includes(text.toLowerCase())) continue
    const start = match.index + match[0].indexOf(text)
    const last = found.at(-1)
    // "in Paris, Oslo and Rome": all of them are in.
    const joined = last !== undefined && joint.test(plain.slice(end, start))
    const before = joined ? last.before : (/([\p{L}]+)[^\p{L}]*$/u.exec(plain.slice(0, start))?.[1]?.toLowerCase() ?? '')
    found.push({ text, before })
    end = start + text.length
  }
  return found
}

function datesIn(message: string): string[] {
  const found = [...message.matchAll(/\b\d{4}-\d\d-\d\d\b/g)].map(match => match[0])
  const month = months.map(name => `${name}|${name.slice(0, 3)}`).join('|')
  const pattern = new RegExp(
    `\\b(?:(${month})\\.? (\\d{1,2})(?:st|nd|rd|th)?|(\\d{1,2})(?:st|nd|rd|th)?\\.? (?:of )?(${month}))\\b(?:,? (\\d{4}))?`,
    'gi',
  )
  for (const [, first, day, otherDay, second, year] of message.matchAll(pattern)) {
    const index = months.findIndex(name => name.startsWith((first ?? second)!.toLowerCase().slice(0, 3)))
    const date = String(day ?? otherDay).padStart(2, '0')
    found.push(`${year ?? '2026'}-${String(index + 1).padStart(2, '0')}-${date}`)
  }
  return found
}

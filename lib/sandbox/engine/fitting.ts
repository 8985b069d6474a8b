import type { Findings } from './findings'
import { stem } from './words'

/** A property's name in words: `maxResults`, `max_results` → max, results. */
export function nameWords(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()
    .split(' ')
    .filter(Boolean)
}

const is = (words: readonly string[], pattern: RegExp) => words.some(word => pattern.test(word))

const places =
  /^(?:city|town|location|place|country|region|address|destination|origin|departure|arrival|airport|station|capital|state|area|venue|where|from|to|source|target)$/
const persons =
  /^(?:name|person|user|customer|author|recipient|contact|employee|owner|guest|attendee|attendees|who|people|member|members|participants?)$/
const placeWords = ['in', 'to', 'at', 'near', 'from', 'around', 'into', 'à', 'en', 'nach', 'aus']
const personWords = ['with', 'for', 'by', 'is', 'named', 'called', 'am', 'm', 'name', 'mit', 'avec', 'con']
const starts = /^(?:from|origin|source|departure|start)$/
const goals = /^(?:to|destination|target|arrival|end)$/
const subjects = /^(?:query|q|search|question|topic|subject|keyword|keywords|term|terms|prompt|about|input|theme)$/
const longTexts =
  /^(?:text|message|content|body|phrase|sentence|note|title|task|string|value|reminder|summary|description|caption)$/

/** A value of the message, and whether its place or kind says that it is meant. */
export interface Said<Value> {
  value: Value
  sure: boolean
}

/**
 * Strings of the message that may be meant by a property, best first. `name` in words; `hint` the property's description.
 */
export function stringsFor(
  name: readonly string[],
  hint: string,
  found: Findings,
): { text: string; sure: boolean; topic?: boolean }[] {
  const sure = meant(name.map(singular), nameWords(hint).map(singular), found)
  // A name is a name: what the message is about would be none.
  const about =
    found.words.has(stem(name.join(' '))) || is(name.map(singular), places) || is(name.map(singular), persons)
      ? []
      : topics(found)
  const rest = [...found.quoted, ...found.names.map(({ text }) => text)].filter(text => !sure.includes(text))
  return [
    ...[...new Set(sure)].map(text => ({ text, sure: true })),
    ...[...new Set(rest)].map(text => ({ text, sure: false })),
    ...about.filter(text => ![...sure, ...rest].includes(text)).map(text => ({ text, sure: false, topic: true })),
  ]
}

const singular = (word: string) => word.replace(/ies$/, 'y').replace(/([^su])s$/, '$1')

function meant(name: readonly string[], hints: readonly string[], found: Findings): string[] {
  const names = found.names.map(({ text }) => text)
  const after = (...words: string[]) => found.names.filter(({ before }) => words.includes(before)).map(({ text }) => text)
  const elsewhere = found.names.filter(({ before }) => !placeWords.includes(before)).map(({ text }) => text)
  if (is(name, /^e?mail$/)) return found.emails
  if (is(name, /^(?:url|uri|link|website|homepage|href)$/)) return found.links
  if (is(name, /^(?:date|day|when|deadline|due)$/)) return [...found.dates, ...relativeDays(found)]
  if (is(name, /^(?:time|hour|clock)$/)) return found.times
  if (is(name, /^(?:expression|formula|equation|calculation|sum|math)$/)) return [...found.sums, ...found.quoted]
  // Somebody to write to: an address, if the message has one.
  if (found.emails.length > 0 && is([...name, ...hints], /^(?:to|cc|recipient|receiver|address|e?mail)$/)) return found.emails
  if (is(name, starts) && !is(name, goals)) return [...after('from'), ...after('in')]
  if (is(name, goals)) return [...after('to', 'into'), ...names.slice(1)]
  if (is(name, places)) return firstOf(after(...placeWords), after('for', 'of', 'like'), names, found.quoted)
  if (is(name, persons)) return firstOf(after(...personWords), elsewhere, found.quoted)
  if (is(name, /^(?:title|headline|heading)$/)) return [...found.quoted, ...topics(found)]
  if (is(name, longTexts)) return [...saidText(found), ...found.quoted]
  if (is(name, /^(?:question|prompt|input)$/) && found.message.length <= 160) return [...found.quoted, found.message]
  if (is(name, subjects)) return [...found.quoted, ...topics(found)]
  if (is(hints, places)) return firstOf(after(...placeWords), after('for', 'of'), names)
  if (is(hints, persons)) return elsewhere
  return []
}

const firstOf = (...lists: string[][]) => lists.find(list => list.length > 0) ?? []
const topics = ({ topic }: Findings) => (topic ? [topic] : [])

/** What stands after a colon, or after "saying" and the like. */
function saidText({ message }: Findings): string[] {
  const [, said] = /(?::(?!\/\/|\d)|\b(?:saying|that says|reading|to say)\b)\s*["“]?([^"”\n]{3,200})/i.exec(message) ?? []
  return said ? [said.trim()] : []
}

function relativeDays({ message }: Findings): string[] {
  return (
    message
      .toLowerCase()
      .match(
        /\b(?:today|tomorrow|yesterday|tonight|(?:next |this )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|next week)\b/g,
      ) ?? []
  )
}

/** Numbers of the message that may be meant: those beside the property's own words first, then all, in order. */
export function numbersFor(name: readonly string[], hint: string, found: Findings): Said<number>[] {
  const wanted = new Set([...name, ...nameWords(hint)].map(stem))
  const near = found.numbers.filter(({ before, after }) => wanted.has(before) || wanted.has(after))
  const sure = near.map(({ value }) => ({ value, sure: true }))
  return [...sure, ...found.numbers.filter(number => !near.includes(number)).map(({ value }) => ({ value, sure: false }))]
}

/** The members of an enumeration that the message mentions. */
export function mentioned(options: readonly unknown[], found: Findings): unknown[] {
  const text = found.message.toLowerCase()
  return options.filter(option => {
    if (typeof option === 'number') return found.numbers.some(({ value }) => value === option)
    if (typeof option !== 'string' || option === '') return false
    const words = nameWords(option)
    if (words.length === 0) return text.includes(option)
    return words.every(word => found.words.has(word) || found.words.has(stem(word)))
  })
}

/** What the message says about a switch: "with breakfast", "no breakfast"; undefined when nothing. */
export function flagFor(name: readonly string[], found: Findings): boolean | undefined {
  if (is(name, /^(?:on|enabled?|active|power)$/)) {
    if (/\b(?:off|disable|deactivate|aus)\b/i.test(found.message)) return false
    if (/\b(?:on|enable|activate|an|ein)\b/i.test(found.message)) return true
  }
  const own = name
    .filter(word => word.length > 2 && !/^(?:is|has|include|includes|included|with|enable|enabled|use|want|should)$/.test(word))
    .map(stem)
  const text = found.message.toLowerCase().split(/[^\p{L}]+/u)
  const at = text.findIndex(word => own.includes(stem(word)))
  if (at < 0) return undefined
  return !text
    .slice(Math.max(0, at - 3), at)
    .some(word => /^(?:no|not|without|don|never|disable|disabled|ohne|kein|keine)$/.test(word))
}

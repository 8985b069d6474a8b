/** Where a text stops being JSON (RFC 8259). */
export interface JsonFault {
  /** In UTF-16 units from the start of the text. */
  at: number
  /** One sentence: `Expected a comma or }.` */
  message: string
}

export interface JsonBeginning {
  /** The whole text is one JSON value. */
  complete: boolean
  /** Absent while what has come may still become JSON. */
  fault?: JsonFault
  /** JSON text of what has come: open strings, lists and objects are closed, a member without a value is left out. '' before the first value. */
  closed: string
}

/**
 * Reads the beginning of a JSON text: how far it is right, and what it says so far. Agrees with JSON.parse, goes once through
 * the text, and is not recursive. Engines differ in where they say JSON.parse failed, or do not say it.
 */
export function readBeginning(text: string): JsonBeginning {
  /** The closing brackets that are still owed. */
  const open: string[] = []
  /** Up to here everything is whole but for the closing brackets. */
  let kept = 0
  let at = 0
  let next: Next = 'value'
  const closed = (end: string) => end + open.toReversed().join('')
  for (;;) {
    at = skipSpace(text, at)
    if (at === text.length) {
      const complete = next === 'end'
      return { complete, closed: complete ? text : kept ? closed(text.slice(0, kept)) : '' }
    }
    const wrong = (expected: string, where = at): JsonBeginning => ({
      complete: false,
      fault: { at: where, message: `Expected ${expected}.` },
      closed: kept ? closed(text.slice(0, kept)) : '',
    })
    const mark = text[at]!
    if (next === 'end') return wrong('the end of the JSON')
    if (next === 'colon') {
      if (mark !== ':') return wrong('a colon')
      at++
      next = 'value'
    } else if (next === 'comma') {
      if (mark === ',') next = open.at(-1) === '}' ? 'key' : 'value'
      else if (mark === open.at(-1)) {
        open.pop()
        kept = at + 1
        next = open.length ? 'comma' : 'end'
      } else return wrong(`a comma or ${open.at(-1)}`)
      at++
    } else if (mark === open.at(-1) && (next === 'first key' || next === 'first value')) {
      open.pop()
      kept = ++at
      next = open.length ? 'comma' : 'end'
    } else if (next === 'key' || next === 'first key') {
      if (mark !== '"') return wrong(next === 'key' ? 'a name in double quotes' : 'a name in double quotes or }')
      const key = readString(text, at)
      if (key.fault) return wrong(key.fault, key.end)
      if (!key.whole) return { complete: false, closed: closed(text.slice(0, kept)) }
      at = key.end
      next = 'colon'
    } else if (mark === '{' || mark === '[') {
      open.push(mark === '{' ? '}' : ']')
      kept = ++at
      next = mark === '{' ? 'first key' : 'first value'
    } else {
      const value = mark === '"' ? readString(text, at) : readPlain(text, at)
      if (value.fault) return wrong(value.fault, value.end)
      if (!value.whole) {
        const soFar = value.closed && closed(text.slice(0, at) + value.closed)
        return { complete: false, closed: soFar || (kept ? closed(text.slice(0, kept)) : '') }
      }
      at = kept = value.end
      next = open.length ? 'comma' : 'end'
    }
  }
}

type Next = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'comma' | 'end'

interface Token {
  /** After it, or where it is wrong. */
  end: number
  whole: boolean
  /** What was expected instead. */
  fault?: string
  /** Of one that is not whole: JSON text of what there is, '' when that is nothing yet. */
  closed?: string
}

const STRING_RUN = /[^"\\\u0000-\u001f]*/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const HALF_ESCAPE = /\\(?:u[0-9a-fA-F]{0,3})?$/y
/** The first half of a character of two units, plain or escaped. */
const LONE_HALF = /(?:[\ud800-\udbff]|\\u[dD][89abAB][0-9a-fA-F]{2})$/

function readString(text: string, from: number): Token {
  let at = from + 1
  for (;;) {
    at = after(STRING_RUN, text, at)
    if (at === text.length) return half(text.slice(from, at))
    if (text[at] === '"') return { end: at + 1, whole: true }
    const end = after(ESCAPE, text, at)
    if (end > at) at = end
    else if (after(HALF_ESCAPE, text, at) > at) return half(text.slice(from, at))
    else
      return {
        end: at,
        whole: false,
        fault: text[at] === '\\' ? 'another escape' : 'an escape such as \\n instead of the character',
      }
  }
}

function half(text: string): Token {
  return { end: 0, whole: false, closed: `${text.replace(LONE_HALF, '')}"` }
}

const WORDS = ['true', 'false', 'null']
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
/** What may become a number. */
const HALF_NUMBER = /-?(?:(?:0|[1-9]\d*)(?:\.\d*)?(?:[eE][+-]?\d*)?)?$/y

/** A number, or one of the three words. */
function readPlain(text: string, from: number): Token {
  const word = WORDS.find(word => word[0] === text[from])
  if (word) {
    let same = 1
    while (same < word.length && text[from + same] === word[same]) same++
    if (same === word.length) return { end: from + same, whole: true }
    if (from + same === text.length) return { end: from, whole: false, closed: word }
    return { end: from + same, whole: false, fault: word }
  }
  const end = after(NUMBER, text, from)
  const mayGrow = end < text.length && after(HALF_NUMBER, text, from) === text.length
  if (mayGrow) return { end, whole: false, closed: text.slice(from, end) }
  return end > from ? { end, whole: true } : { end, whole: false, fault: 'a value' }
}

/** The index after a match that begins right here, else `from`. */
function after(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : from
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++
  return at
}

/** JSON.parse with its failure as a value. The message never repeats the text, which may hold keys. */
export function parseJson(text: string): { ok: true; value: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    return { ok: false, message: text.trim() === '' ? 'The text is empty.' : `The text is not JSON${place(error)}.` }
  }
}

/** V8 quotes the text around the fault; only the position is passed on. */
function place(error: unknown): string {
  const position = error instanceof Error && /at position (\d+)/.exec(error.message)
  if (position) return ` at position ${position[1]}`
  return error instanceof Error && /end of JSON/.test(error.message) ? ': it ends too early' : ''
}

/**
 * How deep objects and arrays are nested in JSON text, before it is parsed: 0 for a plain value, 1 for `{}`.
 * Stops counting just above `most`.
 */
export function depthOfText(text: string, most = Infinity): number {
  let depth = 0
  let deepest = 0
  for (let at = 0; at < text.length && deepest <= most; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = endOfString(text, at) - 1
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) deepest = Math.max(deepest, ++depth)
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--
  }
  return deepest
}

/** Whether JSON text is nested at most `most` levels deep. */
export const checkTextDepth = (text: string, most = 64) => depthOfText(text, most) <= most

/** Whether a value is nested at most `most` levels deep. Looks no deeper, and so breaks on none. */
export function checkDepth(value: unknown, most = 64): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (most === 0) return false
  if (Array.isArray(value)) {
    for (const item of value) if (!checkDepth(item, most - 1)) return false
    return true
  }
  for (const name in value) if (!checkDepth((value as Record<string, unknown>)[name], most - 1)) return false
  return true
}

/**
 * The JSON text of `next`, in which every member that is still the one of `parsed` (`===`) keeps the bytes it has in `text`:
 * big integers, spacing and escapes survive. Changed members are written anew in place, removed and `undefined` ones are left
 * out, new ones stand at the end. Of a key that occurs twice the last one counts, as in JSON.parse.
 * `text` must be the text of a JSON object and `parsed` what JSON.parse made of it. Linear in the length of the text.
 */
export function rewriteMembers(text: string, parsed: object, next: object): string {
  const before = parsed as Record<string, unknown>
  const after = next as Record<string, unknown>
  const { open, members, close } = readMembers(text)
  const last = new Map<string, Member>()
  for (const member of members) last.set(member.key, member)

  const parts: string[] = []
  for (const member of members) {
    if (last.get(member.key) !== member || !Object.hasOwn(after, member.key)) continue
    const value = after[member.key]
    if (value === undefined) continue
    if (value === before[member.key]) parts.push(text.slice(member.start, member.tail))
    else parts.push(text.slice(member.start, member.value) + JSON.stringify(value) + text.slice(member.end, member.tail))
  }
  for (const key of Object.keys(after)) {
    if (!last.has(key) && after[key] !== undefined) parts.push(`${JSON.stringify(key)}:${JSON.stringify(after[key])}`)
  }
  return text.slice(0, open) + parts.join(',') + text.slice(close)
}

/** A member from after the brace or comma before it (`start`) to the comma after it (`tail`); `value` to `end` is its value. */
interface Member {
  key: string
  start: number
  value: number
  end: number
  tail: number
}

const QUOTE = 34
const COMMA = 44
const COLON = 58
const OPEN_BRACKET = 91
const BACKSLASH = 92
const CLOSE_BRACKET = 93
const OPEN_BRACE = 123
const CLOSE_BRACE = 125

function readMembers(text: string): { open: number; members: Member[]; close: number } {
  const members: Member[] = []
  const open = skipSpace(text, 0) + 1
  let start = open
  for (;;) {
    const key = skipSpace(text, start)
    if (text.charCodeAt(key) !== QUOTE) return { open, members, close: key }
    const keyEnd = endOfString(text, key)
    const colon = skipSpace(text, keyEnd)
    const value = skipSpace(text, text.charCodeAt(colon) === COLON ? colon + 1 : colon)
    const end = endOfValue(text, value)
    const comma = skipSpace(text, end)
    const isLast = text.charCodeAt(comma) !== COMMA
    // The space before the closing brace stays with the brace.
    members.push({ key: JSON.parse(text.slice(key, keyEnd)), start, value, end, tail: isLast ? end : comma })
    if (isLast) return { open, members, close: end }
    start = comma + 1
  }
}

function skipSpace(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at
    at++
  }
}

/** The index after the closing quote of the string that opens at `from`. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; ; ) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return text.length
    let slashes = 0
    while (quote - 1 - slashes >= at && text.charCodeAt(quote - 1 - slashes) === BACKSLASH) slashes++
    if (slashes % 2 === 0) return quote + 1
    at = quote + 1
  }
}

function endOfValue(text: string, from: number): number {
  const first = text.charCodeAt(from)
  if (first === QUOTE) return endOfString(text, from)
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) {
    const end = /[\s,}\]]/g
    end.lastIndex = from
    return end.exec(text)?.index ?? text.length
  }
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = endOfString(text, at) - 1
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++
    else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && --depth === 0) return at + 1
  }
  return text.length
}

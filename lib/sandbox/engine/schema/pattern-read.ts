/** A regular expression, taken apart. `pool`: characters to write for a set. */
export type Node =
  | { kind: 'set'; has: (character: string) => boolean; pool: string[] }
  | { kind: 'all'; items: Node[] }
  | { kind: 'any'; options: Node[] }
  | { kind: 'repeat'; item: Node; least: number; most: number }
  | { kind: 'edge'; edge: 'start' | 'end' | 'word' | 'inside' }
  | { kind: 'look'; item: Node; not: boolean; behind: boolean }

const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))
const otherCharacters = [...'äöüéèñçßøåžñáíóúαβγжд日本語中文한국😀€…\t\n']
const everything = [...printable, ...otherCharacters]

function set(has: (character: string) => boolean, more: string[] = []): Node {
  const nice = printable.filter(has)
  return { kind: 'set', has, pool: nice.length > 0 ? nice : [...more, ...everything].filter(has) }
}

export const classes: Record<string, (character: string) => boolean> = {
  d: character => /[0-9]/.test(character),
  w: character => /[A-Za-z0-9_]/.test(character),
  s: character => /\s/.test(character),
  D: character => !/[0-9]/.test(character),
  W: character => !/[A-Za-z0-9_]/.test(character),
  S: character => !/\s/.test(character),
}
const controls: Record<string, string> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', '0': '\0' }

/** Throws where the expression uses what is not understood. */
export function parse(source: string): Node {
  const characters = [...source]
  let at = 0
  const peek = () => characters[at]
  const take = () => {
    const character = characters[at++]
    if (character === undefined) throw new Error('ends too early')
    return character
  }
  const skip = (text: string) => {
    if (
      !characters
        .slice(at, at + text.length)
        .join('')
        .startsWith(text)
    )
      return false
    at += text.length
    return true
  }

  function alternatives(): Node {
    const options = [sequence()]
    while (skip('|')) options.push(sequence())
    return options.length === 1 ? options[0]! : { kind: 'any', options }
  }

  function sequence(): Node {
    const items: Node[] = []
    while (at < characters.length && peek() !== '|' && peek() !== ')') items.push(repeated(atom()))
    return { kind: 'all', items }
  }

  function repeated(item: Node): Node {
    const found = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})(\??)/.exec(characters.slice(at, at + 24).join(''))
    if (!found) return item
    at += found[0].length
    const [, sign, low, comma, high] = found
    if (sign) return repeated({ kind: 'repeat', item, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity })
    const least = Number(low)
    return repeated({ kind: 'repeat', item, least, most: comma ? (high ? Number(high) : Infinity) : least })
  }

  function atom(): Node {
    const character = take()
    if (character === '^') return { kind: 'edge', edge: 'start' }
    if (character === '$') return { kind: 'edge', edge: 'end' }
    if (character === '.') return set(one => !/[\n\r\u2028\u2029]/.test(one))
    if (character === '(') return bracketed()
    if (character === '[') return characterClass()
    if (character === '\\') {
      if (skip('b')) return { kind: 'edge', edge: 'word' }
      if (skip('B')) return { kind: 'edge', edge: 'inside' }
      return escaped()
    }
    return literal(character)
  }

  function bracketed(): Node {
    const look = ['?=', '?!', '?<=', '?<!'].find(skip)
    if (!look && !skip('?:')) {
      const name = /^\?<[^>]+>/.exec(characters.slice(at).join(''))
      if (name) at += [...name[0]].length
    }
    const item = alternatives()
    if (!skip(')')) throw new Error('a bracket is not closed')
    return look ? { kind: 'look', item, not: look.endsWith('!'), behind: look.includes('<') } : item
  }

  /** After a backslash. */
  function escaped(): Node & { kind: 'set' } {
    const character = take()
    const known = Object.hasOwn(classes, character) ? classes[character] : undefined
    if (known) return set(known) as Node & { kind: 'set' }
    if (character === 'p' || character === 'P') {
      const [name] = /^\{[^}]+\}/.exec(characters.slice(at).join('')) ?? []
      if (!name) throw new Error('a property without a name')
      at += name.length
      const property = new RegExp(`\\${character}${name}`, 'u')
      return set(one => property.test(one)) as Node & { kind: 'set' }
    }
    if (/[1-9k]/.test(character)) throw new Error('back references are not understood')
    return literal(escapedCharacter(character))
  }

  function escapedCharacter(character: string): string {
    if (Object.hasOwn(controls, character)) return controls[character]!
    const code = character === 'x' ? /^[\da-f]{2}/i : character === 'u' ? /^(?:\{[\da-f]+\}|[\da-f]{4})/i : undefined
    const [digits] = code?.exec(characters.slice(at, at + 10).join('')) ?? []
    if (!digits) return character
    at += digits.length
    return String.fromCodePoint(Number.parseInt(digits.replace(/[{}]/g, ''), 16))
  }

  function characterClass(): Node {
    const negated = skip('^')
    const parts: ((character: string) => boolean)[] = []
    const ends: string[] = []
    while (!skip(']')) {
      const first = classItem()
      if (typeof first !== 'string' || peek() !== '-' || characters[at + 1] === ']') {
        parts.push(typeof first === 'string' ? one => one === first : first)
        if (typeof first === 'string') ends.push(first)
        continue
      }
      take()
      const last = classItem()
      if (typeof last !== 'string') throw new Error('a range to a class')
      const [low, high] = [first.codePointAt(0)!, last.codePointAt(0)!]
      parts.push(one => one.codePointAt(0)! >= low && one.codePointAt(0)! <= high)
      ends.push(first, last, String.fromCodePoint((low + high) >> 1))
    }
    const has = (one: string) => parts.some(part => part(one))
    return negated ? set(one => !has(one)) : set(has, ends)
  }

  function classItem(): string | ((character: string) => boolean) {
    const character = take()
    if (character !== '\\') return character
    if (skip('b')) return '\b'
    const item = escaped()
    return item.pool.length === 1 ? item.pool[0]! : item.has
  }

  const whole = alternatives()
  if (at < characters.length) throw new Error('a bracket is not open')
  return whole
}

const literal = (character: string) => ({ kind: 'set' as const, has: (one: string) => one === character, pool: [character] })

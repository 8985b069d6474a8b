import { lexer, type Token } from 'marked'
import remend from 'remend'
import { certainParts, cut, headOf } from './cut'

/** A block, or where it is long one of its parts. */
export interface Part {
  token: Token
  /** Goes on where the part before it ended. */
  continues: boolean
  /** The part behind it does. */
  goesOn: boolean
}

/** A page of parts, long enough to be laid out on its own. A full one never changes. */
export interface Stretch {
  parts: readonly Part[]
  full: boolean
}

/** A text as blocks, and how far it is certain that more text will not change them. */
export interface Grown {
  text: string
  stretches: readonly Stretch[]
  settled: readonly Stretch[]
  settledLength: number
  /** The block the settled text ends in the middle of, and what must be read before the rest of it. */
  open?: { type: string; head: string }
  /** How much of it was there when it was read last. */
  readLength: number
  /** Read as a whole, with what its definitions name: the same source may look different now. */
  named: boolean
}

export const NOTHING: Grown = { text: '', stretches: [], settled: [], settledLength: 0, readLength: 0, named: false }

/** UTF-16 units. */
const STRETCH = 4000

/** A whole text of so many UTF-16 units is read once more from its beginning, which is what it then means exactly. */
const SHORT = 20_000

/** A block that cannot be cut is read as a whole while it is shorter, then again each time it has grown by an eighth. */
const UNCUT = 6000

/** A definition may still name a link far above it. */
const DEFINITION = /^ {0,3}\[[^\]\n]+\]:/m

/** What is half there is closed (`**bold` becomes bold), so that nothing flickers; links wait until they are whole. */
const HALF = { linkMode: 'text-only', katex: false, htmlTags: false } as const

/**
 * Reads a growing text again only from its last part on, so that the whole costs time proportional to its length, also where it is
 * one block. Full stretches stay the same objects.
 */
export function growBlocks(before: Grown, source: string, growing: boolean): Grown {
  const text = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source
  if (before.text === text && growing) return before
  const again = !growing && (text.length < SHORT || DEFINITION.test(text))
  const known = !again && text.startsWith(before.text) ? before : NOTHING
  if (growing && isTooSoon(known, text)) return withRest(known, text)
  return readOn(known, text, growing) ?? readOn(NOTHING, text, growing)!
}

/** `undefined` where what was settled turns out to be something else. */
function readOn(known: Grown, text: string, growing: boolean): Grown | undefined {
  const { settled, settledLength, open } = known
  const tail = text.slice(settledLength)
  const head = open?.head ?? ''
  const tokens = read(growing ? remend(head + tail, HALF) : head + tail)
  if (open && tail && (tokens[0]?.type !== open.type || !tokens[0].raw.startsWith(head))) return
  const last = growing ? lastBlock(tokens) : tokens.length
  const parts: Part[] = []
  const certain: Part[] = []
  let length = settledLength
  let end = open
  tokens.forEach((token, at) => {
    const pieces = cut(token)
    const sure = at < last ? pieces.length : at === last ? certainParts(pieces) : 0
    pieces.forEach((piece, index) => {
      const isFirst = at === 0 && index === 0
      const raw = isFirst ? piece.raw.slice(head.length) : piece.raw
      const goesOn = index < pieces.length - 1
      const part = { token: { ...piece, raw }, continues: index > 0 || (isFirst && open !== undefined), goesOn }
      // The reader normalises some characters; where a part is not our text, nothing from there on is called settled.
      if (index < sure && certain.length === parts.length && text.startsWith(raw, length)) {
        certain.push(part)
        length += raw.length
        end = goesOn ? { type: token.type, head: headOf(token) } : undefined
      }
      parts.push(part)
    })
  })
  const nowSettled = gathered(settled, certain)
  return {
    text,
    stretches: gathered(nowSettled, parts.slice(certain.length)),
    settled: nowSettled,
    settledLength: length,
    open: end,
    readLength: text.length,
    named: !growing && DEFINITION.test(text),
  }
}

function gathered(stretches: readonly Stretch[], parts: readonly Part[]): readonly Stretch[] {
  const all = [...stretches]
  for (const part of parts) {
    const open = all.at(-1)
    const list = open && !open.full ? [...open.parts, part] : [part]
    const full = list.reduce((sum, { token }) => sum + token.raw.length, 0) >= STRETCH
    all.splice(open && !open.full ? -1 : all.length, 1, { parts: list, full })
  }
  return all
}

function isTooSoon({ text: { length: before }, settledLength, readLength }: Grown, text: string): boolean {
  const read = readLength - settledLength
  return before > 0 && read > UNCUT && text.length - settledLength < read * 1.125
}

/** What came since the last reading stands plain behind it. */
function withRest(known: Grown, text: string): Grown {
  const raw = text.slice(known.readLength)
  const rest: Part = { token: { type: 'html', raw, text: raw }, continues: false, goesOn: false }
  const stretches = known.text.length === known.readLength ? known.stretches : known.stretches.slice(0, -1)
  return { ...known, text, stretches: [...stretches, { parts: [rest], full: false }] }
}

/** Index of the last block that says something; it may still grow. */
function lastBlock(tokens: readonly Token[]): number {
  return Math.max(
    0,
    tokens.findLastIndex(({ type }) => type !== 'space'),
  )
}

/** Nested without end, a text can be too deep to read; then it stands as it came. */
function read(text: string): Token[] {
  try {
    return lexer(text)
  } catch {
    return [{ type: 'html', raw: text, text }]
  }
}

import { lexer, type Token } from 'marked'
import remend from 'remend'

/** A text as blocks, and how far it is certain that more text will not change them. */
export interface Grown {
  text: string
  settled: readonly Token[]
  settledLength: number
  blocks: readonly Token[]
}

export const NOTHING: Grown = { text: '', settled: [], settledLength: 0, blocks: [] }

/** What is half there is closed (`**bold` becomes bold), so that nothing flickers; links wait until they are whole. */
const HALF = { linkMode: 'text-only', katex: false, htmlTags: false } as const

/**
 * Reads a growing text again only from its last blocks on, so that the whole costs time proportional to its length. Settled
 * blocks stay the same objects.
 */
export function growBlocks(before: Grown, text: string, growing: boolean): Grown {
  if (before.text === text && growing) return before
  // Whole, a definition at the end may still name a link at the beginning: read once more from the start.
  if (!growing) return { text, settled: [], settledLength: 0, blocks: read(text) }
  const { settled, settledLength } = text.startsWith(before.text) ? before : NOTHING
  const tail = text.slice(settledLength)
  const tokens = read(remend(tail, HALF))
  const certain = tokens.slice(0, lastBlock(tokens))
  const raw = certain.map(token => token.raw).join('')
  // The reader normalises some characters; where its text is not ours, nothing is called settled.
  if (!certain.length || !tail.startsWith(raw)) return { text, settled, settledLength, blocks: [...settled, ...tokens] }
  const blocks = [...settled, ...tokens]
  return { text, settled: [...settled, ...certain], settledLength: settledLength + raw.length, blocks }
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

import type { MarkedToken, Token, Tokens } from 'marked'

/** UTF-16 units after which a long block is cut. */
const PART = 1000

/** How much must stand behind a cut inside a paragraph, so that nothing that began before it can still end behind it. */
const AHEAD = 500

/**
 * A long list, table, paragraph or block of code as parts of the same kind, whose sources joined are the whole one's; any other block
 * as it is. Cut at the same places however much follows, so that a block that grows keeps its parts.
 */
export function cut(block: Token): Token[] {
  const token = block as MarkedToken
  if (token.raw.length < PART) return [token]
  if (token.type === 'list') return cutList(token)
  if (token.type === 'table') return cutTable(token)
  if (token.type === 'code' && FENCE.test(token.raw)) return cutCode(token)
  return token.type === 'paragraph' ? cutParagraph(token) : [token]
}

/** What must stand before the rest of a block that was cut, for it to be read as what it is. */
export function headOf({ type, raw }: Token): string {
  if (type === 'table') return linesOf(raw).slice(0, 2).join('')
  return type === 'code' ? linesOf(raw)[0]! : ''
}

/** How many of a growing block's parts more text will not change. */
export function certainParts(parts: readonly Token[]): number {
  const before = parts.length - 1
  return parts[0]?.type === 'paragraph' && parts[before]!.raw.length < AHEAD ? Math.max(0, before - 1) : before
}

const FENCE = /^ {0,3}(?:`{3,}|~{3,})/

function cutList(list: Tokens.List): Token[] {
  const first = Number(list.start || 1)
  let count = 0
  return grouped(list.items, ({ raw }) => raw.length).map(items => {
    const part = { ...list, items, start: list.ordered ? first + count : list.start, raw: join(items.map(({ raw }) => raw)) }
    count += items.length
    return part
  })
}

function cutTable(table: Tokens.Table): Token[] {
  const lines = linesOf(table.raw)
  const rows = table.rows.map((row, index) => ({ row, raw: lines[index + 2] ?? '' }))
  return grouped(rows, ({ raw }) => raw.length).map((group, index) => ({
    ...table,
    rows: group.map(({ row }) => row),
    raw: (index === 0 ? headOf(table) : '') + join(group.map(({ raw }) => raw)),
  }))
}

/** The lines between the fences; the last part has the closing one too. */
function cutCode(code: Tokens.Code): Token[] {
  const [fence, ...lines] = linesOf(code.raw)
  const texts = linesOf(code.text)
  const groups = grouped(texts, text => text.length)
  let at = 0
  return groups.map((group, index) => {
    const last = index === groups.length - 1
    const raw = join(lines.slice(at, last ? undefined : at + group.length))
    at += group.length
    return { ...code, text: join(group), raw: index === 0 ? fence + raw : raw }
  })
}

/** Between two words that stand outside of everything else: before a letter, so that the rest does not begin another kind of block. */
function cutParagraph(paragraph: Tokens.Paragraph): Token[] {
  const parts: Tokens.Paragraph[] = []
  let tokens: Token[] = []
  let length = 0
  const add = (token: Token) => {
    tokens.push(token)
    length += token.raw.length
  }
  const close = () => {
    parts.push({ ...paragraph, tokens, raw: join(tokens.map(({ raw }) => raw)) })
    tokens = []
    length = 0
  }
  for (const token of paragraph.tokens) {
    let rest = token
    for (let at = cutIn(rest, length); at > 0; at = cutIn(rest, length)) {
      add(wordsOf(rest.raw.slice(0, at)))
      close()
      rest = wordsOf(rest.raw.slice(at))
    }
    add(rest)
  }
  close()
  const end = paragraph.raw.slice(parts.reduce((sum, { raw }) => sum + raw.length, 0))
  parts.at(-1)!.raw += end
  return parts
}

/** Where a token of a paragraph may be cut, so much standing before it; -1: nowhere. */
function cutIn(token: Token, before: number): number {
  if (token.type !== 'text' || (token as Tokens.Text).tokens || before + token.raw.length < PART) return -1
  const from = Math.max(0, PART - before)
  const found = token.raw.slice(from).search(/(?<=\s)\p{L}/u)
  return found < 0 ? -1 : from + found
}

function wordsOf(text: string): Tokens.Text {
  return { type: 'text', raw: text, text, escaped: false }
}

/** In order, each group long enough but the last. */
function grouped<Item>(items: readonly Item[], lengthOf: (item: Item) => number): Item[][] {
  const groups: Item[][] = [[]]
  let length = 0
  for (const item of items) {
    if (length >= PART) {
      groups.push([])
      length = 0
    }
    groups.at(-1)!.push(item)
    length += lengthOf(item)
  }
  return groups
}

/** Each with its line break. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? ['']
}

function join(texts: readonly string[]): string {
  return texts.join('')
}

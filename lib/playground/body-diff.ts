import type { Note } from '@/lib/chat/types'
import { formatCount } from './format'
import { childrenOf, isWithin } from './paths'

/** One line of pretty JSON. */
export interface DiffLine {
  /** Indented by two spaces per level. */
  text: string
  /** Of the value that begins here; the empty path is the whole body. Closing and folded lines have none. */
  path?: string
  /** The most telling note about it; absent: nothing is said about it. */
  action?: Note['action']
}

/** Joins a line asked with the line sent. A side is `null` where there is nothing: dropped, refused, added. Line indexes. */
export interface DiffLink {
  asked: number | null
  sent: number | null
  action: Note['action']
  notes: Note[]
}

export interface BodyDiff {
  asked: DiffLine[]
  sent: DiffLine[]
  /** From top to bottom; notes that join the same lines share one. */
  links: DiffLink[]
}

/** Both bodies as lines and what joins them, by the `param` and `at` of the notes. Long strings and long lists are folded. */
export function bodyDiff(asked: unknown, sent: unknown, notes: readonly Note[]): BodyDiff {
  const left = printed(
    asked,
    notes.map(({ param }) => param),
  )
  const right = printed(sent, notes.filter(isSent).map(placeOf))
  const links: DiffLink[] = []
  for (const note of notes) {
    const from = note.action === 'added' ? exactLine(left, note.param) : nearestLine(left, note.param)
    const to = isSent(note) ? nearestLine(right, placeOf(note)) : null
    mark(left, from, note.action)
    mark(right, to, note.action)
    // Only what is not kept can lead nowhere, or come from nowhere.
    const isLoose = from === null || to === null
    if (isLoose && (from === to || note.action === 'kept')) continue
    join(links, from, to, note)
  }
  return { asked: left, sent: right, links: links.sort((one, other) => lineOf(one) - lineOf(other)) }
}

function isSent({ action }: Note): boolean {
  return action !== 'dropped' && action !== 'refused'
}

/** Where a note says nothing else, it stands under the name the caller used. */
function placeOf({ at, param }: Note): string {
  return at ?? param
}

function lineOf({ asked, sent }: DiffLink): number {
  return asked ?? sent ?? 0
}

function exactLine(lines: DiffLine[], path: string): number | null {
  const index = lines.findIndex(line => line.path === path)
  return index < 0 ? null : index
}

/** The line of a path, or of the innermost value around it; never the whole body. */
function nearestLine(lines: DiffLine[], path: string): number | null {
  let best: number | null = null
  lines.forEach((line, index) => {
    if (line.path && isWithin(path, line.path) && line.path.length > (best === null ? 0 : lines[best]!.path!.length)) best = index
  })
  return best
}

const WEIGHT: Record<Note['action'], number> = { kept: 0, moved: 1, added: 2, emulated: 3, changed: 4, dropped: 5, refused: 6 }

function heavier(one: Note['action'] | undefined, other: Note['action']): Note['action'] {
  return one && WEIGHT[one] >= WEIGHT[other] ? one : other
}

function mark(lines: DiffLine[], index: number | null, action: Note['action']) {
  const line = index === null ? undefined : lines[index]
  if (line) line.action = heavier(line.action, action)
}

function join(links: DiffLink[], asked: number | null, sent: number | null, note: Note) {
  const link = links.find(known => known.asked === asked && known.sent === sent)
  if (!link) return links.push({ asked, sent, action: note.action, notes: [note] })
  link.notes.push(note)
  link.action = heavier(link.action, note.action)
}

/** Characters of a line that is not broken; items of a list that is not folded. */
const WIDE = 80
const LONG_LIST = 8
/** Characters of a string that is not folded: alone on its line, and among others. */
const LONG_STRING = 60
const LONG_INNER_STRING = 40

/** Pretty JSON in which every path of interest that exists begins a line of its own. */
function printed(body: unknown, paths: string[]): DiffLine[] {
  const lines: DiffLine[] = []
  write(body, '', '', '', '')
  return lines

  function write(value: unknown, path: string, indent: string, name: string, comma: string) {
    const inline = toText(value)
    const hasInner = paths.some(inner => inner !== path && isWithin(inner, path))
    const children = childrenOf(value, path)
    const short = indent.length + name.length + inline.length <= WIDE && !isLongList(value)
    if (!children.length || (path && short && !hasInner)) {
      lines.push({ text: `${indent}${name}${inline}${comma}`, path })
      return
    }
    const [open, close] = Array.isArray(value) ? '[]' : '{}'
    lines.push({ text: `${indent}${name}${open}`, path })
    writeChildren(value, children, `${indent}  `)
    lines.push({ text: `${indent}${close}${comma}` })
  }

  function writeChildren(value: unknown, children: ReturnType<typeof childrenOf>, indent: string) {
    let hidden = 0
    const fold = () => {
      if (hidden) lines.push({ text: `${indent}… ${hidden} more` })
      hidden = 0
    }
    children.forEach(([path, inner, key], index) => {
      if (isLongList(value) && index >= LONG_LIST / 2 && !paths.some(interest => isWithin(interest, path))) {
        hidden++
        return
      }
      fold()
      write(
        inner,
        path,
        indent,
        typeof key === 'string' ? `${JSON.stringify(key)}: ` : '',
        index === children.length - 1 ? '' : ',',
      )
    })
    fold()
  }
}

function isLongList(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > LONG_LIST
}

/** One line of JSON with spaces, its long strings folded. */
function toText(value: unknown, longest = LONG_STRING): string {
  if (typeof value === 'string') return JSON.stringify(folded(value, longest))
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const inner = (item: unknown) => toText(item, LONG_INNER_STRING)
  if (Array.isArray(value)) return value.length ? `[${value.map(inner).join(', ')}]` : '[]'
  const members = Object.entries(value).filter(([, item]) => item !== undefined)
  return members.length ? `{ ${members.map(([key, item]) => `${JSON.stringify(key)}: ${inner(item)}`).join(', ')} }` : '{}'
}

function folded(text: string, longest: number): string {
  if (text.length <= longest) return text
  const start = text.slice(0, longest - 12).replace(/[\ud800-\udbff]$/, '')
  return `${start}… +${formatCount(text.length - start.length)}`
}

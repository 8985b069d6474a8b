import { lexer } from 'marked'
import { describe, expect, it } from 'vitest'
import { type Grown, growBlocks, NOTHING, type Stretch } from '@/components/views/markdown/grow-blocks'
import { decodeEntities, safeLink } from '@/components/views/markdown/safe'
import { longText } from '../support/long-text.mjs'

const TEXT = `# A title

Some **bold** words, a [link](https://example.com) and \`code\`.

- one
- two

  with a paragraph of its own

1. first
2. second

\`\`\`js
const fence = '# not a title'

// an empty line does not end it
\`\`\`

| a | b |
|---|---|
| 1 | 2 |

> quoted

The end, see [the note].

[the note]: https://example.com/note
`

describe('an answer read as Markdown while it grows', () => {
  it('ends as if it had been read at once, wherever it was cut', () => {
    for (const size of [1, 2, 3, 7, 31, 200]) {
      expect(blocksOf(growBlocks(grown(TEXT, size), TEXT, false))).toEqual(lexer(TEXT).map(({ type, raw }) => ({ type, raw })))
    }
  })

  it('shows every block it will show in the end, in order, at every step', () => {
    let state = NOTHING
    for (let at = 1; at <= TEXT.length; at++) {
      state = growBlocks(state, TEXT.slice(0, at), true)
      expect(rawOf(state.settled)).toBe(TEXT.slice(0, state.settledLength))
    }
    expect(state.settledLength).toBeGreaterThan(TEXT.length / 2)
  })

  it('keeps settled blocks as the same objects', () => {
    const half = grown(TEXT.slice(0, 200), 5)
    const more = growBlocks(half, TEXT.slice(0, 260), true)
    const settled = half.settled.flatMap(({ parts }) => parts)
    const blocks = more.stretches.flatMap(({ parts }) => parts)
    expect(settled.length).toBeGreaterThan(1)
    settled.forEach((part, index) => {
      expect(blocks[index]).toBe(part)
    })
  })

  it('begins anew with another text', () => {
    const state = growBlocks(grown(TEXT, 9), 'Something else.', true)
    expect(rawOf(state.stretches)).toEqual('Something else.')
  })

  it('closes what is half there, and leaves half a link as words', () => {
    expect(JSON.stringify(growBlocks(NOTHING, 'very **bol', true).stretches)).toContain('"type":"strong"')
    expect(JSON.stringify(growBlocks(NOTHING, 'see [the gui', true).stretches)).not.toContain('"type":"link"')
  })

  it('shows a text nested beyond reading as it came', () => {
    const deep = '>'.repeat(50_000)
    expect(rawOf(growBlocks(NOTHING, deep, false).stretches)).toBe(deep)
  })

  it('reads line ends of every system, also where they are cut in two', () => {
    const text = 'One.\r\n\r\nTwo.\r\n\r\n- a\r\n- b\r\n'
    expect(blocksOf(growBlocks(grown(text, 1), text, false))).toEqual(
      lexer(text.replaceAll('\r', '')).map(({ type, raw }) => ({ type, raw })),
    )
  })
})

describe.each(['paragraph', 'list', 'table', 'code', 'mixed'] as const)('a %s without end', shape => {
  const text: string = longText(shape, 9000, 'amber').join('')
  const steps = Array.from({ length: 300 }, (_, step) => text.slice(0, Math.ceil((text.length * (step + 1)) / 300)))

  it('is read in parts: what is read again stays small however long it has become', () => {
    let state = NOTHING
    for (const step of steps) {
      state = growBlocks(state, step, true)
      expect(rawOf(state.settled)).toBe(step.slice(0, state.settledLength))
      expect(step.length - state.settledLength).toBeLessThan(4000)
    }
    expect(state.settled.filter(({ full }) => full).length).toBeGreaterThan(1)
  })

  it('says in the end what it says when it is read at once', () => {
    const end = growBlocks(
      steps.reduce((state, step) => growBlocks(state, step, true), NOTHING),
      text,
      false,
    )
    const once = growBlocks(NOTHING, text, false)
    expect(partsOf(end)).toEqual(partsOf(once))
    expect(blocksOf(once)).toEqual(lexer(text).map(({ type, raw }) => ({ type, raw })))
    expect(rawOf(once.stretches)).toBe(text)
  })

  it('never draws a full stretch again', () => {
    const seen = new Map<number, Stretch>()
    let state = NOTHING
    for (const step of steps) {
      state = growBlocks(state, step, true)
      state.stretches.forEach((stretch, index) => {
        if (seen.has(index)) expect(stretch).toBe(seen.get(index))
        else if (stretch.full && state.settled.includes(stretch)) seen.set(index, stretch)
      })
    }
    expect(seen.size).toBeGreaterThan(1)
  })
})

it('a block that cannot be read in parts is read again only now and then, and what came since stands behind it', () => {
  const line = '> Some quoted words, and **bold** ones.\n'
  const text = line.repeat(1000)
  let state = NOTHING
  let readings = 0
  for (let at = 200; at <= text.length; at += 200) {
    const before = state
    state = growBlocks(state, text.slice(0, at), true)
    if (state.readLength !== before.readLength) readings++
    expect(rawOf(state.stretches)).toBe(text.slice(0, at))
  }
  expect(readings).toBeLessThan(60)
  expect(blocksOf(growBlocks(state, text, false))).toEqual([{ type: 'blockquote', raw: text }])
})

it('a link named at the end of a long answer is drawn once more where it stands', () => {
  const text = `${'See [the note] and some more words. '.repeat(800)}\n\n[the note]: https://example.com/note\n`
  const state = growBlocks(grown(text, 500), text, false)
  expect(state.named).toBe(true)
  expect(JSON.stringify(state.stretches[0])).toContain('"type":"link"')
})

describe('a link a model makes', () => {
  it('may lead to http, https and mail, and says where', () => {
    expect(safeLink('https://example.com/a?b')).toEqual({ href: 'https://example.com/a?b', host: 'example.com' })
    expect(safeLink('http://localhost:3000')).toMatchObject({ host: 'localhost:3000' })
    expect(safeLink('mailto:a@example.com')).toMatchObject({ host: 'a@example.com' })
  })

  it.each(['javascript:alert(1)', 'JavaScript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '/relative', '#here', ''])(
    'is plain text when it is %j',
    href => {
      expect(safeLink(href)).toBeUndefined()
    },
  )

  it('has its host shown as the network will see it', () => {
    expect(safeLink('https://example.com@evil.example/')?.host).toBe('evil.example')
    expect(safeLink('https://exаmple.com/')?.host).toMatch(/^xn--/)
  })
})

it('decodes the entities models write, once', () => {
  expect(decodeEntities('a &lt; b &amp;lt; c')).toBe('a < b &lt; c')
})

function grown(text: string, size: number): Grown {
  let state = NOTHING
  for (let at = size; at < text.length; at += size) state = growBlocks(state, text.slice(0, at), true)
  return growBlocks(state, text, true)
}

function rawOf(stretches: readonly Stretch[]): string {
  return partsIn(stretches)
    .map(({ token }) => token.raw)
    .join('')
}

function partsOf({ stretches }: Grown) {
  return partsIn(stretches).map(({ token: { type, raw }, continues, goesOn }) => ({ type, raw, continues, goesOn }))
}

/** With the parts of a block put together. */
function blocksOf({ stretches }: Grown): { type: string; raw: string }[] {
  const blocks: { type: string; raw: string }[] = []
  for (const { token, continues } of partsIn(stretches)) {
    if (continues) blocks.at(-1)!.raw += token.raw
    else blocks.push({ type: token.type, raw: token.raw })
  }
  return blocks
}

function partsIn(stretches: readonly Stretch[]) {
  return stretches.flatMap(({ parts }) => parts)
}

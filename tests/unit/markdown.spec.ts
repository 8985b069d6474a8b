import { lexer } from 'marked'
import { describe, expect, it } from 'vitest'
import { type Grown, growBlocks, NOTHING } from '@/components/views/markdown/grow-blocks'
import { decodeEntities, safeLink } from '@/components/views/markdown/safe'

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
      const whole = growBlocks(grown(TEXT, size), TEXT, false)
      expect(raws(whole)).toEqual(lexer(TEXT).map(token => token.raw))
    }
  })

  it('shows every block it will show in the end, in order, at every step', () => {
    let state = NOTHING
    for (let at = 1; at <= TEXT.length; at++) {
      state = growBlocks(state, TEXT.slice(0, at), true)
      expect(state.settled.map(token => token.raw).join('')).toBe(TEXT.slice(0, state.settledLength))
    }
    expect(state.settledLength).toBeGreaterThan(TEXT.length / 2)
  })

  it('keeps settled blocks as the same objects', () => {
    const half = grown(TEXT.slice(0, 200), 5)
    const more = growBlocks(half, TEXT.slice(0, 260), true)
    expect(half.settled.length).toBeGreaterThan(1)
    half.settled.forEach((token, index) => {
      expect(more.blocks[index]).toBe(token)
    })
  })

  it('begins anew with another text', () => {
    const state = growBlocks(grown(TEXT, 9), 'Something else.', true)
    expect(raws(state)).toEqual(['Something else.'])
  })

  it('closes what is half there, and leaves half a link as words', () => {
    const [paragraph] = growBlocks(NOTHING, 'very **bol', true).blocks
    expect(JSON.stringify(paragraph)).toContain('"type":"strong"')
    const [link] = growBlocks(NOTHING, 'see [the gui', true).blocks
    expect(JSON.stringify(link)).not.toContain('"type":"link"')
  })

  it('shows a text nested beyond reading as it came', () => {
    const deep = '>'.repeat(50_000)
    expect(raws(growBlocks(NOTHING, deep, false)).join('')).toBe(deep)
  })
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

function raws({ blocks }: Grown): string[] {
  return blocks.map(token => token.raw)
}

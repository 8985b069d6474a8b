import { describe, expect, it } from 'vitest'
import { growText, NO_PIECES } from '@/components/views/grow-text'
import { longText } from '../support/long-text.mjs'

const SHAPES = {
  'with lines': longText('list', 9000, 'amber').join(''),
  'without a line': longText('paragraph', 9000, 'basalt').join(''),
  'without a space': '👩‍👩‍👧‍👦'.repeat(3000),
  'of line ends': '\n'.repeat(20_000),
}

describe.each(Object.entries(SHAPES))('a text %s, in pieces', (_, text) => {
  const grown = (size: number) => {
    let state = NO_PIECES
    for (let at = size; at < text.length; at += size) state = growText(state, text.slice(0, at))
    return growText(state, text)
  }

  it('is the text, cut at the same places however it came', () => {
    const once = growText(NO_PIECES, text)
    expect(once.pieces.join('')).toBe(text)
    expect(once.pieces.length).toBeGreaterThan(2)
    for (const size of [97, 1000, 9001]) expect(grown(size).pieces).toEqual(once.pieces)
  })

  it('has no piece that is very long, and none that ends inside a character', () => {
    for (const piece of grown(500).pieces) {
      expect(piece.length).toBeLessThanOrEqual(8000)
      expect(piece.isWellFormed()).toBe(true)
    }
  })
})

it('begins anew with another text', () => {
  expect(growText(growText(NO_PIECES, 'one'), 'other').pieces).toEqual(['other'])
})

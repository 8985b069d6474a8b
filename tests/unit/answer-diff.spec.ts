import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pagesOf } from '@/components/views/diff/pages'
import { diffAnswers } from '@/lib/playground/answer-diff'
import { diffJson } from '@/lib/playground/json-diff'
import { diffTexts, type TextDiff } from '@/lib/playground/text-diff'
import { longText } from '../support/long-text.mjs'

describe('two texts, word by word', () => {
  it('say what was taken out and what was put in', () => {
    const diff = diffTexts('Most likely the retry budget, not the client.', 'Most likely the retry budget, and I am sure.')
    expect(marked(diff)).toBe('Most likely the retry budget, [-not the client-]{+and I am sure+}.')
    expect(diff).toMatchObject({ sameStart: 5, removed: 3, added: 4 })
  })

  it('differ in white space alone, and only that is said', () => {
    expect(marked(diffTexts('one two\nthree', 'one  two\n\nthree'))).toBe('one[- -]{+  +}two[-\n-]{+\n\n+}three')
    expect(diffTexts('one two', 'one  two')).toMatchObject({ removed: 0, added: 0, share: 1 })
  })

  it('are the same, or one of them is empty', () => {
    expect(diffTexts('All the same.', 'All the same.')).toMatchObject({ removed: 0, added: 0, share: 1, sameStart: 3 })
    expect(diffTexts('', 'One two')).toMatchObject({ parts: [{ kind: 'added', text: 'One two' }], sameStart: 0, share: 0 })
    expect(diffTexts('', '')).toMatchObject({ parts: [], share: 1 })
  })

  it('are not torn apart by a comma that stands in both', () => {
    expect(marked(diffTexts('red, green', 'blue, yellow'))).toBe('[-red, green-]{+blue, yellow+}')
  })

  it('are not torn apart by a word that stands in both among many that do not, which still counts as the same', () => {
    const diff = diffTexts('Red wine goes well with the old cheese.', 'Some people drink only with their late supper.')
    expect(marked(diff)).toBe('[-Red wine goes well with the old cheese-]{+Some people drink only with their late supper+}.')
    expect(diff).toMatchObject({ removed: 7, added: 7 })
    expect(marked(diffTexts('one two three', 'first two third'))).toBe('[-one -]{+first +}two [-three-]{+third+}')
  })

  it('cut no character of several code points', () => {
    expect(marked(diffTexts('a 👩‍👩‍👧‍👦 b', 'a 👩‍👩‍👧 b'))).toBe('a [-👩‍👩‍👧‍👦 -]{+👩‍👩‍👧 +}b')
  })

  it('are both there to the character, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'word', ' ', '  ', '\n', ',', '🙂', 'é', '中文', '\t'), { maxLength: 40 })
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [before, after] = [one.join(''), other.join('')]
        const { parts } = diffTexts(before, after)
        expect(sideOf(parts, 'removed')).toBe(before)
        expect(sideOf(parts, 'added')).toBe(after)
      }),
    )
  })

  it('are compared in the end also where they are long and have nothing in common', () => {
    const [before, after] = [longText('mixed', 12_000, 'amber').join(''), longText('list', 12_000, 'basalt').join('')]
    const { parts } = diffTexts(before, after)
    expect(sideOf(parts, 'removed')).toBe(before)
    expect(sideOf(parts, 'added')).toBe(after)
  })

  it('are drawn in pages that are the parts again', () => {
    const { parts } = diffTexts(longText('mixed', 5000, 'amber').join(''), longText('mixed', 5000, 'fawn').join(''))
    const pages = pagesOf(parts)
    expect(pages.length).toBeGreaterThan(3)
    expect(
      pages
        .flat()
        .map(({ text }) => text)
        .join(''),
    ).toBe(parts.map(({ text }) => text).join(''))
  })
})

describe('two JSON values', () => {
  it('differ at paths, in values, in members of either side', () => {
    expect(diffJson({ a: 1, b: { c: [1, 2] }, gone: null }, { b: { c: [1, 3] }, a: 1, more: true })).toEqual([
      { kind: 'changed', path: 'b.c[1]', before: 2, after: 3 },
      { kind: 'removed', path: 'gone', before: null },
      { kind: 'added', path: 'more', after: true },
    ])
  })

  it('have lists whose items are matched before they are compared', () => {
    expect(diffJson([1, 2, 3], [0, 1, 2, 3])).toEqual([{ kind: 'added', path: '[0]', after: 0 }])
    expect(diffJson([{ x: 1 }], [{ x: 1, y: 2 }])).toEqual([{ kind: 'added', path: '[0].y', after: 2 }])
  })

  it('are the same whatever the order of their members', () => {
    expect(diffJson([{ a: 1, b: 2 }], [{ b: 2, a: 1 }])).toEqual([])
    expect(diffJson({ __proto__x: 1, toString: 1 }, { __proto__x: 1, toString: 1 })).toEqual([])
  })
})

describe('two answers', () => {
  const answer = (text: string, more = {}) => ({ text, thinking: '', calls: [], ...more })

  it('are compared as JSON where both are', () => {
    expect(diffAnswers(answer('{"a":1}'), answer('{ "a": 2 }')).json).toHaveLength(1)
    expect(diffAnswers(answer('{"a":1}'), answer('{"a":')).json).toBeUndefined()
    expect(diffAnswers(answer('1'), answer('2')).json).toBeUndefined()
  })

  it('are compared in thinking and calls where both have them', () => {
    const one = answer('x', { thinking: 'I think so.', calls: [{ name: 'look', input: '{"city":"Rome"}' }] })
    const other = answer('x', { thinking: 'I think not.', calls: [{ name: 'look', input: '{"city":"Oslo"}' }] })
    const diff = diffAnswers(one, other)
    expect(diff.thinking).toMatchObject({ removed: 1, added: 1 })
    expect(diff.calls).toEqual([{ kind: 'changed', path: '[0].look.city', before: 'Rome', after: 'Oslo' }])
    expect(diffAnswers(one, answer('x'))).not.toHaveProperty('calls')
  })
})

function marked({ parts }: TextDiff): string {
  const signs = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const
  return parts.map(({ kind, text }) => signs[kind][0] + text + signs[kind][1]).join('')
}

function sideOf(parts: TextDiff['parts'], side: 'removed' | 'added'): string {
  return parts
    .filter(({ kind }) => kind === 'same' || kind === side)
    .map(({ text }) => text)
    .join('')
}

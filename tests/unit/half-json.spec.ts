import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { halfJson } from '@/lib/playground/half-json'

const SAMPLE = `{ "name": "Ada \\"L\\" \\u00e9 \\ud83d\\ude00 😀", "n": [-1.5e+10, 0, 12.25, true, false, null], "in": { "": {}, "l": [[], [1]] } }\n`

describe('half-arrived JSON', () => {
  it('is never wrong wherever it is cut, and is complete only as a whole', () => {
    const end = SAMPLE.trimEnd().length
    for (let cut = 0; cut <= SAMPLE.length; cut++) {
      const { complete, error } = halfJson(SAMPLE.slice(0, cut))
      expect({ cut, complete, error }).toEqual({ cut, complete: cut >= end, error: undefined })
    }
    expect(halfJson(SAMPLE).value).toEqual(JSON.parse(SAMPLE))
  })

  it('only grows: members stay in place, texts begin alike, half a character is not shown', () => {
    let before: unknown
    for (let cut = 0; cut <= SAMPLE.length; cut++) {
      const { value } = halfJson(SAMPLE.slice(0, cut))
      expect(grows(before, value), `cut at ${cut}: ${JSON.stringify(before)} then ${JSON.stringify(value)}`).toBe(true)
      before = value
    }
  })

  it.each([
    ['{"a": 1, "b', { a: 1 }],
    ['{"a": 1, "b":', { a: 1 }],
    ['{"a": 12.', { a: 12 }],
    ['{"a": 1e', { a: 1 }],
    ['[1, -', [1]],
    ['{"a": tr', { a: true }],
    ['["a\\', ['a']],
    ['["a\\u00', ['a']],
    ['["\\ud83d', ['']],
    ['["\ud83d', ['']],
    ['{"a": [1, {"b": "c', { a: [1, { b: 'c' }] }],
    ['', undefined],
    [' -', undefined],
  ])('%j says %j so far', (text, value) => {
    expect(halfJson(text)).toEqual({ value, complete: false })
  })

  it.each([
    ['Here is the JSON', 0, 'Expected a value.', undefined],
    ['{"a": 1} and more', 9, 'Expected the end of the JSON.', { a: 1 }],
    ["{'a': 1}", 1, 'Expected a name in double quotes or }.', {}],
    ['{"a": 1,}', 8, 'Expected a name in double quotes.', { a: 1 }],
    ['{"a" 1}', 5, 'Expected a colon.', {}],
    ['{"a": 1 "b": 2}', 8, 'Expected a comma or }.', { a: 1 }],
    ['[1 2]', 3, 'Expected a comma or ].', [1]],
    ['[1,]', 3, 'Expected a value.', [1]],
    ['[1}', 2, 'Expected a comma or ].', [1]],
    ['[01]', 2, 'Expected a comma or ].', [0]],
    ['[tru3]', 4, 'Expected true.', []],
    ['["a\nb"]', 3, 'Expected an escape such as \\n instead of the character.', []],
    ['["\\x"]', 2, 'Expected another escape.', []],
  ])('%j is wrong at %i: %s', (text, at, message, value) => {
    expect(halfJson(text)).toEqual({ value, complete: false, error: { at, message } })
  })

  it('a member called __proto__ is a member', () => {
    expect(Object.keys(halfJson('{"__proto__": {"a": 1').value as object)).toEqual(['__proto__'])
  })

  it('a hundred thousand open brackets are no trouble', () => {
    expect(halfJson('['.repeat(100_000)).complete).toBe(false)
  })

  it('agrees with JSON.parse on any text', () => {
    const mess = fc.array(fc.constantFrom(...'{}[]:,"\\u0eE+-.1tfn \n', 'true', 'null', '"a"', 'x'), { maxLength: 12 })
    fc.assert(
      fc.property(mess, parts => {
        const text = parts.join('')
        expect(halfJson(text).complete).toBe(isJson(text))
      }),
      { numRuns: 5_000 },
    )
  })

  it('every beginning of any JSON is a beginning', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), fc.constantFrom(0, 2), (value, where, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(halfJson(text)).toEqual({ value: JSON.parse(text), complete: true })
        expect(halfJson(text.slice(0, where % text.length)).error).toBeUndefined()
      }),
    )
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function grows(before: unknown, after: unknown): boolean {
  if (before === undefined) return true
  if (typeof before === 'string') return typeof after === 'string' && after.startsWith(before) && !/[\ud800-\udbff]$/.test(after)
  if (typeof before !== 'object' || before === null) return typeof before === typeof after
  return Object.entries(before).every(([key, value]) => grows(value, (after as Record<string, unknown>)?.[key]))
}

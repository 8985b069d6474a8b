import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDepth, checkTextDepth, depthOfText, parseJson, rewriteMembers } from '@/lib/util/json'

const runs = Math.max(20, Math.round(1000 * Number(process.env.THOROUGH ?? 0.1)))

describe('parsing', () => {
  test('gives the value, or a message that does not repeat the text', () => {
    expect(parseJson('{"a":[1]}')).toEqual({ ok: true, value: { a: [1] } })
    for (const text of ['', ' ', '{', '{"key":"test-key-1"x}', 'test-key-1']) {
      const result = parseJson(text)
      expect(result.ok).toBe(false)
      if (!result.ok) expect(result.message).not.toContain('test-key')
    }
  })

  test('keeps __proto__ a plain key', () => {
    const result = parseJson('{"__proto__":{"polluted":true}}')
    expect(result.ok && Object.keys(result.value as object)).toEqual(['__proto__'])
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('depth', () => {
  test('counts objects and arrays, not what stands in strings', () => {
    for (const [text, depth] of [
      ['1', 0],
      ['"[[{{"', 0],
      ['{}', 1],
      ['[[],[[]]]', 3],
      ['{"a":{"b":["]","\\"[",{}]}}', 4],
      ['{"a\\\\":[{}]}', 3],
    ] as const) {
      expect([text, depthOfText(text)]).toEqual([text, depth])
      expect(checkDepth(JSON.parse(text), depth)).toBe(true)
      if (depth) expect(checkDepth(JSON.parse(text), depth - 1)).toBe(false)
    }
  })

  test('no depth is too much', () => {
    const text = '['.repeat(100_000) + ']'.repeat(100_000)
    expect(depthOfText(text)).toBe(100_000)
    let value: unknown = []
    for (let level = 1; level < 100_000; level++) value = { value }
    expect(checkDepth(value)).toBe(false)
  })

  test('64 levels pass and 65 do not, as a value and as text', () => {
    const nested = (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels)
    expect([checkDepth(JSON.parse(nested(64))), checkTextDepth(nested(64))]).toEqual([true, true])
    expect([checkDepth(JSON.parse(nested(65))), checkTextDepth(nested(65))]).toEqual([false, false])
  })

  test('value and text agree', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 6 }),
        fc.nat(7),
        (text, most) => void expect(checkDepth(JSON.parse(text), most)).toBe(checkTextDepth(text, most)),
      ),
      { numRuns: runs },
    )
  })
})

describe('rewriting members', () => {
  const rewrite = (text: string, change: (value: any) => object) => {
    const parsed = JSON.parse(text)
    return rewriteMembers(text, parsed, change(parsed))
  }

  test('members that did not change keep their bytes', () => {
    const text = '{ "seed" : 12345678901234567890123,\n  "model":"a", "x": [1.0, 1e2,"\\u0041" ] , "s":"}{,\\\\\\"" }\n'
    expect(rewrite(text, value => ({ ...value }))).toBe(text)
    expect(rewrite(text, value => ({ ...value, model: 'b' }))).toBe(text.replace('"a"', '"b"'))
  })

  test('removed members are gone and new ones stand at the end', () => {
    expect(rewrite('{"a":1, "b":2, "c":3}', ({ a, c }) => ({ a, c, d: [4] }))).toBe('{"a":1, "c":3,"d":[4]}')
    expect(rewrite('{"a":1, "b":2}', () => ({}))).toBe('{}')
    expect(rewrite('{"a":1}', value => ({ ...value, a: undefined, b: undefined }))).toBe('{}')
    expect(rewrite(' { } ', () => ({ a: 1 }))).toBe(' {"a":1} ')
  })

  test('of a key that stands twice only the last one is left', () => {
    expect(rewrite('{"a":1,"b":2,"\\u0061":3}', value => ({ ...value }))).toBe('{"b":2,"\\u0061":3}')
  })

  test('__proto__ and constructor are keys like others', () => {
    const text = '{"__proto__":{"a":1},"constructor":2,"c":3}'
    expect(rewrite(text, value => ({ ...value, c: 4 }))).toBe('{"__proto__":{"a":1},"constructor":2,"c":4}')
    expect(rewrite('{"c":3}', value => ({ ...value, c: 4 }))).toBe('{"c":4}')
    expect(rewrite(text, () => ({}))).toBe('{}')
  })

  test('any object, written in any spacing, reads as the wanted one afterwards', () => {
    const key = fc.oneof(
      fc.constantFrom('a', 'b', '', '__proto__', 'toString', '"', '\\', '\u2028'),
      fc.string({ unit: 'binary' }),
    )
    const json = fc.json({ maxDepth: 3 })
    const space = fc.constantFrom('', ' ', '\n\t', '\r\n ')
    const written = fc.array(fc.tuple(key, json, space, space, space, space), { maxLength: 8 }).map(members => {
      const parts = members.map(([name, value, a, b, c, d]) => `${a}${JSON.stringify(name)}${b}:${c}${value}${d}`)
      return `{${parts.join(',')}}`
    })
    const actions = fc.array(fc.constantFrom('keep', 'change', 'remove'), { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(written, actions, fc.dictionary(key, json, { maxKeys: 3 }), (text, actions, added) => {
        const parsed = JSON.parse(text)
        const next = Object.create(null)
        Object.keys(parsed).forEach((name, index) => {
          if (actions[index] === 'keep') next[name] = parsed[name]
          if (actions[index] === 'change') next[name] = { changed: parsed[name] }
        })
        for (const name of Object.keys(added)) next[name] = added[name]
        const result = JSON.parse(rewriteMembers(text, parsed, next))
        expect(Object.entries(result).sort(byKey)).toEqual(JSON.parse(JSON.stringify(Object.entries(next).sort(byKey))))
      }),
      { numRuns: runs },
    )
  })
})

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}

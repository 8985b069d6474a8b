import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSame } from '@/lib/playground/same'

describe('two JSON values are the same', () => {
  it('when they say the same, whatever objects they are', () => {
    fc.assert(fc.property(fc.jsonValue(), value => isSame(value, structuredClone(value))))
  })

  it('whatever the order of their members, and where one has a member that is undefined', () => {
    expect(isSame({ a: 1, b: [{}] }, { b: [{}], a: 1, c: undefined })).toBe(true)
  })

  it.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { a: 1, b: 1 }],
    [{}, []],
    [{}, null],
    [[1], [1, 2]],
    [['1'], [1]],
    [{ 0: 1 }, [1]],
    [{}, { constructor: Object }],
  ])('and not %j and %j', (one, other) => {
    expect(isSame(one, other)).toBe(false)
    expect(isSame(other, one)).toBe(false)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { laidOut } from '@/components/views/tool-calls'
import { resultWord } from '@/lib/playground/tool-results'

describe('the arguments of a call', () => {
  it('stand one per line, short lists in one', () => {
    expect(laidOut('{"deploy_id":8841,"include":["flags","diff"],"none":{},"since":"a, b: {c}"}')).toBe(
      '{\n  "deploy_id": 8841,\n  "include": ["flags", "diff"],\n  "none": {},\n  "since": "a, b: {c}"\n}',
    )
  })

  it('are shown as far as they have come', () => {
    expect(laidOut('{"city": "Os')).toBe('{\n  "city": "Os')
    expect(laidOut('{"a":[1,')).toBe('{\n  "a": [\n    1,\n    ')
    expect(laidOut('')).toBe('')
  })

  it('keep every digit and escape, wherever they are cut', () => {
    const numbers = '{"id":12345678901234567890,"half":1.0,"e":"\\u00e9"}'
    expect(laidOut(numbers)).toContain('12345678901234567890')
    expect(laidOut(numbers)).toContain('1.0')
    expect(laidOut(numbers)).toContain('\\u00e9')
    expect(laidOut('{"text":"{  } [ 1 ]"}')).toContain('"{  } [ 1 ]"')
    const bare = (text: string) => text.replace(/\s/g, '')
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (value, cut) => {
        const text = JSON.stringify(value)
        const part = text.slice(0, cut % (text.length + 1))
        expect(bare(laidOut(part))).toBe(bare(part))
      }),
    )
  })

  it('that are no JSON stay as they are', () => {
    expect(laidOut('print("a,  b")\n\nif x: [1]')).toBe('print("a,  b")\n\nif x: [1]')
  })
})

describe('a result, in the provider’s word', () => {
  it.each([
    [{ contents: [] }, 'functionResponse'],
    [{ toolConfig: {} }, 'toolResult'],
    [{ tools: [{ name: 'f', input_schema: {} }] }, 'tool_result'],
    [{ tools: [{ type: 'function' }] }, 'tool message'],
    [undefined, 'tool message'],
  ])('is read off the body it was sent: %j', (body, word) => {
    expect(resultWord(body)).toBe(word)
  })
})

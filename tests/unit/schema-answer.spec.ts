import { describe, expect, it } from 'vitest'
import type { JsonSchema } from '@/lib/chat/types'
import { answerJson } from '@/lib/playground/schema/answer-json'
import { checkAnswer } from '@/lib/playground/schema/check-answer'
import { checkFilling } from '@/lib/playground/schema/check-filling'
import { CHUNK, chunked, jsonRows } from '@/lib/playground/schema/json-rows'

const TRIAGE: JsonSchema = {
  type: 'object',
  properties: {
    cause: { enum: ['retry_budget', 'client', 'unknown'] },
    confidence: { type: 'number', maximum: 1 },
    actions: { type: 'array', items: { $ref: '#/$defs/action' } },
    page: { type: ['string', 'null'] },
  },
  required: ['cause', 'actions'],
  additionalProperties: false,
  $defs: {
    action: {
      type: 'object',
      properties: { step: { type: 'string', minLength: 3 }, minutes: { type: 'integer' } },
      required: ['step', 'minutes'],
      additionalProperties: false,
    },
  },
}
const GOOD = { cause: 'client', confidence: 0.8, actions: [{ step: 'Roll back', minutes: 6 }], page: null }

function errorsOf(schema: JsonSchema, value: unknown) {
  const said = checkAnswer(schema, value)
  return 'errors' in said ? said.errors.map(({ path, message }) => `${path}: ${message}`) : said.why
}

describe('the JSON of an answer', () => {
  it.each([
    ['the whole text', '{"a": 1}', { value: { a: 1 }, complete: true, fenced: false }],
    ['half of it', ' {"a": [1', { value: { a: [1] }, complete: false, fenced: false }],
    ['in a fence', '```json\n{"a": 1}\n```\n', { value: { a: 1 }, complete: true, fenced: true }],
    ['in a fence after words', 'Here it is:\n```\n[1]\n```\nGood?', { value: [1], complete: true, fenced: true }],
    ['in a fence that fills', '```json\n{"a": "`b', { value: { a: '`b' }, complete: false, fenced: true }],
    ['the beginning of a fence', '```js', { value: undefined, complete: false, fenced: true }],
    ['a fence inside of a text', '{"a": "\\n```json\\n1"}', { value: { a: '\n```json\n1' }, complete: true, fenced: false }],
  ])('%s', (_, text, json) => {
    expect(answerJson(text)).toEqual(json)
  })

  it('says where the answer, not its fence, stops being JSON', () => {
    expect(answerJson('Sure! {"a": 1}').error?.at).toBe(0)
    const text = '```json\n{"a": nope}\n```'
    expect(text.slice(answerJson(text).error!.at)).toBe('ope}\n```')
  })
})

describe('a whole answer against its schema', () => {
  it('finds nothing wrong where nothing is, and leaves the schema as it was', async () => {
    const before = structuredClone(TRIAGE)
    expect(errorsOf(TRIAGE, GOOD)).toEqual([])
    expect(TRIAGE).toEqual(before)
  })

  it.each([
    [
      { ...GOOD, actions: [GOOD.actions[0], { step: 'Wait', minutes: 'ten' }] },
      '/actions/1/minutes: Must be an integer, got a string.',
    ],
    [{ ...GOOD, actions: [{ step: 'Wait', minutes: 1.5 }] }, '/actions/0/minutes: Must be an integer, got a number.'],
    [{ ...GOOD, page: 7 }, '/page: Must be a string or null, got a number.'],
    [{ ...GOOD, cause: 'sun' }, '/cause: Must be one of "retry_budget", "client", "unknown", got "sun".'],
    [{ actions: [] }, ': "cause" is missing.'],
    [{ ...GOOD, 'a/b~ c#': 1 }, '/a~1b~0 c#: "a/b~ c#" is not in the schema, and the object takes nothing else.'],
    [{ ...GOOD, confidence: 3 }, '/confidence: 3 is greater than 1.'],
    [{ ...GOOD, actions: [{ step: 'x', minutes: 1 }] }, '/actions/0/step: String is too short (1 < 3).'],
    [[], ': Must be an object, got an array.'],
  ])('%j', async (value, error) => {
    expect(errorsOf(TRIAGE, value)).toEqual([error])
  })

  it('of a union says what is wrong with the variant that is meant, else one thing about the whole', async () => {
    const union: JsonSchema = { anyOf: [{ type: 'object', properties: { a: { type: 'integer' } } }, { type: 'null' }] }
    expect(errorsOf(union, { a: 'x' })).toEqual(['/a: Must be an integer, got a string.'])
    expect(errorsOf(union, 'x')).toEqual([': Fits none of the variants.'])
  })

  it('says why it cannot be checked', async () => {
    expect(errorsOf({ $ref: '#/$defs/nowhere' }, 1)).toContain('Unresolved $ref')
  })
})

describe('an answer that is filling', () => {
  it('of an answer that fits, no beginning is called wrong', () => {
    const text = JSON.stringify(GOOD)
    for (let cut = 0; cut < text.length; cut++) {
      expect(checkFilling(TRIAGE, answerJson(text.slice(0, cut)).value), text.slice(0, cut)).toEqual([])
    }
  })

  it.each([
    ['{"cause": "clip', '/cause: Must be one of "retry_budget", "client", "unknown", got "clip".'],
    ['{"cause": "client", "actions": [{"minutes": "t', '/actions/0/minutes: Must be an integer, got a string.'],
    ['{"because": ', undefined],
    ['{"because": 1', '/because: "because" is not in the schema, and the object takes nothing else.'],
    ['[', ': Must be an object, got an array.'],
    ['{"actions": [{"minutes": 1.5, "step": "', '/actions/0/minutes: Must be an integer, got a number.'],
  ])('%s', (text, error) => {
    const errors = checkFilling(TRIAGE, answerJson(text).value).map(({ path, message }) => `${path}: ${message}`)
    expect(errors).toEqual(error ? [error] : [])
  })
})

describe('the rows of the tree', () => {
  const nothing = { folded: new Set<string>(), grows: false, errors: [] }

  it('stand in order, with the schema’s words for what they are', () => {
    const rows = jsonRows(GOOD, { ...nothing, schema: TRIAGE })
    expect(rows.map(({ depth, key, count, type }) => `${'  '.repeat(depth)}${key} ${count} ${type}`)).toEqual([
      'null 4 object',
      '  cause 0 enum',
      '  confidence 0 number',
      '  actions 1 array',
      '    0 2 object',
      '      step 0 string',
      '      minutes 0 integer',
      '  page 0 string | null',
    ])
  })

  it('a folded row hides what is inside and counts its errors', () => {
    const errors = [{ path: '/actions/0/step', message: 'No.' }]
    const rows = jsonRows(GOOD, { ...nothing, folded: new Set(['/actions']), errors })
    expect(rows.map(({ path }) => path)).toEqual(['', '/cause', '/confidence', '/actions', '/page'])
    expect(rows[3]).toMatchObject({ open: false, hidden: 1, errors: [] })
  })

  it('only the last of each level grows', () => {
    const rows = jsonRows({ a: [1, 2], b: { c: 'x' } }, { ...nothing, grows: true })
    expect(rows.filter(({ grows }) => grows).map(({ path }) => path)).toEqual(['', '/b', '/b/c'])
  })

  it('a chunk that says the same is the same, so that only the end is drawn again', () => {
    const value = Array.from({ length: CHUNK * 3 }, (_, index) => index)
    const before = chunked(jsonRows(value, { ...nothing, folded: new Set() }), [])
    const after = chunked(jsonRows([...value, 'more'], { ...nothing, folded: new Set() }), before)
    expect(after.map((chunk, index) => chunk === before[index])).toEqual([false, true, true, false])
  })

  it('a value of any depth is no trouble', () => {
    let deep: unknown = 1
    for (let level = 0; level < 50_000; level++) deep = [deep]
    expect(jsonRows(deep, nothing).length).toBeLessThan(200)
    expect(() => checkFilling({ $ref: '#' }, deep)).not.toThrow()
    expect(() => checkFilling({ items: { $ref: '#' } }, deep)).not.toThrow()
  })
})

import Ajv from 'ajv/dist/2020'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonSchema } from '@/lib/chat/types'
import { EXAMPLES } from '@/lib/playground/schema/examples'
import { lintSchema } from '@/lib/playground/schema/lint'
import { nearestPlace, placesOf } from '@/lib/playground/schema/places'
import { makeStrict, strictMistakes } from '@/lib/playground/schema/strict'
import {
  addProperty,
  CHOICES,
  changeAt,
  choiceOf,
  enumOf,
  enumText,
  isNullable,
  removeProperty,
  renameProperty,
  schemaRows,
  setRequired,
  withKeyword,
  withNull,
  withType,
} from '@/lib/playground/schema/tree'
import { strictProblem } from '@/lib/sandbox/openai/schema'

const said = (schema: unknown) => lintSchema(schema).map(({ path, message }) => `${path}: ${message}`)

describe('mistakes in a schema', () => {
  it.each<[unknown, string]>([
    [{ type: 'int' }, 'type: There is no type "int"; did you mean "integer"?'],
    [{ type: ['string', 'dict'] }, 'type: There is no type "dict"; did you mean "object"?'],
    [{ type: 7 }, 'type: There is no type 7: the types are string, number, integer, boolean, object, array, null.'],
    [{ properties: { a: {} }, required: ['a', 'b'] }, 'required[1]: "b" is required, and properties does not have it.'],
    [{ required: 'a' }, 'required: Must be a list of names.'],
    [{ minLenght: 3 }, 'minLenght: JSON Schema has no "minLenght"; did you mean "minLength"?'],
    [{ type: 'integer', minLength: 3 }, 'minLength: minLength says nothing about an integer.'],
    [{ items: [{}] }, 'items: Must be one schema; for a schema per item there is prefixItems.'],
    [{ items: { properties: { 'a.b': 'string' } } }, 'items.properties.a.b: A schema is an object, true or false, not a string.'],
    [{ enum: [] }, 'enum: Must be a list with at least one value.'],
    [{ type: 'string', enum: ['a', 1] }, 'enum[1]: No string is 1, so it can never be chosen.'],
    [{ pattern: '(' }, 'pattern: No regular expression: Unterminated group.'],
    [{ minimum: 3, maximum: 1 }, 'minimum: minimum is more than maximum: nothing fits.'],
    [{ anyOf: [{ $ref: '#/$defs/no' }] }, 'anyOf[0].$ref: There is nothing at #/$defs/no.'],
    [{ $ref: 'https://example.com/a' }, '$ref: Only references inside of the schema, such as #/$defs/…, are followed.'],
    [[], ': A schema is an object, true or false, not an array.'],
  ])('%j', (schema, mistake) => {
    expect(said(schema)).toEqual([mistake])
  })

  it('none in a schema that uses every kind of keyword rightly', () => {
    const node = { type: 'object', properties: { next: { $ref: '#/$defs/node' } } }
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $defs: { node },
      type: ['object', 'null'],
      properties: { a: { type: 'number', exclusiveMinimum: 0, multipleOf: 0.5 }, b: { $ref: '#' }, c: true },
      patternProperties: { '^x': { type: 'string', format: 'date', minLength: 1 } },
      additionalProperties: { type: 'array', prefixItems: [{ const: 1 }], items: false, uniqueItems: true },
      dependentRequired: { a: ['b'] },
      'x-of-ours': 1,
    }
    expect(said(schema)).toEqual([])
  })

  it('never throws, whatever JSON it is given', () => {
    fc.assert(fc.property(fc.jsonValue(), value => void lintSchema(value)))
  })
})

const OPEN: JsonSchema = {
  type: 'object',
  properties: {
    a: { type: 'string' },
    b: { type: 'array', items: { properties: { c: { enum: ['x'] } } } },
    d: { oneOf: [{ type: 'object', properties: {} }, { type: 'null' }] },
  },
  required: ['a'],
}

describe('strict mode', () => {
  const schemas: [string, JsonSchema][] = [
    ['open', OPEN],
    ['a list at the root', { type: 'array', items: {} }],
    ['anyOf at the root', { type: 'object', anyOf: [{}], additionalProperties: false }],
    [
      'a list of anything',
      { ...EXAMPLES[0]!.schema, properties: { ...(EXAMPLES[0]!.schema.properties as object), known_for: { type: 'array' } } },
    ],
    ['patterns', { type: 'object', additionalProperties: false, patternProperties: { a: {} } }],
    ['an untyped value', { type: 'object', additionalProperties: false, properties: { a: {} }, required: ['a'] }],
    ['definitions', { type: 'object', additionalProperties: false, $defs: { a: { type: 'object' } } }],
    ...EXAMPLES.map(({ name, schema }): [string, JsonSchema] => [name, schema]),
  ]

  it.each(schemas)('finds a mistake where OpenAI’s face of the sandbox refuses, and only there: %s', (_, schema) => {
    expect(strictMistakes(schema).length > 0).toBe(strictProblem(schema) !== undefined)
  })

  it('makes an open schema strict, and optional values may be null', () => {
    const made = makeStrict(OPEN)
    expect(strictMistakes(made)).toEqual([])
    expect(strictProblem(made)).toBeUndefined()
    expect(made).toMatchObject({ additionalProperties: false, required: ['a', 'b', 'd'] })
    expect((made.properties as JsonSchema).a).toEqual({ type: 'string' })
    expect((made.properties as JsonSchema).b).toMatchObject({ type: ['array', 'null'] })
    const check = new Ajv({ strict: false }).compile(made)
    expect(check({ a: 'x', b: null, d: null })).toBe(true)
    expect(check({ a: null, b: null, d: null })).toBe(false)
  })

  it('a strict schema stays as it is', () => {
    for (const { schema } of EXAMPLES) expect(makeStrict(schema)).toEqual(schema)
  })
})

describe('the examples', () => {
  it.each(EXAMPLES.map(({ name, schema }) => [name, schema]))('%s is a schema without a mistake, and strict', (_, schema) => {
    expect(lintSchema(schema)).toEqual([])
    expect(strictMistakes(schema as JsonSchema)).toEqual([])
    expect(() => new Ajv({ strict: false }).compile(schema as JsonSchema)).not.toThrow()
  })
})

describe('the tree of a schema', () => {
  const SCHEMA: JsonSchema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {
      born: { type: ['integer', 'null'], description: 'Year', minimum: 0 },
      list: { type: 'array', items: { type: 'object', properties: { deep: { enum: ['a', 1, null] } } } },
      either: { anyOf: [{ type: 'string' }, { $ref: '#/$defs/other' }] },
    },
    required: ['list', 'born'],
    $defs: { other: { const: 1 } },
  }

  it('has a row for every schema inside', () => {
    const rows = schemaRows(SCHEMA)
    expect(rows.map(row => `${'  '.repeat(row.depth)}${row.name} ${choiceOf(row.schema)} ${row.required} ${row.others}`)).toEqual(
      [
        'answer object false $schema',
        '  born integer true minimum',
        '  list array true ',
        '    items object false ',
        '      deep enum false ',
        '  either undefined false ',
        '    anyOf 1 string false ',
        '    anyOf 2 undefined false $ref',
        '  other undefined false const',
      ],
    )
    expect(rows[4]!.path).toBe('properties.list.items.properties.deep')
  })

  it('a change at a row leaves everything else as it is, in its order', () => {
    for (const { steps } of schemaRows(SCHEMA)) {
      const same = changeAt(SCHEMA, steps, schema => schema)
      expect(JSON.stringify(same)).toBe(JSON.stringify(SCHEMA))
      const told = changeAt(SCHEMA, steps, schema => withKeyword(schema, 'description', 'new'))
      expect(JSON.stringify(changeAt(told, steps, schema => schema))).toContain('"description":"new"')
      expect(schemaRows(told).map(({ path }) => path)).toEqual(schemaRows(SCHEMA).map(({ path }) => path))
    }
  })

  it('renames, requires, removes and adds properties in place', () => {
    const renamed = renameProperty(SCHEMA, 'born', '__proto__')
    expect(Object.keys(renamed.properties as object)).toEqual(['__proto__', 'list', 'either'])
    expect(renamed.required).toEqual(['list', '__proto__'])
    expect(renameProperty(SCHEMA, 'born', 'list')).toBe(SCHEMA)
    expect(setRequired(SCHEMA, 'either', true).required).toEqual(['born', 'list', 'either'])
    expect(setRequired(SCHEMA, 'born', false).required).toEqual(['list'])
    const removed = removeProperty(SCHEMA, 'list')
    expect([Object.keys(removed.properties as object), removed.required]).toEqual([['born', 'either'], ['born']])
    const { schema, name } = addProperty(addProperty({ type: 'object' }).schema)
    expect([name, schema]).toEqual([
      'field_2',
      { type: 'object', properties: { field: { type: 'string' }, field_2: { type: 'string' } }, required: ['field', 'field_2'] },
    ])
  })

  it('every type can be chosen, is then shown, and what the tree does not show is kept', () => {
    for (const choice of CHOICES) {
      const changed = withType({ type: ['string', 'null'], minLength: 2, title: 'T', description: 'D' }, choice)
      expect(choiceOf(changed)).toBe(choice)
      expect(changed).toMatchObject({ minLength: 2, title: 'T', description: 'D' })
      expect(isNullable(changed)).toBe(choice !== 'null' && choice !== 'any')
      expect(lintSchema(changed).filter(({ severity }) => severity === 'error')).toEqual([])
    }
    expect(withNull({ type: 'string', enum: ['a'] }, true)).toEqual({ type: ['string', 'null'], enum: ['a', null] })
    expect(withNull({ type: ['string', 'null'], enum: ['a', null] }, false)).toEqual({ type: 'string', enum: ['a'] })
  })

  it('choices are written one on a line and read back', () => {
    const choices = ['a', 'b c', '1', 1, null, true, '"', 'null']
    expect(enumOf(enumText(choices))).toEqual(choices)
    expect(enumText(['red', 'green'])).toBe('red\ngreen')
  })
})

describe('places in the text of a schema', () => {
  it('are found by the paths of notes', () => {
    const text = JSON.stringify(OPEN, null, 2)
    const places = placesOf(text)
    const at = (path: string) => {
      const { from, to } = nearestPlace(places, path)!
      return text.slice(from, to)
    }
    expect(at('properties.b.items')).toBe('"items"')
    expect(at('properties.d.oneOf[1]')).toBe('{')
    expect(at('required[0]')).toBe('"a"')
    expect(at('properties.a.additionalProperties')).toBe('"a"')
    expect(at('')).toBe('{')
    expect(at('nowhere')).toBe('{')
  })

  it('every mistake has one', () => {
    const schema = { type: 'int', properties: { a: { items: [1] } }, required: ['b'], minLenght: 1 }
    const places = placesOf(JSON.stringify(schema))
    for (const { path } of lintSchema(schema)) expect(places.has(path)).toBe(true)
  })
})

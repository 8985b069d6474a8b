/** What may stand behind a keyword. */
export type KeywordKind =
  | 'any'
  | 'text'
  | 'flag'
  | 'number'
  | 'count'
  | 'pattern'
  | 'list'
  | 'names'
  | 'types'
  | 'schema'
  | 'schema list'
  | 'named schemas'

export interface Keyword {
  kind: KeywordKind
  /** It speaks about values of this type only. */
  of?: 'string' | 'number' | 'array' | 'object'
}

const of = (type: Keyword['of'], kind: KeywordKind, ...names: string[]) => names.map(name => [name, { kind, of: type }] as const)

/** JSON Schema 2020-12, with what providers still read of older drafts. https://json-schema.org/draft/2020-12 */
export const KEYWORDS: Readonly<Record<string, Keyword>> = Object.fromEntries<Keyword>([
  ...of(undefined, 'types', 'type'),
  ...of(undefined, 'list', 'enum', 'examples'),
  ...of(undefined, 'any', 'const', 'default', 'example', '$vocabulary', '$recursiveAnchor'),
  ...of(
    undefined,
    'text',
    'title',
    'description',
    'format',
    '$id',
    '$schema',
    '$ref',
    '$anchor',
    '$dynamicRef',
    '$dynamicAnchor',
  ),
  ...of(undefined, 'text', '$comment', 'contentEncoding', 'contentMediaType', '$recursiveRef'),
  ...of(undefined, 'flag', 'deprecated', 'readOnly', 'writeOnly', 'nullable'),
  ...of(undefined, 'schema list', 'anyOf', 'oneOf', 'allOf'),
  ...of(undefined, 'schema', 'not', 'if', 'then', 'else', 'contentSchema'),
  ...of(undefined, 'named schemas', '$defs', 'definitions'),
  ...of('string', 'count', 'minLength', 'maxLength'),
  ...of('string', 'pattern', 'pattern'),
  ...of('number', 'number', 'minimum', 'maximum', 'multipleOf', 'exclusiveMinimum', 'exclusiveMaximum'),
  ...of('array', 'schema', 'items', 'contains', 'additionalItems', 'unevaluatedItems'),
  ...of('array', 'schema list', 'prefixItems'),
  ...of('array', 'count', 'minItems', 'maxItems', 'minContains', 'maxContains'),
  ...of('array', 'flag', 'uniqueItems'),
  ...of('object', 'named schemas', 'properties', 'patternProperties', 'dependentSchemas'),
  ...of('object', 'schema', 'additionalProperties', 'unevaluatedProperties', 'propertyNames'),
  ...of('object', 'names', 'required', 'propertyOrdering'),
  ...of('object', 'count', 'minProperties', 'maxProperties'),
  ...of('object', 'any', 'dependentRequired', 'dependencies'),
])

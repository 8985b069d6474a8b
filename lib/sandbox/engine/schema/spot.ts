import { type Layer, type Schema, type Type, typesOf } from './layers'
import type { Option, Source } from './leaves'

/**
 * Writes an instance as a series of choices: each yields texts that may come next and is sent the index of the one that was
 * taken. Whatever is taken, the whole is valid JSON and fits the schema.
 */
export type Walk = Generator<Option[], void, number>

/** Where a walk stands. */
export interface Spot {
  name: string
  depth: number
  /** How often the depth was set back, for lists that need more room. */
  lifted: number
  /** True while drafting a whole instance: choices without a text of their own may then be made by chance. */
  draft: boolean
  /** Goes on with what is inside. */
  walk: (schema: Schema, from: Source, spot: Spot) => Walk
}

/** From this depth on the shortest way out is taken. */
export const DEEP = 5

export const say = (text: string): Option => ({ text, weight: 1 })
export const emptyOf = (type: Type) =>
  ({ null: 'null', boolean: 'true', integer: '0', number: '0', string: '""', array: '[]', object: '{}' })[type]

/** The one type there is, or the one the keywords tell of. */
export function onlyType(layers: readonly Layer[]): Type | undefined {
  const types = typesOf(layers)
  if (types) return types.size === 1 ? [...types][0] : undefined
  if (
    layers.some(layer =>
      ['properties', 'required', 'additionalProperties', 'minProperties', 'patternProperties'].some(one => one in layer),
    )
  )
    return 'object'
  if (layers.some(layer => ['items', 'prefixItems', 'minItems', 'uniqueItems', 'contains'].some(one => one in layer)))
    return 'array'
  return undefined
}

/** Keywords that no construction can promise to meet. */
export const trialWords = [
  'anyOf',
  'oneOf',
  'not',
  'if',
  'contains',
  'propertyNames',
  'dependentRequired',
  'dependentSchemas',
  'dependencies',
]

export function needsTrial(layers: readonly Layer[]): boolean {
  if (layers.some(layer => trialWords.some(word => word in layer))) return true
  const types = typesOf(layers)
  return types !== undefined && types.size > 1 && (types.has('object') || types.has('array'))
}

import { own } from '@/lib/util/own'

/** A JSON Schema as it comes from outside: any keyword may hold anything. */
export type Layer = { [keyword: string]: unknown }
export type Schema = boolean | Layer

export const isObject = (value: unknown): value is { [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isSchema = (value: unknown): value is Schema => typeof value === 'boolean' || isObject(value)

export const schemasIn = (value: unknown): Schema[] => (Array.isArray(value) ? value.filter(isSchema) : [])
export const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined
export const stringsIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter(one => typeof one === 'string') : [])

const MOST_LAYERS = 200

/**
 * The plain schemas that all must hold, with `$ref` and `allOf` followed: reading keywords from a list of layers needs no
 * merging. `false` where nothing can hold.
 */
export function toLayers(schema: Schema, root: Schema): Layer[] | false {
  const layers: Layer[] = []
  const open = [schema]
  while (open.length > 0) {
    const next = open.shift()!
    if (next === true) continue
    // A schema that only refers to itself never ends, and nothing has to hold for ever.
    if (next === false || layers.length > MOST_LAYERS) return false
    layers.push(next)
    const target = typeof next.$ref === 'string' ? resolve(next.$ref, root) : undefined
    if (target !== undefined) open.push(target)
    open.push(...schemasIn(next.allOf))
  }
  return layers
}

/** `#`, `#/$defs/node`, `#anchor`, and the `$id` of a definition; `undefined` where there is nothing. */
export function resolve(reference: string, root: Schema): Schema | undefined {
  if (reference === '#' || (isObject(root) && root.$id === reference)) return root
  if (!reference.startsWith('#/')) return findNamed(reference.replace(/^#/, ''), root)
  let found: unknown = root
  for (const step of reference.slice(2).split('/')) {
    const key = decode(step).replace(/~1/g, '/').replace(/~0/g, '~')
    found = Array.isArray(found) ? found[Number(key)] : isObject(found) ? own(found, key) : undefined
  }
  return isSchema(found) ? found : undefined
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function findNamed(name: string, root: Schema): Schema | undefined {
  if (!isObject(root)) return undefined
  const definitions = [root.$defs, root.definitions].filter(isObject).flatMap(group => Object.values(group))
  return definitions.filter(isObject).find(one => one.$anchor === name || one.$id === name)
}

export const TYPES = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'] as const
export type Type = (typeof TYPES)[number]

/** The types that all layers allow, `integer` inside `number`; undefined where no layer names one. */
export function typesOf(layers: readonly Layer[]): Set<Type> | undefined {
  let types: Set<Type> | undefined
  for (const { type } of layers) {
    const named = [type].flat().filter((one): one is Type => TYPES.some(known => known === one))
    if (named.length === 0) continue
    types = types ? intersection(types, named) : new Set(named)
  }
  return types
}

function intersection(types: Set<Type>, named: Type[]): Set<Type> {
  const both = new Set<Type>()
  for (const one of types) {
    if (named.includes(one) || (one === 'integer' && named.includes('number'))) both.add(one)
    if (one === 'number' && named.includes('integer')) both.add('integer')
  }
  return both
}

/** The largest or smallest of a keyword over all layers. */
export function bound(layers: readonly Layer[], keyword: string, pick: 'max' | 'min'): number | undefined {
  const values = layers.map(layer => numberIn(layer[keyword])).filter(value => value !== undefined)
  return values.length === 0 ? undefined : Math[pick](...values)
}

/** What a property must be: one schema per layer that says something about it. */
export function propertySchemas(
  layers: readonly Layer[],
  key: string,
  matches: (pattern: string, key: string) => boolean,
): Schema[] {
  const found: Schema[] = []
  for (const { properties, patternProperties, additionalProperties } of layers) {
    const declared = isObject(properties) ? own(properties, key) : undefined
    const before = found.length
    if (isSchema(declared)) found.push(declared)
    for (const [pattern, schema] of isObject(patternProperties) ? Object.entries(patternProperties) : []) {
      if (isSchema(schema) && matches(pattern, key)) found.push(schema)
    }
    if (found.length === before && isSchema(additionalProperties)) found.push(additionalProperties)
  }
  return found
}

/** What the item at `index` of an array must be, in the 2020 form and the older one. */
export function itemSchemas(layers: readonly Layer[], index: number): Schema[] {
  const found: Schema[] = []
  for (const { items, prefixItems, additionalItems } of layers) {
    const tuple = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : []
    const rest = Array.isArray(items) ? additionalItems : items
    const schema = index < tuple.length ? tuple[index] : rest
    if (isSchema(schema)) found.push(schema)
  }
  return found
}

export const both = (schemas: Schema[]): Schema => (schemas.length === 1 ? schemas[0]! : { allOf: schemas })

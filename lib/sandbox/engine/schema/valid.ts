import { own } from '@/lib/util/own'
import { formatOf } from './formats'
import { isObject, isSchema, numberIn, resolve, type Schema, schemasIn, stringsIn } from './layers'
import { type Pattern, readPattern } from './pattern'

/** Ends the loops of schemas that refer to themselves; an instance of ours needs far fewer. */
const MOST_CHECKS = 20_000
const DEEPEST = 200

/**
 * Whether a value fits a schema (draft 2020-12, and the older forms still in use). Patterns that cannot be read, formats
 * that are not known, and `unevaluated…` are taken as met. `spent` counts the schemas that were looked at.
 */
export function isValid(value: unknown, schema: Schema, root: Schema, spent = { checks: 0 }): boolean {
  return check(value, schema, root, spent, 0)
}

function check(value: unknown, schema: Schema, root: Schema, spent: { checks: number }, depth: number): boolean {
  if (typeof schema === 'boolean') return schema
  if (depth > DEEPEST || spent.checks++ > MOST_CHECKS) return false
  const fits = (one: unknown, of: Schema) => check(one, of, root, spent, depth + 1)
  if (typeof schema.$ref === 'string') {
    const target = resolve(schema.$ref, root)
    if (target !== undefined && !fits(value, target)) return false
  }
  return hasType(value, schema.type) && isListed(value, schema) && combines(value, schema, fits) && inKind(value, schema, fits)
}

type Fits = (value: unknown, schema: Schema) => boolean
type Keywords = { [keyword: string]: unknown }

function hasType(value: unknown, type: unknown): boolean {
  const types = [type].flat().filter(one => typeof one === 'string')
  if (types.length === 0) return true
  if (value === null) return types.includes('null')
  if (Array.isArray(value)) return types.includes('array')
  if (typeof value === 'number') return types.includes('number') || (types.includes('integer') && Number.isInteger(value))
  return types.includes(typeof value)
}

function isListed(value: unknown, schema: Keywords): boolean {
  if (Array.isArray(schema.enum) && !schema.enum.some(one => same(one, value))) return false
  return !('const' in schema) || same(schema.const, value)
}

function combines(value: unknown, schema: Keywords, fits: Fits): boolean {
  const matching = (list: unknown) => schemasIn(list).filter(one => fits(value, one)).length
  if (Array.isArray(schema.allOf) && matching(schema.allOf) < schemasIn(schema.allOf).length) return false
  if (Array.isArray(schema.anyOf) && matching(schema.anyOf) === 0) return false
  if (Array.isArray(schema.oneOf) && matching(schema.oneOf) !== 1) return false
  if (isSchema(schema.not) && fits(value, schema.not)) return false
  if (!isSchema(schema.if)) return true
  const branch = fits(value, schema.if) ? schema.then : schema.else
  return !isSchema(branch) || fits(value, branch)
}

function inKind(value: unknown, schema: Keywords, fits: Fits): boolean {
  if (typeof value === 'number') return numberFits(value, schema)
  if (typeof value === 'string') return stringFits(value, schema)
  if (Array.isArray(value)) return arrayFits(value, schema, fits)
  return !isObject(value) || objectFits(value, schema, fits)
}

function numberFits(value: number, schema: Keywords): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  const low = numberIn(minimum) ?? -Infinity
  const high = numberIn(maximum) ?? Infinity
  if (value < low || (exclusiveMinimum === true && value === low)) return false
  if (value > high || (exclusiveMaximum === true && value === high)) return false
  if (value <= (numberIn(exclusiveMinimum) ?? -Infinity) || value >= (numberIn(exclusiveMaximum) ?? Infinity)) return false
  const step = numberIn(multipleOf)
  return !step || Number.isInteger(value / step)
}

const patterns = new Map<string, Pattern | undefined>()

export function patternOf(source: string): Pattern | undefined {
  if (patterns.has(source)) return patterns.get(source)
  if (patterns.size > 200) patterns.clear()
  const pattern = readPattern(source)
  patterns.set(source, pattern)
  return pattern
}

export const matches = (source: string, text: string): boolean => patternOf(source)?.test(text) ?? true

function stringFits(value: string, { minLength, maxLength, pattern, format }: Keywords): boolean {
  if (numberIn(minLength) !== undefined || numberIn(maxLength) !== undefined) {
    const { length } = [...value]
    if (length < (numberIn(minLength) ?? 0) || length > (numberIn(maxLength) ?? Infinity)) return false
  }
  return (typeof pattern !== 'string' || matches(pattern, value)) && (formatOf(format)?.test(value) ?? true)
}

function arrayFits(value: unknown[], schema: Keywords, fits: Fits): boolean {
  const { minItems, maxItems, uniqueItems, prefixItems, items, additionalItems, contains, minContains, maxContains } = schema
  if (value.length < (numberIn(minItems) ?? 0) || value.length > (numberIn(maxItems) ?? Infinity)) return false
  if (uniqueItems === true && new Set(value.map(canonical)).size < value.length) return false
  const tuple = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : []
  const rest = Array.isArray(items) ? additionalItems : items
  for (const [index, one] of value.entries()) {
    const of = index < tuple.length ? tuple[index] : rest
    if (isSchema(of) && !fits(one, of)) return false
  }
  if (!isSchema(contains)) return true
  const found = value.filter(one => fits(one, contains)).length
  return found >= (numberIn(minContains) ?? 1) && found <= (numberIn(maxContains) ?? Infinity)
}

function objectFits(value: Keywords, schema: Keywords, fits: Fits): boolean {
  const keys = Object.keys(value)
  if (stringsIn(schema.required).some(key => !Object.hasOwn(value, key))) return false
  if (keys.length < (numberIn(schema.minProperties) ?? 0) || keys.length > (numberIn(schema.maxProperties) ?? Infinity))
    return false
  if (isSchema(schema.propertyNames) && keys.some(key => !fits(key, schema.propertyNames as Schema))) return false
  for (const key of keys) {
    const declared = isObject(schema.properties) ? own(schema.properties, key) : undefined
    const of = isSchema(declared) ? [declared] : []
    for (const [pattern, one] of isObject(schema.patternProperties) ? Object.entries(schema.patternProperties) : []) {
      if (isSchema(one) && matches(pattern, key)) of.push(one)
    }
    if (of.length === 0 && isSchema(schema.additionalProperties)) of.push(schema.additionalProperties)
    if (of.some(one => !fits(value[key], one))) return false
  }
  return dependsMet(value, schema, fits)
}

function dependsMet(value: Keywords, schema: Keywords, fits: Fits): boolean {
  for (const group of [schema.dependentRequired, schema.dependentSchemas, schema.dependencies].filter(isObject)) {
    for (const [key, need] of Object.entries(group)) {
      if (!Object.hasOwn(value, key)) continue
      if (Array.isArray(need) && stringsIn(need).some(other => !Object.hasOwn(value, other))) return false
      if (isSchema(need) && !fits(value, need)) return false
    }
  }
  return true
}

/** One text per value: members in order of their names, 1 and 1.0 alike. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value) ?? 'null'
  const members = Object.keys(value)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`)
  return `{${members.join(',')}}`
}

const same = (one: unknown, other: unknown) => canonical(one) === canonical(other)

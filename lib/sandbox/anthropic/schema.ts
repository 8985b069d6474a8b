import { isMembers } from '../shape'

const FORMATS = ['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'uri', 'ipv4', 'ipv6', 'uuid']

/** Keywords structured output takes, beside `$`-keywords and annotations. */
const UNSUPPORTED: Record<string, readonly string[]> = {
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  integer: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  string: ['minLength', 'maxLength', 'pattern'],
  array: ['maxItems', 'uniqueItems', 'contains', 'minContains', 'maxContains', 'prefixItems'],
  object: ['patternProperties', 'propertyNames', 'minProperties', 'maxProperties', 'dependentRequired', 'dependentSchemas'],
}
const NOWHERE = ['oneOf', 'not', 'if', 'then', 'else']
/** Optional properties in the whole schema. */
const MOST_OPTIONAL = 24

/** What structured output cannot represent, in Anthropic's words; `undefined` when nothing. */
export function schemaProblem(schema: Record<string, unknown>): string | undefined {
  const optional = { count: 0 }
  const problem = problemAt(schema, optional) ?? recursion(schema, schema, [])
  if (problem) return problem
  if (optional.count > MOST_OPTIONAL)
    return `Schemas contains too many optional parameters (${optional.count}), which would make grammar compilation inefficient. Reduce the number of optional parameters in your tool schemas (limit: ${MOST_OPTIONAL}).`
}

function problemAt(schema: unknown, optional: { count: number }): string | undefined {
  if (!isMembers(schema))
    return typeof schema === 'boolean' ? `Schema type '${schema}' is not supported` : 'Schema must be an object'
  const keyword = NOWHERE.find(each => Object.hasOwn(schema, each))
  if (keyword) return `Schema keyword '${keyword}' is not supported`
  for (const type of [schema.type].flat().map(String)) {
    const wrong = UNSUPPORTED[type]?.find(each => Object.hasOwn(schema, each))
    if (wrong) return `For '${type}' type, property '${wrong}' is not supported`
  }
  const { type, format, minItems, additionalProperties } = schema
  if (type === 'array' && minItems !== undefined && minItems !== 0 && minItems !== 1)
    return "For 'array' type, 'minItems' values other than 0 or 1 are not supported"
  if (type === 'string' && format !== undefined && !FORMATS.includes(String(format)))
    return `For 'string' type, format '${format}' is not supported`
  if ([type].flat().includes('object')) {
    if (additionalProperties === undefined) return "For 'object' type, 'additionalProperties' must be explicitly set to false"
    if (additionalProperties !== false)
      return `For 'object' type, 'additionalProperties: ${isMembers(additionalProperties) ? 'object' : additionalProperties}' is not supported. Please set 'additionalProperties' to false`
  }
  return inner(schema, optional)
}

function inner(schema: Record<string, unknown>, optional: { count: number }): string | undefined {
  const properties = isMembers(schema.properties) ? schema.properties : {}
  const required: unknown[] = Array.isArray(schema.required) ? schema.required : []
  optional.count += Object.keys(properties).filter(key => !required.includes(key)).length
  for (const each of children(schema)) {
    const problem = problemAt(each, optional)
    if (problem) return problem
  }
}

function children(schema: Record<string, unknown>): unknown[] {
  const named = ['properties', '$defs', 'definitions'].flatMap(key => (isMembers(schema[key]) ? Object.values(schema[key]) : []))
  const listed = ['anyOf', 'allOf'].flatMap(key => (Array.isArray(schema[key]) ? schema[key] : []))
  return [...named, ...listed, ...(schema.items === undefined ? [] : [schema.items])]
}

/** Follows local references, each once; one that leads back into itself cannot be represented. */
function recursion(
  schema: unknown,
  root: Record<string, unknown>,
  open: readonly string[],
  followed = new Set<string>(),
): string | undefined {
  if (!isMembers(schema)) return
  const { $ref } = schema
  if (typeof $ref === 'string') {
    if (open.includes($ref)) return `Circular reference detected in schema definitions: ${[...open, $ref].join(' -> ')}`
    if (!$ref.startsWith('#/')) return `External schema references are not supported: ${$ref}`
    if (followed.has($ref)) return
    followed.add($ref)
    return recursion(lookUp(root, $ref), root, [...open, $ref], followed)
  }
  const used = { ...schema, $defs: undefined, definitions: undefined }
  for (const each of children(used)) {
    const problem = recursion(each, root, open, followed)
    if (problem) return problem
  }
}

function lookUp(root: Record<string, unknown>, ref: string): unknown {
  return ref
    .slice(2)
    .split('/')
    .map(step => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((at, step) => (isMembers(at) && Object.hasOwn(at, step) ? at[step] : undefined), root)
}

import { isMembers } from '../shape'

/** Keywords that strict mode does not permit. */
const NOT_PERMITTED = [
  'allOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependentRequired',
  'dependentSchemas',
  'patternProperties',
  'uniqueItems',
]
const DEEPEST = 10

/** What is wrong with a schema under strict mode, in OpenAI's words; `undefined` when nothing is. */
export function strictProblem(schema: unknown): string | undefined {
  if (isMembers(schema) && schema.anyOf)
    return "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level."
  return rootProblem(schema) ?? problemAt(schema, [], 0)
}

/** The root is an object with properties, strict or not. */
export function rootProblem(schema: unknown): string | undefined {
  const type = isMembers(schema) ? schema.type : undefined
  if (type === 'object') return
  return `schema must be a JSON Schema of 'type: "object"', got 'type: "${type === undefined ? 'None' : type}"'.`
}

function problemAt(schema: unknown, context: readonly string[], depth: number): string | undefined {
  const where = `In context=(${context.map(step => `'${step}'`).join(', ')}${context.length === 1 ? ',' : ''})`
  if (!isMembers(schema)) return `${where}, schema must be an object.`
  const keyword = NOT_PERMITTED.find(each => Object.hasOwn(schema, each))
  if (keyword) return `${where}, '${keyword}' is not permitted.`
  const types = [schema.type].flat()
  const properties = isMembers(schema.properties) ? schema.properties : {}
  if (types.includes('object')) {
    if (depth >= DEEPEST) return `${where}, schema exceeds the maximum nesting level of ${DEEPEST}.`
    if (schema.additionalProperties !== false)
      return `${where}, 'additionalProperties' is required to be supplied and to be false.`
    const required: unknown[] = Array.isArray(schema.required) ? schema.required : []
    const missing = Object.keys(properties).find(key => !required.includes(key))
    if (missing !== undefined)
      return `${where}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`
  }
  if (types.includes('array') && schema.items === undefined) return `${where}, array schema missing items.`
  const typed = schema.type ?? schema.$ref ?? schema.anyOf ?? schema.enum ?? schema.const
  if (typed === undefined) return `${where}, schema must have a 'type' key.`
  return inside(schema, properties, context, depth)
}

function inside(schema: Record<string, unknown>, properties: Record<string, unknown>, context: readonly string[], depth: number) {
  for (const [key, each] of Object.entries(properties)) {
    const problem = problemAt(each, [...context, 'properties', key], depth + 1)
    if (problem) return problem
  }
  if (schema.items !== undefined) {
    const problem = problemAt(schema.items, [...context, 'items'], depth + 1)
    if (problem) return problem
  }
  for (const [index, each] of (Array.isArray(schema.anyOf) ? schema.anyOf : []).entries()) {
    const problem = problemAt(each, [...context, 'anyOf', String(index)], depth)
    if (problem) return problem
  }
  for (const keyword of ['$defs', 'definitions']) {
    for (const [key, each] of Object.entries(isMembers(schema[keyword]) ? schema[keyword] : {})) {
      const problem = problemAt(each, [...context, keyword, key], depth)
      if (problem) return problem
    }
  }
}

import { RE2JS } from 're2js'
import { nearest } from '@/lib/util/nearest'
import { own } from '@/lib/util/own'
import { objectAt, wrong } from './config/fields'
import { type Facts, factAt } from './facts'

/** Whether a request is one that a condition speaks of. */
export type Condition = (facts: Facts) => boolean

const MAX_DEPTH = 8
const MAX_LIST = 1_000
const LONGEST_PATTERN = 1_000
const LONGEST_PATH = 256

/**
 * Reads a query in the form of MongoDB's: `{"metadata.plan": {"$in": ["pro", "team"]}, "$not": {…}}`. Everything that stands
 * side by side must hold. Throws a GatewayError with the path of what is wrong.
 */
export function parseCondition(query: unknown, path: string, depth = 1): Condition {
  const fields = objectAt(query, path)
  if (depth > MAX_DEPTH) throw wrong(path, `is nested deeper than ${MAX_DEPTH} levels`)
  const entries = Object.entries(fields)
  if (!entries.length) throw wrong(path, 'must hold at least one condition, as in {"metadata.plan": {"$eq": "pro"}}')
  return all(entries.map(([name, value]) => member(name, value, `${path}.${name}`, depth)))
}

const all =
  (conditions: Condition[]): Condition =>
  facts =>
    conditions.every(holds => holds(facts))

function member(name: string, value: unknown, path: string, depth: number): Condition {
  if (name === '$and' || name === '$or') {
    if (!Array.isArray(value) || !value.length || value.length > MAX_LIST) throw wrong(path, 'must be a list of conditions')
    const conditions = value.map((query, index) => parseCondition(query, `${path}[${index}]`, depth + 1))
    return name === '$and' ? all(conditions) : facts => conditions.some(holds => holds(facts))
  }
  if (name === '$not') {
    const holds = parseCondition(value, path, depth + 1)
    return facts => !holds(facts)
  }
  if (name.startsWith('$')) throw unknownOperator(name, path, ['$and', '$or', '$not'])
  if (!isPath(name)) throw wrong(path, 'must be named metadata.…, params.… or url.pathname')
  const test = comparison(value, path, depth)
  return facts => test(factAt(facts, name))
}

const isPath = (name: string) => name.length <= LONGEST_PATH && (name === 'url.pathname' || /^(metadata|params)\../.test(name))

type Test = (found: unknown) => boolean

/** One value stands for `$eq`. Operators that stand side by side must all hold. */
function comparison(value: unknown, path: string, depth: number): Test {
  if (isPlain(value)) return found => same(found, value)
  const fields = objectAt(value, path)
  const entries = Object.entries(fields)
  if (depth > MAX_DEPTH) throw wrong(path, `is nested deeper than ${MAX_DEPTH} levels`)
  if (!entries.length) throw wrong(path, `must hold an operator: ${Object.keys(OPERATORS).join(', ')}`)
  const tests = entries.map(([name, operand]) => operator(name, operand, `${path}.${name}`, depth))
  return found => tests.every(holds => holds(found))
}

function operator(name: string, operand: unknown, path: string, depth: number): Test {
  if (name === '$not') {
    const holds = comparison(operand, path, depth + 1)
    return found => !holds(found)
  }
  const make = own(OPERATORS, name)
  if (!make) throw unknownOperator(name, path, [...Object.keys(OPERATORS), '$not'])
  return make(operand, path)
}

const OPERATORS: Record<string, (operand: unknown, path: string) => Test> = {
  $eq: (operand, path) => (plain(operand, path), found => same(found, operand)),
  $ne: (operand, path) => (plain(operand, path), found => !same(found, operand)),
  $gt: ordered((found, operand) => found > operand),
  $gte: ordered((found, operand) => found >= operand),
  $lt: ordered((found, operand) => found < operand),
  $lte: ordered((found, operand) => found <= operand),
  $in: listed(true),
  $nin: listed(false),
  $regex: matching,
}

type Plain = string | number | boolean | null

const isPlain = (value: unknown): value is Plain => value === null || ['string', 'number', 'boolean'].includes(typeof value)

function plain(value: unknown, path: string): asserts value is Plain {
  if (!isPlain(value)) throw wrong(path, 'must be a text, a number, true, false or null')
}

/** A list has what it holds, as in MongoDB; what is absent equals null. */
const same = (found: unknown, value: unknown): boolean =>
  Array.isArray(found) ? found.includes(value) : (found ?? null) === value

/** Numbers with numbers, texts with texts; anything else does not hold. */
function ordered(holds: (found: string | number, operand: string | number) => boolean) {
  return (operand: unknown, path: string): Test => {
    if (typeof operand !== 'number' && typeof operand !== 'string') throw wrong(path, 'must be a number or a text')
    return found => typeof found === typeof operand && holds(found as typeof operand, operand)
  }
}

function listed(wanted: boolean) {
  return (operand: unknown, path: string): Test => {
    if (!Array.isArray(operand) || operand.length > MAX_LIST || !operand.every(isPlain)) {
      throw wrong(path, 'must be a list of texts, numbers, true, false or null')
    }
    return found => operand.some(value => same(found, value)) === wanted
  }
}

/** In linear time, whatever the pattern: https://github.com/google/re2/wiki/Syntax. Finds it anywhere in a text. */
function matching(operand: unknown, path: string): Test {
  if (typeof operand !== 'string' || operand.length > LONGEST_PATTERN) {
    throw wrong(path, `must be a pattern of at most ${LONGEST_PATTERN} characters`)
  }
  const pattern = compiled(operand, path)
  return found => typeof found === 'string' && pattern.matcher(found).find()
}

function compiled(pattern: string, path: string) {
  try {
    return RE2JS.compile(pattern)
  } catch (cause) {
    throw wrong(path, `is no pattern of RE2: ${cause instanceof Error ? cause.message : cause}`)
  }
}

function unknownOperator(name: string, path: string, names: string[]) {
  const near = nearest(name, names)
  return wrong(path, near ? `is not known. Did you mean "${near}"?` : `is not known. Known here: ${names.join(', ')}`)
}

/**
 * A small language for the shape of a request body. A check returns the first thing that is wrong, as data; each face has
 * its vendor's sentence for it.
 */
export type Check = (value: unknown, path: Path) => Problem | undefined

/** `tag` names the branch of a union: Anthropic's paths show it, OpenAI's do not. */
export type Path = readonly (string | number | { tag: string })[]

export type Problem = { path: Path } & (
  | { kind: 'unknown' }
  | { kind: 'missing' }
  | { kind: 'type'; expected: readonly Kind[]; got: unknown }
  | { kind: 'choice'; allowed: readonly string[]; got: unknown }
  /** The member `key` names no branch of a union. */
  | { kind: 'tag'; key: string; allowed: readonly string[]; got: unknown }
  | { kind: 'range'; limit: number; below: boolean; got: number }
  | { kind: 'size'; of: 'string' | 'array' | 'object'; limit: number; below: boolean; size: number }
  | { kind: 'pattern'; pattern: string }
)

export type Kind = 'string' | 'integer' | 'decimal' | 'boolean' | 'array' | 'object' | 'null'

type Members = Record<string, unknown>
export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function kindOf(value: unknown): Kind {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'decimal'
  if (typeof value === 'string' || typeof value === 'boolean') return typeof value as Kind
  return 'object'
}

export const anything: Check = () => undefined

export const flag: Check = (value, path) =>
  typeof value === 'boolean' ? undefined : { kind: 'type', path, expected: ['boolean'], got: value }

export function text({ min = 0, max = Infinity, pattern }: { min?: number; max?: number; pattern?: string } = {}): Check {
  const expression = pattern === undefined ? undefined : new RegExp(pattern)
  return (value, path) => {
    if (typeof value !== 'string') return { kind: 'type', path, expected: ['string'], got: value }
    if (value.length < min) return { kind: 'size', path, of: 'string', limit: min, below: true, size: value.length }
    if (value.length > max) return { kind: 'size', path, of: 'string', limit: max, below: false, size: value.length }
    if (expression && !expression.test(value)) return { kind: 'pattern', path, pattern: pattern! }
  }
}

export const integer = (min = -Infinity, max = Infinity) => numeric('integer', min, max)
export const decimal = (min = -Infinity, max = Infinity) => numeric('decimal', min, max)

function numeric(kind: 'integer' | 'decimal', min: number, max: number): Check {
  return (value, path) => {
    const fits = typeof value === 'number' && Number.isFinite(value) && (kind === 'decimal' || Number.isInteger(value))
    if (!fits) return { kind: 'type', path, expected: [kind], got: value }
    if (value < min) return { kind: 'range', path, limit: min, below: true, got: value }
    if (value > max) return { kind: 'range', path, limit: max, below: false, got: value }
  }
}

export const oneOf =
  (...allowed: string[]): Check =>
  (value, path) => {
    if (typeof value !== 'string') return { kind: 'type', path, expected: ['string'], got: value }
    if (!allowed.includes(value)) return { kind: 'choice', path, allowed, got: value }
  }

export const orNull =
  (check: Check): Check =>
  (value, path) =>
    value === null ? undefined : check(value, path)

export function list(item: Check, { min = 0, max = Infinity }: { min?: number; max?: number } = {}): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return { kind: 'type', path, expected: ['array'], got: value }
    if (value.length < min) return { kind: 'size', path, of: 'array', limit: min, below: true, size: value.length }
    if (value.length > max) return { kind: 'size', path, of: 'array', limit: max, below: false, size: value.length }
    return first(value.map((each, index) => () => item(each, [...path, index])))
  }
}

/** An object whose keys are data, such as metadata. */
export function record(item: Check, { max = Infinity }: { max?: number } = {}): Check {
  return (value, path) => {
    if (!isMembers(value)) return { kind: 'type', path, expected: ['object'], got: value }
    const entries = Object.entries(value)
    if (entries.length > max) return { kind: 'size', path, of: 'object', limit: max, below: false, size: entries.length }
    return first(
      entries.map(
        ([key, each]) =>
          () =>
            item(each, [...path, key]),
      ),
    )
  }
}

/** An object with these members and no others. */
export function fields(required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  return (value, path) => {
    if (!isMembers(value)) return { kind: 'type', path, expected: ['object'], got: value }
    const missing = Object.keys(required).find(key => !Object.hasOwn(value, key))
    if (missing !== undefined) return { kind: 'missing', path: [...path, missing] }
    return first(
      Object.entries(value).map(([key, each]) => () => {
        const table = Object.hasOwn(required, key) ? required : optional
        const check = Object.hasOwn(table, key) ? table[key] : undefined
        return check ? check(each, [...path, key]) : { kind: 'unknown', path: [...path, key] }
      }),
    )
  }
}

/** A union of objects, told apart by the string at `key`; `otherwise` is the branch taken when it is absent. */
export function tagged(key: string, branches: Record<string, Check>, otherwise?: string): Check {
  return (value, path) => {
    if (!isMembers(value)) return { kind: 'type', path, expected: ['object'], got: value }
    const tag = value[key] ?? otherwise
    if (tag === undefined) return { kind: 'missing', path: [...path, key] }
    const branch = typeof tag === 'string' && Object.hasOwn(branches, tag) ? branches[tag] : undefined
    if (!branch) return { kind: 'tag', path, key, allowed: Object.keys(branches), got: tag }
    return branch(value, [...path, { tag: String(tag) }])
  }
}

/** A union told apart by the kind of the value, such as a string or a list of parts. */
export function byKind(branches: Partial<Record<Kind, Check>>): Check {
  return (value, path) => {
    const check = branches[kindOf(value)]
    return check ? check(value, path) : { kind: 'type', path, expected: Object.keys(branches) as Kind[], got: value }
  }
}

function first(checks: (() => Problem | undefined)[]): Problem | undefined {
  for (const check of checks) {
    const problem = check()
    if (problem) return problem
  }
}

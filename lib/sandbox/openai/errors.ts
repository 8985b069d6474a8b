import { type Kind, kindOf, type Path, type Problem } from '../shape'
import { WireError } from '../wire-error'

/** A 400 in OpenAI's words. `param` is a path such as `messages[0].content[1].type`. */
export function invalid(param: string | null, message: string, code: string | null = null): WireError {
  return new WireError(400, 'invalid_request_error', message, { param, code })
}

export function errorResponse(error: WireError, headers: Record<string, string>): Response {
  const { param = null, code = null } = error.details
  const body = { error: { message: error.message, type: error.type, param, code } }
  return Response.json(body, { status: error.status, headers: { ...headers, ...error.details.headers } })
}

/** `messages[0].content`, as OpenAI writes paths. */
export const pathOf = (path: Path) =>
  path.reduce<string>((written, step) => {
    if (typeof step === 'number') return `${written}[${step}]`
    if (typeof step === 'object') return written
    return written ? `${written}.${step}` : step
  }, '')

/** OpenAI's sentence for what is wrong with the shape of a request, as its API words them. */
export function shapeError(problem: Problem): WireError {
  const param = pathOf(problem.path)
  switch (problem.kind) {
    case 'unknown':
      return invalid(param, `Unknown parameter: '${param}'.`, 'unknown_parameter')
    case 'missing':
      if (param === 'model') return invalid(null, 'you must provide a model parameter')
      return invalid(param, `Missing required parameter: '${param}'.`, 'missing_required_parameter')
    case 'type': {
      if (!param) return invalid(null, unreadable)
      const expected = problem.expected.map(kind => AN[kind]).join(' or ')
      return invalid(
        param,
        `Invalid type for '${param}': expected ${expected}, but got ${gotOf(problem.got)} instead.`,
        'invalid_type',
      )
    }
    case 'choice':
      return invalid(param, `Invalid value: '${problem.got}'. Supported values are: ${listed(problem.allowed)}.`, 'invalid_value')
    case 'tag': {
      const at = `${param}.${problem.key}`
      return invalid(at, `Invalid value: '${problem.got}'. Supported values are: ${listed(problem.allowed)}.`, 'invalid_value')
    }
    case 'range': {
      const kind = Number.isInteger(problem.got) && Number.isInteger(problem.limit) && !DECIMAL.has(param) ? 'integer' : 'decimal'
      const [side, sign] = problem.below ? ['below minimum', '>='] : ['above maximum', '<=']
      return invalid(
        param,
        `Invalid '${param}': ${kind} ${side} value. Expected a value ${sign} ${problem.limit}, but got ${problem.got} instead.`,
        `${kind}_${problem.below ? 'below_min' : 'above_max'}_value`,
      )
    }
    case 'size':
      return sizeError(param, problem)
    case 'pattern':
      return invalid(
        param,
        `Invalid '${param}': string does not match pattern. Expected a string that matches the pattern '${problem.pattern}'.`,
        'invalid_value',
      )
  }
}

export const unreadable =
  "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)"

const DECIMAL = new Set(['temperature', 'top_p', 'frequency_penalty', 'presence_penalty', 'min_p'])

function sizeError(param: string, { of, limit, below, size }: Extract<Problem, { kind: 'size' }>): WireError {
  if (of === 'array' && size === 0) {
    const message = `Invalid '${param}': empty array. Expected an array with minimum length ${limit}, but got an empty array instead.`
    return invalid(param, message, 'empty_array')
  }
  const unit = { array: 'an array with', string: 'a string with', object: 'an object with' }[of]
  const [long, bound] = below ? ['too short', 'minimum'] : ['too long', 'maximum']
  const measure = of === 'object' ? 'number of properties' : 'length'
  const got = of === 'object' ? `an object with ${size} properties` : `${unit} length ${size}`
  const code = `${of}_${below ? 'below_min' : 'above_max'}_${of === 'object' ? 'properties' : 'length'}`
  const message = `Invalid '${param}': ${of} ${long}. Expected ${unit} ${bound} ${measure} ${limit}, but got ${got} instead.`
  return invalid(param, message, code)
}

const AN: Record<Kind, string> = {
  string: 'a string',
  integer: 'an integer',
  decimal: 'a decimal',
  boolean: 'a boolean',
  array: 'an array',
  object: 'an object',
  null: 'null',
}

const gotOf = (value: unknown) => AN[kindOf(value)]

/** `'a', 'b', and 'c'` */
function listed(values: readonly string[]): string {
  const quoted = values.map(value => `'${value}'`)
  if (quoted.length < 3) return quoted.join(' and ')
  return `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1)}`
}

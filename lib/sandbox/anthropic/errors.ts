import { type Kind, kindOf, type Path, type Problem } from '../shape'
import { WireError } from '../wire-error'

/** A 400 in Anthropic's shape; its messages begin with the path. */
export const invalid = (message: string) => new WireError(400, 'invalid_request_error', message)

/** `requestId` stands in the header and in the body. */
export function errorResponse(error: WireError, requestId: string): Response {
  const body = { type: 'error', error: { type: error.type, message: error.message }, request_id: requestId }
  return Response.json(body, { status: error.status, headers: { 'request-id': requestId, ...error.details.headers } })
}

/** `messages.0.content.1.tool_use.id`: the branch of a union is part of the path. */
export const pathOf = (path: Path) => path.map(step => (typeof step === 'object' ? step.tag : step)).join('.')

/** Anthropic's sentence for what is wrong with the shape of a request: the wording of the checker it uses, pydantic. */
export function shapeError(problem: Problem): WireError {
  const path = pathOf(problem.path)
  const prefix = path ? `${path}: ` : ''
  return invalid(`${prefix}${sentence(problem, path)}`)
}

function sentence(problem: Problem, path: string): string {
  switch (problem.kind) {
    case 'unknown':
      return 'Extra inputs are not permitted'
    case 'missing':
      return 'Field required'
    case 'type':
      return problem.expected.length === 1 && problem.expected[0] === 'integer' && kindOf(problem.got) === 'decimal'
        ? 'Input should be a valid integer, got a number with a fractional part'
        : `Input should be ${problem.expected.map(kind => VALID[kind]).join(' or ')}`
    case 'choice':
      return `Input should be ${alternatives(problem.allowed)}`
    case 'tag':
      return `Input tag '${problem.got}' found using '${problem.key}' does not match any of the expected tags: ${problem.allowed.map(tag => `'${tag}'`).join(', ')}`
    case 'range':
      if (path === 'temperature' || path === 'top_p') return 'range: 0..1'
      return `Input should be ${problem.below ? 'greater' : 'less'} than or equal to ${problem.limit}`
    case 'size': {
      const items = `${problem.limit} ${problem.of === 'string' ? 'character' : 'item'}${problem.limit === 1 ? '' : 's'}`
      const subject = { string: 'String', array: 'List', object: 'Dictionary' }[problem.of]
      const tail = problem.of === 'string' ? '' : ` after validation, not ${problem.size}`
      return `${subject} should have ${problem.below ? 'at least' : 'at most'} ${items}${tail}`
    }
    case 'pattern':
      return `String should match pattern '${problem.pattern}'`
  }
}

const VALID: Record<Kind, string> = {
  string: 'a valid string',
  integer: 'a valid integer',
  decimal: 'a valid number',
  boolean: 'a valid boolean',
  array: 'a valid list',
  object: 'a valid dictionary',
  null: 'null',
}

/** `'a', 'b' or 'c'` */
function alternatives(values: readonly string[]): string {
  const quoted = values.map(value => `'${value}'`)
  return quoted.length === 1 ? quoted[0]! : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}

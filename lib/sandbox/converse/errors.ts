import { type Kind, kindOf, type Path, type Problem } from '../shape'
import { WireError } from '../wire-error'

/** A 400 of Converse's own. */
export const invalid = (message: string) => new WireError(400, 'ValidationException', message)

/** A 400 of the model behind it, whose words Converse passes on. */
export const refused = (message: string) => invalid(`The model returned the following errors: ${message}`)

/** The type stands in a header, with an address behind it. */
export function errorResponse(error: WireError, requestId: string): Response {
  const type = `${error.type}:http://internal.amazon.com/coral/com.amazon.bedrock/`
  const headers = { 'x-amzn-requestid': requestId, 'x-amzn-errortype': type, ...error.details.headers }
  return Response.json({ message: error.message }, { status: error.status, headers })
}

/** `messages.0.content.1` */
export const pathOf = (path: Path) => path.filter(step => typeof step !== 'object').join('.')

/** `messages.1.member.content.2.member`: AWS's checker of shapes counts from one. */
const memberOf = (path: Path) => path.map(step => (typeof step === 'number' ? `${step + 1}.member` : step)).join('.')

/** AWS's sentence for what is wrong with the shape of a request: its JSON reader's, then its checker's, then Converse's. */
export function shapeError(problem: Problem): WireError {
  switch (problem.kind) {
    case 'unknown':
      return invalid(
        `Malformed input request: #/${problem.path.slice(0, -1).join('/')}: extraneous key [${problem.path.at(-1)}] is not permitted, please reformat your input and try again.`,
      )
    case 'type': {
      const message = `${READ[kindOf(problem.got)]} can not be converted to ${problem.expected.map(kind => WANTED[kind]).join(' or ')} (${pathOf(problem.path)})`
      return new WireError(400, 'SerializationException', message)
    }
    case 'tag':
      return invalid(
        `The ${problem.key} object at ${pathOf(problem.path)} must set one of the following keys: ${problem.allowed.join(', ')}.`,
      )
    case 'missing':
      return constraint(problem, 'null', 'Member must not be null')
    case 'choice':
      return constraint(problem, problem.got, `Member must satisfy enum value set: [${problem.allowed.join(', ')}]`)
    case 'range':
      return constraint(problem, problem.got, `Member must have value ${bound(problem)}`)
    case 'size':
      return constraint(problem, problem.of, `Member must have length ${bound(problem)}`)
    case 'pattern':
      return constraint(problem, 'text', `Member must satisfy regular expression pattern: ${problem.pattern}`)
  }
}

const bound = ({ below, limit }: { below: boolean; limit: number }) => `${below ? 'greater' : 'less'} than or equal to ${limit}`

const constraint = ({ path }: Problem, got: unknown, rule: string) =>
  invalid(`1 validation error detected: Value '${got}' at '${memberOf(path)}' failed to satisfy constraint: ${rule}`)

const READ: Record<Kind, string> = {
  string: 'STRING_VALUE',
  integer: 'NUMBER_VALUE',
  decimal: 'NUMBER_VALUE',
  boolean: 'BOOLEAN_VALUE',
  array: 'START_ARRAY',
  object: 'START_OBJECT',
  null: 'NULL_VALUE',
}

const WANTED: Record<Kind, string> = {
  string: 'String',
  integer: 'Integer',
  decimal: 'Float',
  boolean: 'Boolean',
  array: 'List',
  object: 'Structure',
  null: 'null',
}

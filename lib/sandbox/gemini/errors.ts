import type { Kind, Path, Problem } from '../shape'
import { WireError } from '../wire-error'

/** A 400 in Google's shape; most of its messages name the field. */
export const invalid = (message: string, field?: string) =>
  new WireError(400, 'INVALID_ARGUMENT', message, { param: field ?? null })

/** A stream that is not one of events is a list, and so is its error. */
export function errorResponse({ status, type, message, details }: WireError, asList: boolean): Response {
  const violation = {
    '@type': 'type.googleapis.com/google.rpc.BadRequest',
    fieldViolations: [{ field: details.param, description: message }],
  }
  const error = { error: { code: status, message, status: type, ...(details.param && { details: [violation] }) } }
  return Response.json(asList ? [error] : error, { status, headers: details.headers })
}

/** `generation_config.thinking_config.thinking_budget`: Google names fields as they are called in its protos. */
export const pathOf = (path: Path) =>
  path.reduce<string>((written, step) => {
    if (typeof step === 'number') return `${written}[${step}]`
    if (typeof step === 'object') return written
    return written ? `${written}.${snake(step)}` : snake(step)
  }, '')

const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/** Google's sentence for what is wrong with the shape of a request: first its JSON parser's, then its checker's. */
export function shapeError(problem: Problem): WireError {
  const at = pathOf(problem.path)
  const name = String(problem.path.at(-1) ?? '')
  switch (problem.kind) {
    case 'unknown': {
      const parent = pathOf(problem.path.slice(0, -1))
      return invalid(
        `Invalid JSON payload received. Unknown name "${name}"${parent && ` at '${parent}'`}: Cannot find field.`,
        parent,
      )
    }
    case 'missing':
      return invalid(`* GenerateContentRequest.${at}: must be set\n`)
    case 'type':
      if (!at) return invalid('Invalid JSON payload received. Unknown name "": Root element must be a message.')
      return invalid(
        `Invalid value at '${at}' (${TYPE[problem.expected[0]!]}), ${JSON.stringify(problem.got)?.slice(0, 100)}`,
        at,
      )
    case 'choice':
      return invalid(`Invalid value at '${at}' (type.googleapis.com/google.ai.generativelanguage.v1beta), "${problem.got}"`, at)
    case 'tag':
      return invalid(`Invalid value at '${at}', "${problem.got}"`, at)
    case 'range':
      return invalid(
        `* GenerateContentRequest.${at}: must be at ${problem.below ? 'least' : 'most'} ${problem.limit}, got ${problem.got}.\n`,
      )
    case 'size': {
      const unit = problem.of === 'string' ? 'characters' : 'entries'
      return invalid(
        `* GenerateContentRequest.${at}: must have at ${problem.below ? 'least' : 'most'} ${problem.limit} ${unit}.\n`,
      )
    }
    case 'pattern':
      return invalid(`Invalid value at '${at}' (TYPE_INT64)`, at)
  }
}

const TYPE: Record<Kind, string> = {
  string: 'TYPE_STRING',
  integer: 'TYPE_INT32',
  decimal: 'TYPE_DOUBLE',
  boolean: 'TYPE_BOOL',
  array: 'TYPE_MESSAGE',
  object: 'TYPE_MESSAGE',
  null: 'TYPE_NULL',
}

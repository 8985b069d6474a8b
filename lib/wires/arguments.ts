import { GatewayError } from '@/lib/chat/errors'

/** A call's arguments as the object they are the JSON text of; none for empty text. Throws 400 with their path for other text. */
export function parsedArguments(written: string, param: string): object {
  if (!written || written.trim() === '') return {}
  let value: unknown
  try {
    value = JSON.parse(written)
  } catch {
    value = undefined
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new GatewayError('invalid_request_error', `${param} must be the JSON text of an object, such as {"city":"Paris"}.`, {
    param,
  })
}

import type { Abilities } from '@/lib/chat/abilities'
import type { GatewayError } from '@/lib/chat/errors'
import type { ChatRequest } from '@/lib/chat/types'

/**
 * Models are said to have an output format that then refuse it, on Bedrock more than elsewhere: a tool does the same.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/structured-output.html
 */
export function withoutFormat({ message }: GatewayError, request: ChatRequest): Partial<Abilities> | undefined {
  const asked = request.response_format?.type === 'json_schema'
  return asked && /output_?(config|format)|textFormat|structured.outputs?/i.test(message) ? { schema: false } : undefined
}

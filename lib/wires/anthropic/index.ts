import type { ChatRequest } from '@/lib/chat/types'
import { withoutFormat } from '../refused-format'
import { instructionText } from '../structure'
import type { Ask, Wire } from '../wire'
import { errorOf } from './errors'
import { toMessages } from './messages'
import { fromReply } from './reply'
import { settle } from './settle'
import { decoder } from './stream'
import { structureOf } from './structure'
import { toTools } from './tools'
import type { AnthropicBody, AnthropicReply } from './types'

/** Anthropic's Messages: https://platform.claude.com/docs/en/api/messages, version 2023-06-01. */
export const anthropic: Wire<AnthropicBody, AnthropicReply> = {
  id: 'anthropic',
  framing: 'sse',
  toBody,
  settle,
  tells: (request, ask) => structureOf(request, ask).kind === 'instruction',
  fromReply,
  decoder,
  lessAfter: withoutFormat,
  errorOf,
}

function toBody(request: ChatRequest, ask: Ask) {
  const { notes: shaped, ...structure } = structureOf(request, ask)
  const { system, turns, notes } = toMessages(request.messages, ask)
  const tools = toTools(request, ask, structure)
  if (structure.kind === 'instruction') system.push({ type: 'text', text: instructionText(structure.schema) })
  const body: AnthropicBody = {
    model: request.model,
    ...(system.length && { system }),
    messages: turns,
    ...tools.body,
    ...(structure.kind === 'format' && { output_config: { format: { type: 'json_schema', schema: structure.schema } } }),
    ...(request.stream != null && { stream: request.stream }),
  }
  return { body, notes: [...notes, ...tools.notes, ...shaped] }
}

import type { ChatRequest } from '@/lib/chat/types'
import type { Wire } from '../wire'
import { errorOf } from './errors'
import { toMessages } from './messages'
import { fromReply } from './reply'
import { decoder } from './stream'
import { toTools } from './tools'
import type { OpenAIBody, OpenAIReply } from './types'

/**
 * The identity wire: what comes in is what goes out, member by member the caller's own values, so that the gateway can see by
 * identity which of them changed. What compatibles do differently is repaired on the way back.
 */
export const openai: Wire<OpenAIBody, OpenAIReply> = { id: 'openai', framing: 'sse', toBody, fromReply, decoder, errorOf }

function toBody(request: ChatRequest, ask: Parameters<Wire['toBody']>[1]) {
  const { messages, notes } = toMessages(request.messages, ask)
  const tools = toTools(request)
  const body: OpenAIBody = { model: request.model, messages, ...tools.body }
  notes.push(...tools.notes)
  if (request.response_format != null) body.response_format = request.response_format
  if (request.stream != null) body.stream = request.stream
  if (request.stream) {
    body.stream_options = { ...request.stream_options, include_usage: true }
    if (!request.stream_options?.include_usage)
      notes.push({
        param: 'stream_options.include_usage',
        action: 'added',
        to: true,
        at: 'stream_options.include_usage',
        why: 'The usage of a stream is always asked for, so that the receipt can count it; callers who did not ask do not see it.',
      })
  }
  return { body, notes }
}

import { accumulate } from '@/lib/chat/accumulate'
import { GatewayError } from '@/lib/chat/errors'
import type { ChatCompletion } from '@/lib/chat/types'
import { list, record, text } from '../read'
import type { ReplyContext } from '../wire'
import { replyReader } from './stream'

/**
 * A whole answer as a completion; a list is a stream that came without `alt=sse`. Throws GatewayError for an error with a
 * status of 200, and for what is no answer.
 */
export function fromReply(reply: unknown, context: ReplyContext): ChatCompletion {
  const reader = replyReader(context)
  const replies = Array.isArray(reply) ? reply.map(record) : [ended(record(reply))]
  const chunks = [...replies.flatMap(reader.next), ...reader.end()]
  if (reader.finished) return accumulate(chunks)
  if (chunks.length)
    throw new GatewayError('provider_error', 'Gemini broke off before its answer was complete.', { code: 'truncated' })
  throw new GatewayError('provider_error', 'Gemini answered with JSON that is no answer.', { code: 'not_an_answer' })
}

/** A candidate of a whole answer has ended, whether it says so or not. */
function ended(reply: Record<string, unknown>): Record<string, unknown> {
  const candidates = list(reply.candidates).map(record)
  return { ...reply, candidates: candidates.map(each => (text(each.finishReason) ? each : { ...each, finishReason: UNSAID })) }
}

const UNSAID = 'FINISH_REASON_UNSPECIFIED'

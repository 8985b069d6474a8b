import type { ChatRequest, Note } from '@/lib/chat/types'
import type { Ask, Wire } from '../wire'
import { errorOf } from './errors'
import { toMessages } from './messages'
import { lessAfter } from './refused'
import { fromReply } from './reply'
import { settle } from './settle'
import { decoder } from './stream'
import { structureOf, withInstruction } from './structure'
import { toTools } from './tools'
import type { OpenAIBody, OpenAIReply } from './types'

/**
 * The identity wire: what comes in is what goes out, member by member the caller's own values, so that the gateway can see by
 * identity which of them changed. What compatibles do differently is repaired on the way back.
 * https://platform.openai.com/docs/api-reference/chat
 */
export const openai: Wire<OpenAIBody, OpenAIReply> = {
  id: 'openai',
  framing: 'sse',
  toBody,
  settle,
  tells: (request, ask) => structureOf(request, ask).instruction !== undefined,
  fromReply,
  decoder,
  lessAfter,
  errorOf: (body, status) => errorOf(body, status),
}

function toBody(request: ChatRequest, ask: Ask) {
  const { messages, notes } = toMessages(request.messages, ask)
  const tools = toTools(request, ask)
  const stream = toStream(request, ask)
  const { format, instruction, notes: formatNotes } = structureOf(request, ask)
  const body: OpenAIBody = {
    model: request.model,
    messages: instruction === undefined ? messages : withInstruction(messages, instruction),
    ...tools.body,
    ...(format && { response_format: format }),
    ...stream.body,
  }
  return { body, notes: [...notes, ...tools.notes, ...formatNotes, ...stream.notes] }
}

/** The usage of a stream is always asked for; where the caller did not ask, the gateway keeps it. */
function toStream(
  { stream, stream_options }: ChatRequest,
  { passUnknown, can }: Ask,
): { body: Partial<OpenAIBody>; notes: Note[] } {
  const notes: Note[] = []
  if (!stream) {
    if (stream_options)
      notes.push({ param: 'stream_options', action: 'dropped', from: stream_options, why: 'There is no stream.' })
    return { body: stream == null ? {} : { stream }, notes }
  }
  if (can.usageUnasked) {
    const why = `${can.vendor} sends the usage of a stream unasked; nothing to send.`
    if (stream_options) notes.push({ param: 'stream_options', action: 'kept', from: stream_options, why })
    return { body: { stream }, notes }
  }
  const { include_obfuscation: obfuscation, ...options } = stream_options ?? {}
  if (!options.include_usage) {
    notes.push({
      param: 'stream_options.include_usage',
      action: 'added',
      to: true,
      at: 'stream_options.include_usage',
      why: 'So that the receipt can count the tokens; a caller who did not ask does not see it.',
    })
  }
  if (options.include_usage && (obfuscation === undefined || !passUnknown)) return { body: { stream, stream_options }, notes }
  // Compatibles have no obfuscation to switch.
  if (obfuscation !== undefined && passUnknown) {
    const why = `${can.vendor} has no obfuscation.`
    if (obfuscation) notes.push({ param: 'stream_options.include_obfuscation', action: 'dropped', from: obfuscation, why })
  }
  const kept = obfuscation !== undefined && !passUnknown ? { include_obfuscation: obfuscation } : {}
  return { body: { stream, stream_options: { ...options, ...kept, include_usage: true } }, notes }
}

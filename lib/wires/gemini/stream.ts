import { GatewayError } from '@/lib/chat/errors'
import type { ChatChunk, Decoded } from '@/lib/chat/types'
import { parseJson } from '@/lib/util/json'
import { count, list, record, text } from '../read'
import type { ReplyContext, StreamDecoder } from '../wire'
import { type Candidate, candidateReader } from './candidate'
import { streamErrorOf } from './errors'
import { structureOf } from './structure'
import type { GeminiReply } from './types'
import { laterUsage, toServiceTier, toUsage } from './usage'

/** Events to chunks: https://ai.google.dev/api/generate-content#method:-models.streamgeneratecontent */
export function decoder(context: ReplyContext): StreamDecoder {
  const reader = replyReader(context)
  return {
    next({ data }) {
      // Gemini's own streams have none; some proxies cannot help it.
      if (data === '[DONE]') return []
      const parsed = parseJson(data)
      if (!parsed.ok) throw new GatewayError('provider_error', 'Gemini sent an event that is not JSON.', { code: 'bad_event' })
      return decoded(reader.next(record(parsed.value)))
    },
    end: () => decoded(reader.end()),
    get finished() {
      return reader.finished
    },
  }
}

const decoded = (chunks: ChatChunk[]) => chunks.map((chunk): Decoded => ({ chunk }))

/**
 * Whole answers and events of a stream have one shape, so this reads both. There is no terminal event: as Google's own package
 * does, it reads on after a finish reason, and the answer is complete when the bytes end and every candidate has one.
 */
export function replyReader(context: ReplyContext) {
  const structure = structureOf(context.request, context.ask)
  const head = { id: context.id, object: 'chat.completion.chunk' as const, created: context.now, model: context.request.model }
  const candidates = new Map<number, Candidate>()
  let usage: Record<string, unknown> = {}
  let over = false
  let finished = false

  function candidateAt(index: number): Candidate {
    let candidate = candidates.get(index)
    if (!candidate) {
      candidate = candidateReader(index, head, structure, context)
      candidates.set(index, candidate)
    }
    return candidate
  }

  function next(reply: GeminiReply): ChatChunk[] {
    if (reply.error != null) throw streamErrorOf(reply)
    usage = laterUsage(usage, reply.usageMetadata)
    if (!candidates.size) {
      head.id = text(reply.responseId) ?? head.id
      head.model = text(reply.modelVersion) ?? head.model
    }
    const chunks = list(reply.candidates).flatMap((value, place) => {
      const candidate = record(value)
      return candidateAt(count(candidate.index) ?? place).next(candidate)
    })
    const blocked = text(record(reply.promptFeedback).blockReason)
    if (blocked && !/UNSPECIFIED$/.test(blocked)) {
      if (!candidates.size) candidateAt(0)
      for (const candidate of candidates.values()) candidate.block(blocked, reply.promptFeedback)
    }
    return chunks
  }

  function end(): ChatChunk[] {
    const all = [...candidates.values()]
    if (over || !all.length || !all.every(candidate => candidate.ended)) return []
    over = true
    const tier = toServiceTier(usage)
    const chunks = all.flatMap(candidate => candidate.end()).map(chunk => ({ ...chunk, ...tier }))
    const total = toUsage(usage)
    finished = true
    return total ? [...chunks, { ...head, choices: [], usage: total }] : chunks
  }

  return {
    next,
    end,
    get finished() {
      return finished
    },
  }
}

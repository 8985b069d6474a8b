import { complyChunk, complyCompletion } from '@/lib/chat/compliance'
import { GatewayError } from '@/lib/chat/errors'
import { expectsFunctionCall, legacyChunk, legacyCompletion } from '@/lib/chat/functions'
import type { ChatChunk, Decoded, Usage } from '@/lib/chat/types'
import type { Call, Reply } from '@/lib/routing/types'
import { writeEvent } from '@/lib/util/sse'
import type { Asked } from './ask'
import { receiptOf } from './receipt'
import type { Services } from './services'
import { summary } from './summary'
import { pausable } from './write'

export function respond(reply: Reply, asked: Asked, services: Services): Response {
  const { call, receipt, compliance } = asked
  const total = () => services.monotonic() - call.startedAt
  const headers = { ...reply.headers, ...summary(asked, reply) }
  if (!reply.ok) {
    const body = { ...reply.error.toJSON(), ...(receipt && { refract: receiptOf(asked, total(), null) }) }
    return Response.json(body, { status: reply.status, headers: { ...headers, ...hints(reply) } })
  }
  if ('completion' in reply) {
    const restored = restoresFunctions(call, reply) ? legacyCompletion(reply.completion) : reply.completion
    const body = complyCompletion(restored, compliance)
    return Response.json(receipt ? { ...body, refract: receiptOf(asked, total(), reply.completion.usage ?? null) } : body, {
      headers,
    })
  }
  const stream = pausable(write(reply.chunks, reply, asked, total), {
    clocks: services.clocks,
    heartbeat: ': still here\n\n',
    leave: asked.abort,
  })
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      ...headers,
    },
  })
}

type Streaming = Extract<Reply, { chunks: unknown }>

/** One text for each read of the provider. Never throws: a caller halfway through a stream can only be told inside it. */
async function* write(
  chunks: AsyncIterable<Decoded[]>,
  reply: Streaming,
  asked: Asked,
  total: () => number,
): AsyncGenerator<string> {
  const { call, receipt } = asked
  const toText = chunkWriter(asked, reply)
  let usage: Usage | null = null
  let head: ChatChunk | undefined
  const last = () => (receipt ? writeEvent(receiptOf(asked, total(), usage), 'refract.receipt') : '')
  try {
    if (receipt === 'early' || receipt === 'frames') yield writeEvent(receiptOf(asked, total(), null), 'refract.receipt')
    for await (const batch of chunks) {
      let text = ''
      for (const decoded of batch) {
        head ??= decoded.chunk
        usage = decoded.chunk.usage ?? usage
        text += toText(decoded)
      }
      if (text) yield text
    }
    yield `${last()}data: [DONE]\n\n`
  } catch (cause) {
    if (call.signal.aborted) return
    yield failureEvent(cause, head, asked) + last()
  }
}

/** How a chunk is written for this caller: as it came where that is allowed. */
function chunkWriter({ call, compliance }: Asked, reply: Streaming): (decoded: Decoded) => string {
  const wantsUsage = call.request.stream_options?.include_usage === true
  const legacy = restoresFunctions(call, reply)
  return ({ chunk, text }) => {
    if (!chunk.choices.length && chunk.usage && !wantsUsage) return ''
    const asItCame = text !== undefined && compliance !== 'strict' && !legacy && (wantsUsage || !chunk.usage)
    if (asItCame) return writeEvent(text)
    const restored = legacy ? legacyChunk(chunk) : chunk
    return writeEvent(complyChunk(usageAsAsked(restored, wantsUsage), compliance))
  }
}

/** Usage is on every chunk (null but for the last) when it was asked for, and on none when it was not. */
function usageAsAsked(chunk: ChatChunk, wanted: boolean): ChatChunk {
  if (wanted) return chunk.usage === undefined ? { ...chunk, usage: null } : chunk
  if (!('usage' in chunk)) return chunk
  const { usage: _, ...rest } = chunk
  return rest
}

/** The failure of a stream that has begun: one event, then the end, without [DONE]. */
function failureEvent(cause: unknown, head: ChatChunk | undefined, { compliance, call }: Asked): string {
  const error =
    cause instanceof GatewayError ? cause : new GatewayError('internal_error', 'Something went wrong in the gateway.', { cause })
  const body = error.toJSON()
  if (compliance === 'strict') return writeEvent({ error: body.error })
  const { id = `chatcmpl-${call.id}`, created = 0, model = call.request.model } = head ?? {}
  return writeEvent({
    id,
    object: 'chat.completion.chunk',
    created,
    model,
    choices: [{ index: 0, delta: {}, finish_reason: 'error' }],
    ...body,
  })
}

/** Callers of the legacy functions expect their answer in that form; OpenAI's own wire gives it itself. */
const restoresFunctions = (call: Call, reply: Reply) => expectsFunctionCall(call.request) && reply.attempt?.wire !== 'openai'

/** So that SDKs wait as told, and do not send again what we already tried again. */
function hints(reply: Extract<Reply, { ok: false }>): Record<string, string> {
  return {
    ...(reply.retryAfter !== undefined && {
      'retry-after': String(Math.ceil(reply.retryAfter / 1000)),
      'retry-after-ms': String(Math.ceil(reply.retryAfter)),
    }),
    ...(reply.attempt?.waited !== undefined && { 'x-should-retry': 'false' }),
  }
}

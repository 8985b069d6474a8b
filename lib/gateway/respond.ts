import { complyChunk, complyCompletion } from '@/lib/chat/compliance'
import { GatewayError } from '@/lib/chat/errors'
import { expectsFunctionCall, legacyChunk, legacyCompletion } from '@/lib/chat/functions'
import type { ReceiptFrame } from '@/lib/chat/receipt'
import type { ChatChunk, Decoded, Usage } from '@/lib/chat/types'
import type { Call, Failure, Reply } from '@/lib/routing/types'
import { likeness } from '@/lib/util/likeness'
import { writeEvent } from '@/lib/util/sse'
import { type Answer, json } from './answer'
import type { Asked } from './ask'
import { receiptOf } from './receipt'
import { asError } from './refusal'
import type { Services } from './services'
import { summary } from './summary'
import type { End } from './traces'
import { pausable } from './write'

/** The reply as HTTP. `over` is told how it ended once nothing is left to be read or written: for a stream, when it has ended. */
export function respond(reply: Reply, asked: Asked, services: Services, over: (end: End) => void): Answer {
  const { call, receipt, compliance } = asked
  const withReceipt = (usage: Usage | null) => receiptOf(asked, reply, services.monotonic() - call.startedAt, usage)
  const headers = Object.assign(summary(asked, reply), reply.headers)
  if ('chunks' in reply) {
    let end: End = { usage: null, left: true }
    const source = write(reply, asked, withReceipt, how => (end = how))
    const stream = pausable(source, {
      clocks: services.clocks,
      signal: call.signal,
      heartbeat: ': still here\n\n',
      over: () => over(end),
    })
    return { status: 200, headers: Object.assign(headers, STREAM), body: stream }
  }
  if (!reply.ok) {
    over({ usage: null })
    const body = { ...reply.error.toJSON(), ...(receipt && { refract: withReceipt(null) }) }
    return json(body, { status: reply.status, headers: Object.assign(headers, hints(reply)) })
  }
  over({ usage: reply.completion.usage ?? null, answer: nameOf(reply.completion) })
  const restored = restoresFunctions(call, reply) ? legacyCompletion(reply.completion) : reply.completion
  const body = complyCompletion(restored, compliance)
  return json(receipt ? { ...body, refract: withReceipt(reply.completion.usage ?? null) } : body, { headers })
}

const STREAM = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/** The end is remembered for a while, and the answer is not. */
const nameOf = (answer: { id: string; model: string } | undefined) => answer && { id: answer.id, model: answer.model }

type Streaming = Extract<Reply, { chunks: unknown }>

/** One text for each read of the provider. Never throws: a caller halfway through a stream can only be told inside it. */
async function* write(
  reply: Streaming,
  asked: Asked,
  receiptWith: (usage: Usage | null) => object,
  ended: (end: End) => void,
): AsyncGenerator<string> {
  const { receipt } = asked
  const toText = chunkWriter(asked, reply)
  const frames = () => (receipt === 'frames' ? newFrames(asked.call) : '')
  const last = () => frames() + (receipt ? writeEvent(receiptWith(usage), 'refract.receipt') : '')
  let usage: Usage | null = null
  let head: Head | undefined
  // Taken before the receipt is made, which would tell them too.
  const before = frames()
  let text = receipt === 'early' || receipt === 'frames' ? writeEvent(receiptWith(null), 'refract.receipt') + before : ''
  const chunks = reply.chunks[Symbol.asyncIterator]()
  /** What one read brought, as text; it is not kept while the caller does not read. */
  async function next(): Promise<string | undefined> {
    const { done, value } = await chunks.next()
    if (done) return undefined
    let more = frames()
    for (const decoded of value) {
      head ??= headOf(decoded.chunk)
      if (decoded.words === undefined) usage = decoded.chunk.usage ?? usage
      more += toText(decoded)
    }
    return more
  }
  try {
    for (let more = await next(); more !== undefined; more = await next()) {
      if (text || more) yield text + more
      text = ''
    }
    ended({ usage, answer: nameOf(head) })
    yield `${text}${last()}data: [DONE]\n\n`
  } catch (cause) {
    // The reason of a caller who left; there is nobody to be told.
    if (asked.call.signal.aborted && !(cause instanceof GatewayError)) return
    const error = asError(cause)
    ended({ usage, answer: nameOf(head), error })
    yield text + failureEvent(error, head, asked) + last()
  } finally {
    void chunks.return?.().then(undefined, () => {})
  }
}

/** How an answer calls itself, without its words. */
type Head = Pick<ChatChunk, 'id' | 'created' | 'model'>
const headOf = ({ id, created, model }: ChatChunk): Head => ({ id, created, model })

/** The raw events that came since the last time, of every sending; they are kept no longer than until they are told. */
function newFrames({ attempts }: Call): string {
  return attempts
    .flatMap(({ frames = [] }, attempt) =>
      frames.splice(0).map((frame): ReceiptFrame => ({ object: 'refract.frame', attempt, ...frame })),
    )
    .map(frame => writeEvent(frame, 'refract.frame'))
    .join('')
}

/** How a chunk is written for this caller: as it came where that is allowed. */
function chunkWriter({ call, compliance }: Asked, reply: Streaming): (decoded: Decoded) => string {
  const wantsUsage = call.request.stream_options?.include_usage === true
  const legacy = restoresFunctions(call, reply)
  const like = likeness()
  return decoded => {
    const { words } = decoded
    const known = words === undefined ? undefined : like.textWith(words)
    if (known !== undefined) return known
    const written = inFull(decoded)
    if (words === undefined) like.forget()
    else like.learn(written, words)
    return written
  }

  function inFull({ chunk, text }: Decoded): string {
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
function failureEvent(error: GatewayError, head: Head | undefined, { compliance, call }: Asked): string {
  const body = error.toJSON()
  if (compliance === 'strict') return writeEvent({ error: body.error })
  const { id = `chatcmpl-${call.id}`, created = 0, model = call.request.model } = head ?? {}
  const choices = [{ index: error.details.choice ?? 0, delta: {}, finish_reason: 'error' }]
  return writeEvent({ id, object: 'chat.completion.chunk', created, model, choices, ...body })
}

/** Callers of the legacy functions expect their answer in that form; OpenAI itself gives it so. */
const restoresFunctions = (call: Call, reply: Reply) => expectsFunctionCall(call.request) && !!reply.attempt?.asTools

/** So that SDKs wait as told, and do not send again what we already tried again, or what would fail again. */
function hints({ retryAfter, usedUp, again }: Failure): Record<string, string> {
  return {
    ...(retryAfter !== undefined && {
      'retry-after': String(Math.ceil(retryAfter / 1000)),
      'retry-after-ms': String(Math.ceil(retryAfter)),
    }),
    ...((usedUp || again === 'no') && { 'x-should-retry': 'false' }),
  }
}

import { GatewayError } from '@/lib/chat/errors'
import type { ChatChunk, ChatCompletion, Decoded, Usage } from '@/lib/chat/types'
import { addUsage } from '@/lib/chat/usage'
import { anySignal } from '@/lib/util/abort'
import type { Call, Guard, Reply, Target } from '../types'

type Success = Extract<Reply, { ok: true }>

/** Makes n choices of n sendings to the same target, together. `copiesOf` says how many sendings a call needs there. */
export function fanOut(copiesOf: (target: Target, call: Call) => number): Guard {
  return send => async (target, call, path, options) => {
    const copies = copiesOf(target, call)
    if (copies <= 1) return send(target, call, path, options)
    const stop = new AbortController()
    const each = { ...call, signal: anySignal(call.signal, stop.signal).signal }
    const sending = Array.from({ length: copies }, async (_, choice) => {
      const reply = await send(target, each, path, { ...options, choice })
      if (!reply.ok) throw reply
      return reply
    })
    try {
      const replies = await Promise.all(sending)
      return replies.every(reply => 'completion' in reply) ? joined(replies) : interleaved(replies, stop)
    } catch (cause) {
      stop.abort()
      await Promise.allSettled(sending.map(async one => discard(await one)))
      if (isReply(cause)) return cause
      throw cause
    }
  }
}

const isReply = (value: unknown): value is Reply => typeof value === 'object' && value !== null && 'ok' in value

async function discard(reply: Success) {
  if ('chunks' in reply) await reply.chunks[Symbol.asyncIterator]().return?.()
}

function joined(replies: Success[]): Reply {
  const completions = replies.flatMap(reply => ('completion' in reply ? [reply.completion] : []))
  const first = completions[0]!
  const completion: ChatCompletion = {
    ...first,
    choices: completions.flatMap(({ choices }, index) => choices.map(choice => ({ ...choice, index }))),
    usage: sum(completions.map(({ usage }) => usage)),
  }
  const { status, headers, attempt } = replies[0]!
  return { ok: true, status, headers, attempt, completion }
}

function interleaved(replies: Success[], stop: AbortController): Reply {
  const { status, headers, attempt } = replies[0]!
  const streams = replies.flatMap(reply => ('chunks' in reply ? [reply.chunks] : []))
  return { ok: true, status, headers, attempt, chunks: merge(streams, stop) }
}

/** Hands over whatever comes first; one failing choice ends the others. Usage is summed and comes once, last. */
async function* merge(streams: AsyncIterable<Decoded[]>[], stop: AbortController): AsyncGenerator<Decoded[]> {
  const iterators = streams.map(stream => stream[Symbol.asyncIterator]())
  const pull = (index: number) => iterators[index]!.next().then(result => ({ index, result }))
  const waiting = new Map(iterators.map((_, index) => [index, pull(index)]))
  const usages: Usage[] = []
  let head: ChatChunk | undefined
  try {
    while (waiting.size) {
      const { index, result } = await Promise.race(waiting.values())
      if (result.done) {
        waiting.delete(index)
        continue
      }
      waiting.set(index, pull(index))
      const batch: Decoded[] = []
      for (const { chunk } of result.value) {
        head ??= chunk
        if (chunk.usage) usages.push(chunk.usage)
        if (chunk.choices.length)
          batch.push({
            chunk: {
              ...chunk,
              ...identity(head),
              usage: undefined,
              choices: chunk.choices.map(choice => ({ ...choice, index })),
            },
          })
      }
      if (batch.length) yield batch
    }
    if (!head) throw new GatewayError('provider_error', 'The provider ended without an answer.')
    if (usages.length) yield [{ chunk: { ...identity(head), object: 'chat.completion.chunk', choices: [], usage: sum(usages) } }]
  } finally {
    stop.abort()
    for (const pending of waiting.values()) pending.catch(() => {})
    await Promise.allSettled(iterators.map(iterator => iterator.return?.()))
  }
}

const identity = ({ id, created, model }: ChatChunk) => ({ id, created, model })

const sum = (usages: (Usage | undefined)[]): Usage | undefined =>
  usages.reduce((total, usage) => (total && usage ? addUsage(total, usage) : (total ?? usage)), undefined)

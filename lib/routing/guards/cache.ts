import { accumulator, toChunks } from '@/lib/chat/accumulate'
import type { ChatCompletion, Decoded } from '@/lib/chat/types'
import type { Attempt, Call, Guard, Reply, Target } from '../types'

/** Where an answer is kept. */
export interface CachePlace {
  key: string
  /** What would have been sent, for the receipt of an answer that was kept. */
  attempt(): Attempt
}

export interface Kept {
  completion: ChatCompletion
  /** Seconds since 1970. */
  at: number
}

interface World {
  /** Undefined where nothing may be kept or looked up, as without a credential. */
  placeOf(target: Target, call: Call, path: string): CachePlace | undefined
  read(key: string): Promise<Kept | undefined>
  /** Seconds. Nobody waits for it. */
  write(key: string, completion: ChatCompletion, maxAge: number): void
  /** Seconds since 1970. */
  now(): number
}

/** Answers from what was kept of the same request to the same place; keeps complete answers. A stream is kept when it is over. */
export function cache({ placeOf, read, write, now }: World): Guard {
  return send => (target, call, path, options) => {
    const maxAge = target.cache?.max_age
    const place = maxAge === undefined || call.cache.off ? undefined : placeOf(target, call, path)
    if (maxAge === undefined || !place) return send(target, call, path, options)
    return keptOr(() => send(target, call, path, options), call, place, maxAge)
  }

  async function keptOr(sent: () => Promise<Reply>, call: Call, place: CachePlace, maxAge: number): Promise<Reply> {
    const kept = call.cache.refresh ? undefined : await read(place.key)
    if (kept) return hit(kept, place.attempt(), call, now() - kept.at)
    const reply = await sent()
    const cache = { status: call.cache.refresh ? ('REFRESH' as const) : ('MISS' as const) }
    const keep = (completion: ChatCompletion) => isComplete(completion) && write(place.key, completion, maxAge)
    if ('completion' in reply) keep(reply.completion)
    return 'chunks' in reply ? { ...reply, cache, chunks: watched(reply.chunks, keep) } : { ...reply, cache }
  }
}

function hit({ completion }: Kept, attempt: Attempt, call: Call, age: number): Reply {
  call.attempts.push(attempt)
  const answer = { ok: true as const, status: 200, headers: {}, attempt, cache: { status: 'HIT' as const, age } }
  if (!call.request.stream) return { ...answer, completion }
  return { ...answer, chunks: once(toChunks(completion).map(chunk => ({ chunk }))) }
}

async function* once(batch: Decoded[]): AsyncGenerator<Decoded[]> {
  yield batch
}

const isComplete = ({ choices }: ChatCompletion) =>
  choices.length > 0 && choices.every(({ finish_reason }) => finish_reason !== null)

/** Hands the stream on as it comes, and tells what it amounts to when it has ended well. */
function watched(chunks: AsyncIterable<Decoded[]>, whole: (completion: ChatCompletion) => void): AsyncIterable<Decoded[]> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = chunks[Symbol.asyncIterator]()
      const answer = accumulator()
      return {
        async next() {
          const result = await iterator.next()
          if (result.done) whole(answer.completion())
          else for (const { chunk } of result.value) answer.add(chunk)
          return result
        },
        return: () => iterator.return?.() ?? Promise.resolve({ done: true, value: undefined }),
      }
    },
  }
}

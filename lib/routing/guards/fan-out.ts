import { GatewayError } from '@/lib/chat/errors'
import type { ChatChunk, ChatCompletion, Decoded, Usage } from '@/lib/chat/types'
import { addUsage } from '@/lib/chat/usage'
import { Controller, type Signal } from '@/lib/util/signal'
import type { Call, Failure, Guard, Reply, Send, Target } from '../types'

type Success = Extract<Reply, { ok: true }>

/**
 * Makes n choices of n sendings to the same target, together. `copiesOf` says how many sendings a call needs there.
 * The first that fails ends the others: before the first content the whole reply is its failure, later the stream throws it.
 */
export function fanOut(copiesOf: (target: Target, call: Call) => number): Guard {
  return send => (target, call, path, options) => {
    const copies = copiesOf(target, call)
    return copies <= 1 ? send(target, call, path, options) : together(copies, send, target, call, path, options)
  }

  async function together(copies: number, send: Send, ...[target, call, path, options]: Parameters<Send>): Promise<Reply> {
    const { signals, stop } = signalsOf(call.signal, copies)
    const sendings = signals.map(async (signal, choice) => {
      const reply = await send(target, { ...call, signal }, path, { ...options, choice })
      if (!reply.ok) throw reply
      return reply
    })
    try {
      const replies = await Promise.all(sendings)
      const { status, headers, attempt } = replies[0]!
      const streams = replies.flatMap(reply => ('chunks' in reply ? [reply.chunks] : []))
      if (streams.length) return { ok: true, status, headers, attempt, chunks: merge(streams, stop) }
      stop()
      return { ok: true, status, headers, attempt, completion: joined(replies) }
    } catch (cause) {
      stop()
      await Promise.allSettled(sendings)
      if (isFailure(cause)) return cause
      throw cause
    }
  }
}

const isFailure = (cause: unknown): cause is Failure => typeof cause === 'object' && cause !== null && 'ok' in cause

/** A signal for each, which follow the caller's by one listener. `stop` ends those still under way. */
function signalsOf(caller: Signal, count: number) {
  const controllers = Array.from({ length: count }, () => new Controller())
  const abort = (reason: unknown) => {
    caller.removeEventListener('abort', onAbort)
    for (const controller of controllers) controller.abort(reason)
  }
  const onAbort = () => abort(caller.reason)
  caller.addEventListener('abort', onAbort)
  if (caller.aborted) onAbort()
  return { signals: controllers.map(({ signal }) => signal), stop: () => abort(OVER) }
}

const OVER = 'The choices are over.'

function joined(replies: Success[]): ChatCompletion {
  const completions = replies.flatMap(reply => ('completion' in reply ? [reply.completion] : []))
  const usage = sum(completions.map(completion => completion.usage))
  return {
    ...completions[0]!,
    choices: completions.flatMap(({ choices }, index) => choices.map(choice => ({ ...choice, index }))),
    ...(usage && { usage }),
  }
}

type Arrival = { index: number } & ({ result: IteratorResult<Decoded[]> } | { error: unknown })

/** Hands over whatever has come, in the name of the first chunk. Usage is summed and comes once, last. */
async function* merge(streams: AsyncIterable<Decoded[]>[], stop: () => void): AsyncGenerator<Decoded[]> {
  const iterators = streams.map(stream => stream[Symbol.asyncIterator]())
  const usages: Usage[] = []
  let arrived: Arrival[] = []
  let wake = () => {}
  let head: ChatChunk | undefined
  let open = streams.length

  const arrive = (arrival: Arrival) => {
    arrived.push(arrival)
    wake()
  }
  const pull = (index: number) =>
    iterators[index]!.next().then(
      result => arrive({ index, result }),
      error => arrive({ index, error }),
    )
  const add = (chunk: ChatChunk, index: number): Decoded[] => {
    head ??= chunk
    const { usage, choices, ...rest } = chunk
    if (usage) usages[index] = usage
    if (!choices.length && Object.keys(rest).every(key => HEAD.has(key))) return []
    return [{ chunk: { ...rest, ...headOf(head), choices: choices.map(choice => ({ ...choice, index })) } }]
  }

  try {
    iterators.forEach((_, index) => void pull(index))
    while (open) {
      if (!arrived.length) await new Promise<void>(resolve => (wake = resolve))
      const now = arrived
      arrived = []
      const batch: Decoded[] = []
      const going: number[] = []
      let broken: Extract<Arrival, { error: unknown }> | undefined
      for (const arrival of now) {
        if ('error' in arrival) broken ??= arrival
        else if (arrival.result.done) open--
        else {
          going.push(arrival.index)
          for (const { chunk } of arrival.result.value) batch.push(...add(chunk, arrival.index))
        }
      }
      if (batch.length) yield batch
      if (broken) throw ofChoice(broken.error, broken.index)
      for (const index of going) void pull(index)
    }
    const usage = sum(usages)
    if (head && usage) yield [{ chunk: { ...headOf(head), choices: [], usage } }]
  } finally {
    stop()
    for (const iterator of iterators) void iterator.return?.().then(undefined, () => {})
  }
}

const HEAD = new Set(['id', 'object', 'created', 'model', 'service_tier', 'system_fingerprint', 'obfuscation'])

const headOf = ({ id, object, created, model, service_tier, system_fingerprint }: ChatChunk) => ({
  id,
  object,
  created,
  model,
  ...(service_tier !== undefined && { service_tier }),
  ...(system_fingerprint !== undefined && { system_fingerprint }),
})

const ofChoice = (cause: unknown, choice: number) =>
  cause instanceof GatewayError ? new GatewayError(cause.kind, cause.message, { ...cause.details, choice }) : cause

const sum = (usages: (Usage | undefined)[]): Usage | undefined =>
  usages.reduce((total, usage) => (total && usage ? addUsage(total, usage) : (total ?? usage)), undefined)

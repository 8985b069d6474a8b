import { GatewayError } from '@/lib/chat/errors'
import { allowListFrom } from '@/lib/egress'
import { breaker } from '@/lib/routing/guards/breaker'
import { cache } from '@/lib/routing/guards/cache'
import { fanOut } from '@/lib/routing/guards/fan-out'
import { repair } from '@/lib/routing/guards/repair'
import { retreat } from '@/lib/routing/guards/retreat'
import { retry } from '@/lib/routing/guards/retry'
import { timeout } from '@/lib/routing/guards/timeout'
import type { Reply, Send } from '@/lib/routing/types'
import { walk } from '@/lib/routing/walk'
import { listensOnLoopback } from './access'
import type { Answer } from './answer'
import { type Asked, readAsk } from './ask'
import { keeperOf, placeIn } from './cache'
import { copiesOf } from './copies'
import { deliver } from './deliver'
import { failure } from './failures'
import type { Incoming } from './incoming'
import { lessAfter } from './less'
import { admit } from './limits'
import { fingerprint } from './named'
import { asError, refusal } from './refusal'
import { respond } from './respond'
import type { Services } from './services'
import { spansOf } from './spans'
import { record } from './traces'
import { checkOf } from './verdict'

/** POST /v1/chat/completions, from HTTP to HTTP. Never throws. */
export async function chatCompletions(incoming: Incoming, services: Services): Promise<Answer> {
  const tell = spansOf(incoming, services)
  let asked: Asked | undefined
  let over = () => {}
  try {
    over = await admit(incoming, services)
    asked = await readAsk(incoming, services)
    over = both(watch(asked, incoming, services), over)
    const reply = await answer(asked, services, sender(asked, services))
    return respond(reply, asked, services, end => {
      over()
      record(asked!, reply, end, services)
      tell({ asked, reply, end })
    })
  } catch (cause) {
    over()
    const error = asError(cause)
    const end = { usage: null, error, left: cause === LEFT }
    if (asked) record(asked, undefined, end, services)
    tell({ asked, end })
    return refusal(error, incoming, services)
  }
}

function answer({ route, call }: Asked, services: Services, send: Send): Promise<Reply> {
  return walk(route, call, send, services.random).catch(cause => {
    if (call.signal.aborted && !(cause instanceof GatewayError)) throw LEFT
    return failure(asError(cause))
  })
}

const both = (first: () => void, second: () => void) => () => {
  first()
  second()
}

const LEFT = new GatewayError('aborted', 'The caller went away.')

/** Ends the call when its caller leaves or its time is up. What is returned ends the watch, and whatever is then still under way. */
function watch({ call, abort }: Asked, { onLeave }: Incoming, { clocks, monotonic, shared }: Services): () => void {
  const timer = setTimeout(() => abort(tooLong(clocks.total)), call.deadline - monotonic())
  const stay = onLeave(abort)
  // Whoever calls it may have come by another door, with classes of its own.
  const shutDown = () => abort(new GatewayError('overloaded_error', 'The gateway is being shut down.', { code: 'shutting_down' }))
  shared.calls.add(shutDown)
  return () => {
    clearTimeout(timer)
    stay()
    shared.calls.delete(shutDown)
    abort('over')
  }
}

const tooLong = (total: number) =>
  new GatewayError('timeout_error', `The answer took longer than ${total / 1000} seconds.`, { status: 504, code: 'total_time' })

/**
 * Outermost first: what was kept is asked of nobody, each choice of a fan-out is repaired and retried by itself, and each retry
 * asks the breaker and gets a fresh clock, also for what is sent again with less.
 */
function sender({ access }: Asked, services: Services): Send {
  const { env, shared, random, monotonic } = services
  const allow = allowListFrom(env, { loopback: listensOnLoopback(env), vercel: !!env.VERCEL })
  const guards = [
    cache({ placeOf: placeIn(access, services), ...keeperOf(services) }),
    fanOut(copiesOf),
    repair(checkOf),
    retry({ random, monotonic, budget: shared.budget }),
    breaker(shared.breaker, fingerprint),
    timeout,
    retreat(lessAfter),
  ]
  return guards.reduceRight<Send>((send, guard) => guard(send), deliver(services, access, allow))
}

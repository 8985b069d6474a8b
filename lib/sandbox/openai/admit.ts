import type { Model } from '../faults'
import type { Place } from '../places'
import { WireError } from '../wire-error'
import type { World } from '../world'

/** Takes a place for the answer, or throws what the model's fault or a full house says. `text` is the body. */
export function admit(request: Request, model: Model, text: string, world: World): Place {
  if (model.fault === 'rate-limited') throw limited('Rate limit reached for `rate-limited` on requests per min: Limit 0.', '30')
  if (model.fault === 'flaky' && world.flaky.isFirst(traceOf(request), text)) throw overloaded()
  const place = world.places.take(request)
  if (!place) throw limited('The sandbox is giving as many answers as it can at a time.', '1')
  return place
}

const traceOf = ({ headers }: Request) =>
  headers.get('x-sandbox-trace') ?? headers.get('x-portkey-trace-id') ?? headers.get('x-request-id')

const limited = (message: string, seconds: string) =>
  new WireError(429, 'requests', `${message} Please try again in ${seconds}s.`, {
    code: 'rate_limit_exceeded',
    headers: { 'retry-after': seconds },
  })

/** Whole seconds for everyone, and what the OpenAI package reads first. */
const overloaded = () =>
  new WireError(503, 'server_error', 'The engine is currently overloaded, please try again later.', {
    code: 'service_unavailable',
    headers: { 'retry-after': '1', 'retry-after-ms': '400' },
  })

import { GatewayError } from '@/lib/chat/errors'
import { allowListFrom } from '@/lib/egress'
import { fanOut as copies } from '@/lib/params/fan-out'
import { providerOf } from '@/lib/providers'
import { fanOut } from '@/lib/routing/guards/fan-out'
import { retry } from '@/lib/routing/guards/retry'
import { timeout } from '@/lib/routing/guards/timeout'
import type { Call, Send, Target } from '@/lib/routing/types'
import { walk } from '@/lib/routing/walk'
import { type Asked, readAsk } from './ask'
import { deliver } from './deliver'
import { failure } from './failures'
import { respond } from './respond'
import type { Services } from './services'

/** POST /v1/chat/completions, from HTTP to HTTP. Never throws. */
export async function chatCompletions(incoming: Request, services: Services): Promise<Response> {
  let asked: Asked
  try {
    asked = await readAsk(incoming, services)
  } catch (cause) {
    return refusal(cause)
  }
  const { call } = asked
  try {
    return respond(await walk(asked.route, call, sender(asked, services)), asked, services)
  } catch (cause) {
    if (call.signal.aborted) return refusal(new GatewayError('aborted', 'The caller went away.'))
    return respond(failure(asError(cause), undefined), asked, services)
  }
}

/** Outermost first: each choice of a fan-out is retried by itself, and each retry gets a fresh clock. */
function sender(asked: Asked, services: Services): Send {
  const allow = allowListFrom(services.env, { loopback: isLoopback(services.env), vercel: !!services.env.VERCEL })
  const guards = [fanOut(copiesOf), retry(services.random), timeout]
  return guards.reduceRight<Send>((send, guard) => guard(send), deliver(services, asked.access, allow))
}

function copiesOf(target: Target, call: Call): number {
  const n = call.request.n ?? 1
  if (n <= 1) return 1
  const provider = providerOf(target.provider, 'x-portkey-provider')
  const { model } = call.request
  const wire = typeof provider.wire === 'function' ? provider.wire(model) : provider.wire
  return copies(call.request, wire.id, {
    can: provider.can(model),
    unsupported: call.unsupported,
    passUnknown: provider.passUnknown,
  })
}

const isLoopback = ({ REFRACT_LISTEN }: Services['env']) => /^(localhost|127\.0\.0\.1|::1)$/.test(REFRACT_LISTEN ?? '')

/** An error before there is a call. */
export function refusal(cause: unknown): Response {
  const error = asError(cause)
  return Response.json(error.toJSON(), { status: error.status, headers: { 'x-should-retry': 'false' } })
}

function asError(cause: unknown): GatewayError {
  if (cause instanceof GatewayError) return cause
  console.error('[refract] internal error:', cause instanceof Error ? cause.stack : cause)
  return new GatewayError('internal_error', 'Something went wrong in the gateway.', { cause })
}

import { GatewayError } from '@/lib/chat/errors'
import { EgressError, type EgressErrorKind, type ReceivedHeaders, type send } from '@/lib/egress'
import type { Provider } from '@/lib/providers/provider'
import { abortSignalOf, type Signal } from '@/lib/util/signal'
import { piecesOf } from '@/lib/util/stream'
import type { Services } from './services'

export type AllowList = NonNullable<Parameters<typeof send>[0]['allow']>

/** A provider's answer, from the network or from within. Its body fails when the signal aborts. */
export interface Upstream {
  status: number
  headers: ReceivedHeaders
  body: AsyncIterable<Uint8Array>
}

interface Outgoing {
  url: string
  headers: Record<string, string>
  /** Of these, what the caller wants passed on. */
  forward: string[]
  text: string
  signal: Signal
}

/** Sends, and gives the answer as soon as its headers are there. */
export async function reach(provider: Provider, outgoing: Outgoing, services: Services, allow: AllowList): Promise<Upstream> {
  const { url, headers, forward, text: body, signal } = outgoing
  if (!provider.answer)
    return services.egress({ url, headers, forward, body, signal, clocks: { connect: services.clocks.connect }, allow })
  const answer = await provider.answer(new Request(url, { method: 'POST', headers, body, signal: abortSignalOf(signal) }))
  return { status: answer.status, headers: answer.headers, body: answer.body ? piecesOf(answer.body) : empty() }
}

async function* empty(): AsyncGenerator<Uint8Array> {}

/**
 * What a failure at the door out means to the caller, where `param` named the address; of others than the door's nothing is said,
 * they may hold anything.
 */
export function unreachable(cause: unknown, { id: provider, name }: Provider, param: string | null = null): GatewayError {
  if (!(cause instanceof EgressError))
    return new GatewayError('provider_error', `${name} broke off.`, { provider, cause, code: 'broke_off' })
  const { kind, message } = cause
  if (kind === 'refused-address')
    return new GatewayError('invalid_request_error', message, { provider, cause, param, code: 'address_refused' })
  if (kind === 'bad-header') return new GatewayError('invalid_request_error', message, { provider, cause, code: 'bad_header' })
  const code = NOT_AGAIN[kind] ?? (cause.written ? 'broke_off' : 'unreachable')
  return new GatewayError('provider_error', message, { provider, cause, code })
}

/** What asking the same place again would not change. */
const NOT_AGAIN: Partial<Record<EgressErrorKind, string>> = {
  'unknown-host': 'not_reached',
  certificate: 'not_reached',
  redirect: 'not_an_answer',
  protocol: 'not_an_answer',
  encoding: 'not_an_answer',
  'too-large': 'too_large',
  timeout: 'total_time',
}

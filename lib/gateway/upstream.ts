import { GatewayError } from '@/lib/chat/errors'
import { EgressError, send as egress } from '@/lib/egress'
import type { Provider } from '@/lib/providers/provider'
import type { Failure } from '@/lib/routing/types'
import type { Services } from './services'

/** A provider's answer, from the network or from within. */
export interface Upstream {
  status: number
  headers: Headers
  body: AsyncIterable<Uint8Array>
}

interface Sending {
  url: string
  headers: Record<string, string>
  text: string
  signal: AbortSignal
}

/** Sends, and gives the answer as soon as its headers are there. */
export async function reach(
  provider: Provider,
  sending: Sending,
  services: Services,
  allow: Parameters<typeof egress>[0]['allow'],
): Promise<Upstream> {
  const { url, headers, text, signal } = sending
  if (!provider.answer)
    return egress({
      url,
      headers,
      body: text,
      signal,
      clocks: { connect: services.clocks.connect },
      allow,
      forward: Object.keys(headers),
    })
  const response = await provider.answer(new Request(url, { method: 'POST', headers, body: text, signal }))
  return { status: response.status, headers: response.headers, body: response.body ? bytesOf(response.body) : empty() }
}

async function* empty(): AsyncGenerator<Uint8Array> {}

/** Cancels the body when its reader leaves. */
async function* bytesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** What a failure at the door out means to the caller and to the route. */
export function unreachable(cause: unknown, provider: Provider): { error: GatewayError } & Partial<Failure> {
  if (cause instanceof GatewayError) return { error: cause }
  const details = { provider: provider.id, cause, code: 'unreachable' }
  if (!(cause instanceof EgressError))
    return { error: new GatewayError('provider_error', `${provider.name} broke off.`, details), again: 'once', elsewhere: true }
  switch (cause.kind) {
    case 'refused-address':
      return {
        error: new GatewayError('invalid_request_error', cause.message, {
          ...details,
          param: 'x-portkey-custom-host',
          code: 'address_refused',
        }),
        again: 'no',
        elsewhere: false,
      }
    case 'redirect':
    case 'certificate':
      return { error: new GatewayError('provider_error', cause.message, details), again: 'no', elsewhere: true }
    default:
      return {
        error: new GatewayError('provider_error', cause.message, details),
        again: cause.written ? 'once' : 'yes',
        elsewhere: true,
      }
  }
}

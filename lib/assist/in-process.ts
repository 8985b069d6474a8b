import type { ErrorBody } from '@/lib/chat/errors'
import type { Receipt } from '@/lib/chat/receipt'
import type { createGateway } from '@/lib/gateway'
import { readEvents, writeEvent } from '@/lib/util/sse'
import { streamOf } from '@/lib/util/stream'

export type Gateway = ReturnType<typeof createGateway>

/** The gateway as a `fetch` for the AI SDK, and what it said beside the answer. */
export interface InProcess {
  fetch: typeof globalThis.fetch
  receipt?: Receipt
  /** The gateway refused, or a provider failed before the answer began. */
  refused?: { status: number; body: ErrorBody }
  /** The stream broke off. */
  broken?: ErrorBody['error']
}

/** Calls the gateway with the caller's own headers, so that keys, host and access hold as in a run. */
export function inProcess(gateway: Gateway, caller: Headers): InProcess {
  const call: InProcess = {
    async fetch(url, init) {
      const headers = headersFor(caller, { 'x-refract-receipt': '1' })
      const request = new Request(url, { method: 'POST', headers, body: init?.body, signal: init?.signal })
      const response = await gateway.chatCompletions(request)
      if (!response.ok) call.refused = { status: response.status, body: await response.clone().json() }
      if (!response.ok || !response.body) return response
      return new Response(streamOf(plainEvents(response.body, call)), { headers: response.headers })
    },
  }
  return call
}

/** The caller's headers for a body of ours. */
export function headersFor(caller: Headers, more: Record<string, string> = {}): Headers {
  const headers = new Headers(caller)
  for (const name of ['content-length', 'content-encoding', 'transfer-encoding']) headers.delete(name)
  headers.set('content-type', 'application/json')
  for (const [name, value] of Object.entries(more)) headers.set(name, value)
  return headers
}

/** The SDK takes every event for a chunk, so what is none is set aside. */
async function* plainEvents(body: ReadableStream<Uint8Array>, call: InProcess): AsyncGenerator<string> {
  for await (const { event, data } of readEvents(body)) {
    if (event === 'refract.receipt') call.receipt = JSON.parse(data)
    if (event) continue
    if (data.includes('"error"')) call.broken ??= (JSON.parse(data) as Partial<ErrorBody>).error
    yield writeEvent(data)
  }
}

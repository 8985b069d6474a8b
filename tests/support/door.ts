import type { EgressAsk, EgressReply } from '@/lib/egress'
import { answerSandbox } from '@/lib/sandbox'
import type { World } from '@/lib/sandbox/world'
import { abortSignalOf } from '@/lib/util/signal'
import { quick } from './sandbox'

/** A door out that leads nowhere: what would leave is answered in here. */
export function doorTo(answer: (request: Request, ask: EgressAsk) => Response | Promise<Response>) {
  const asks: EgressAsk[] = []
  const egress = async (ask: EgressAsk): Promise<EgressReply> => {
    asks.push(ask)
    const { url, method = 'POST', headers, body, signal } = ask
    const sent = typeof body === 'object' ? new TextDecoder().decode(body) : body
    const {
      status,
      headers: received,
      body: stream,
    } = await answer(new Request(url, { method, headers, body: sent, signal: abortSignalOf(signal) }), ask)
    const bytes = stream ?? new ReadableStream<Uint8Array>({ start: controller => controller.close() })
    return {
      status,
      headers: received,
      body: Object.assign(bytes as unknown as AsyncIterable<Uint8Array>, { cancel: async () => {} }),
      marks: { start: 0, sent: 0, headers: 0 },
    }
  }
  return { egress, asks }
}

/** A face of the sandbox in a vendor's place: the path leads to the face, and the body is made what the face is asked. */
export async function atFace(
  request: Request,
  path: string,
  { here = quick(), change = body => body }: { here?: World; change?: (body: any) => object } = {},
): Promise<Response> {
  const headers = new Headers(request.headers)
  const body = JSON.stringify(change(await request.json()))
  return answerSandbox(new Request(`https://sandbox.invalid/${path}`, { method: 'POST', headers, body }), here)
}

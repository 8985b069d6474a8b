import type { Answer, Stream } from './answer'
import type { Incoming } from './incoming'

/** A Request of the Fetch standard, as Next and Vercel hand it over. */
export function fromRequest(request: Request): Incoming {
  const { signal } = request
  return {
    url: request.url.replace(/^\w+:\/\/[^/?]*/, ''),
    headers: request.headers,
    read: limit => readAll(request.body, limit),
    onLeave(left) {
      const onAbort = () => left(signal.reason)
      signal.addEventListener('abort', onAbort)
      if (signal.aborted) onAbort()
      return () => signal.removeEventListener('abort', onAbort)
    },
  }
}

export function toResponse({ status, headers, body }: Answer): Response {
  return new Response(typeof body === 'function' ? readable(body) : body, { status, headers })
}

async function readAll(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Uint8Array | undefined> {
  if (!body) return new Uint8Array()
  const reader = body.getReader()
  const pieces: Uint8Array[] = []
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(pieces, bytes)
    bytes += value.byteLength
    if (bytes > limit) {
      reader.cancel().catch(() => {})
      return undefined
    }
    pieces.push(value)
  }
}

/** A byte stream that asks for the next piece only when somebody reads. */
function readable(stream: Stream): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let leave = () => {}
  let asked = false
  let wake = () => {}
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        leave = stream({
          whenWanted(go) {
            if (asked) return go()
            wake = () => {
              wake = () => {}
              go()
            }
          },
          isEmpty: () => controller.desiredSize === 0,
          write(text) {
            asked = false
            controller.enqueue(encoder.encode(text))
          },
          end: () => controller.close(),
          destroy: reason => controller.error(reason),
        })
      },
      pull() {
        asked = true
        wake()
      },
      cancel: () => leave(),
    },
    { highWaterMark: 0 },
  )
}

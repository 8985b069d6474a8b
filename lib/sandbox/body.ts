import type { Place } from './places'
import type { WireError } from './wire-error'

/** A body that makes its next piece only when it is read, and stops making any when it is cancelled or the caller leaves. */
export function streamed(pieces: AsyncGenerator<string | Uint8Array>, place: Place): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let ended = false
  const end = () => {
    ended = true
    place.leave()
  }
  return new ReadableStream(
    {
      start(controller) {
        const stop = () => {
          if (!ended) controller.error(place.signal.reason)
          end()
        }
        if (place.signal.aborted) stop()
        else place.signal.addEventListener('abort', stop, { once: true })
      },
      async pull(controller) {
        try {
          const { done, value } = await pieces.next()
          if (ended) return
          if (!done) return controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
          end()
          controller.close()
        } catch (error) {
          end()
          throw error
        }
      },
      cancel(reason) {
        ended = true
        place.abort(reason)
        place.leave()
      },
    },
    { highWaterMark: 0 },
  )
}

interface ReadBody {
  text: string
  value: unknown
}

const MOST_BYTES = 32_000_000

/** `refusal` words what is wrong with the bytes in the vendor's way. */
export async function readBody(request: Request, refusal: (wrong: 'type' | 'size' | 'json') => WireError): Promise<ReadBody> {
  if (!/^application\/([\w.-]+\+)?json\b/i.test(request.headers.get('content-type') ?? '')) throw refusal('type')
  const text = await request.text()
  if (text.length > MOST_BYTES) throw refusal('size')
  try {
    return { text, value: JSON.parse(text) }
  } catch {
    throw refusal('json')
  }
}

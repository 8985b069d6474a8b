import { EventStreamCodec } from '@smithy/eventstream-codec'
import type { ServerEvent } from '@/lib/util/sse'

// AWS's own codec: what we read and write is held against it.
const codec = new EventStreamCodec(
  bytes => (typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes as Uint8Array)),
  text => new TextEncoder().encode(text),
)

/** One frame; `!` before the name makes it an exception. */
export function frameOf({ event = '', data }: ServerEvent): Uint8Array {
  const isException = event.startsWith('!')
  const text = (value: string) => ({ type: 'string' as const, value })
  return codec.encode({
    headers: {
      ...(isException ? { ':exception-type': text(event.slice(1)) } : { ':event-type': text(event) }),
      ':content-type': text('application/json'),
      ':message-type': text(isException ? 'exception' : 'event'),
    },
    body: new TextEncoder().encode(data),
  })
}

/** Any frame, as AWS writes it. */
export const encodeFrame = (headers: Parameters<typeof codec.encode>[0]['headers'], body: Uint8Array) =>
  codec.encode({ headers, body })

/** The frames of a body that is all there, as AWS reads them. */
export function framesIn(bytes: Uint8Array): { headers: Record<string, unknown>; body: string }[] {
  const frames: { headers: Record<string, unknown>; body: string }[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(0)
    const { headers, body } = codec.decode(bytes.subarray(at, at + length))
    const values = Object.fromEntries(Object.entries(headers).map(([name, { value }]) => [name, value]))
    frames.push({ headers: values, body: new TextDecoder().decode(body) })
    at += length
  }
  return frames
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

import { crc32 } from 'node:zlib'

const STRING = 7

/** One frame of an AWS event stream, with both checksums: https://smithy.io/2.0/aws/amazon-eventstream.html */
export function frame(event: string, payload: unknown): Uint8Array {
  const headers = Buffer.concat(
    Object.entries({ ':event-type': event, ':content-type': 'application/json', ':message-type': 'event' }).map(header),
  )
  const body = Buffer.from(JSON.stringify(payload))
  const prelude = Buffer.concat([int32(16 + headers.length + body.length), int32(headers.length)])
  const checked = Buffer.concat([prelude, int32(crc32(prelude)), headers, body])
  return Buffer.concat([checked, int32(crc32(checked))])
}

function header([name, value]: [string, string]): Buffer {
  const [key, text] = [Buffer.from(name), Buffer.from(value)]
  return Buffer.concat([Buffer.of(key.length), key, Buffer.of(STRING, text.length >> 8, text.length & 0xff), text])
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

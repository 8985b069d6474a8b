interface Picture {
  mediaType: string
  bytes: number
  width?: number
  height?: number
}

/** The type and size of a PNG, JPEG, GIF or WebP, from its first bytes; `undefined` when it is none of them. */
export function pictureOf(data: Uint8Array): Picture | undefined {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const bytes = data.length
  const ascii = (from: number, to: number) => String.fromCharCode(...data.subarray(from, to))
  if (ascii(0, 8) === '\x89PNG\r\n\x1a\n') {
    return bytes < 24
      ? { mediaType: 'image/png', bytes }
      : { mediaType: 'image/png', bytes, width: view.getUint32(16), height: view.getUint32(20) }
  }
  if (/^GIF8[79]a$/.test(ascii(0, 6))) {
    return bytes < 10
      ? { mediaType: 'image/gif', bytes }
      : { mediaType: 'image/gif', bytes, width: view.getUint16(6, true), height: view.getUint16(8, true) }
  }
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return { mediaType: 'image/webp', bytes }
  if (data[0] === 0xff && data[1] === 0xd8) return { mediaType: 'image/jpeg', bytes, ...jpegSize(view) }
}

/** Walks the segments of a JPEG to its frame header. */
function jpegSize(view: DataView): { width?: number; height?: number } {
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
  }
  return {}
}

/** Standard base64 with its padding; `undefined` when it is not. */
export function bytesOf(base64: string): Uint8Array | undefined {
  if (!base64 || base64.length % 4 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return
  return Buffer.from(base64, 'base64')
}

/** Text as one character per UTF-8 byte: pieces of it can be cut anywhere, compared, and used as keys of a Map. */
export type ByteText = string

const encoder = new TextEncoder()
const plain = /^[\0-\x7f]*$/

export function toByteText(text: string): ByteText {
  if (plain.test(text)) return text
  let bytes = ''
  for (const byte of encoder.encode(text)) bytes += String.fromCharCode(byte)
  return bytes
}

export function toBytes(text: ByteText): number[] {
  return Array.from(text, character => character.charCodeAt(0))
}

/** The opposite of {@link toByteText}; cut characters become U+FFFD. */
export function fromByteText(bytes: ByteText): string {
  if (plain.test(bytes)) return bytes
  return new TextDecoder().decode(Uint8Array.from(toBytes(bytes)))
}

/** What is returned where no character goes on like that. The states: 0 between characters, else which bytes may come next. */
export const REFUSED = -1

/** RFC 3629, table 3-7 of the Unicode standard: the state after a byte, or REFUSED where no character has that byte here. */
function afterByte(state: number, byte: number): number {
  switch (state) {
    case 0:
      if (byte < 0x80) return byte >= 0x20 || byte === 9 || byte === 10 || byte === 13 ? 0 : REFUSED
      if (byte >= 0xc2 && byte <= 0xdf) return 1
      if (byte === 0xe0) return 3
      if (byte === 0xed) return 4
      if (byte >= 0xe1 && byte <= 0xef) return 2
      if (byte === 0xf0) return 6
      if (byte === 0xf4) return 7
      return byte >= 0xf1 && byte <= 0xf3 ? 5 : REFUSED
    case 1:
      return byte >= 0x80 && byte <= 0xbf ? 0 : REFUSED
    case 2:
      return byte >= 0x80 && byte <= 0xbf ? 1 : REFUSED
    case 3:
      return byte >= 0xa0 && byte <= 0xbf ? 1 : REFUSED
    case 4:
      return byte >= 0x80 && byte <= 0x9f ? 1 : REFUSED
    case 5:
      return byte >= 0x80 && byte <= 0xbf ? 2 : REFUSED
    case 6:
      return byte >= 0x90 && byte <= 0xbf ? 2 : REFUSED
    default:
      return byte >= 0x80 && byte <= 0x8f ? 2 : REFUSED
  }
}

/** The state after a whole piece. Control characters but tab and line ends are refused, too: no answer needs them. */
export function afterBytes(state: number, bytes: ByteText): number {
  for (let at = 0; at < bytes.length && state !== REFUSED; at++) state = afterByte(state, bytes.charCodeAt(at))
  return state
}

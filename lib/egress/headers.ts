import { EgressError } from './errors'
import type { ReceivedHeaders } from './types'

const ALLOWED =
  /^(accept|content-type|authorization|api-key|x-api-key|x-goog-api-key|(anthropic|openai|x-amz|x-vertex-ai)-[a-z0-9-]+)$/

/** Never leave, even when a caller names them: they belong to one connection, to the browser, or to us. */
const NEVER =
  /^(connection|keep-alive|te|trailers?|transfer-encoding|upgrade|expect|cookie2?|set-cookie2?|host|content-length|accept-encoding|user-agent|proxy-.*|sec-.*|x-portkey-.*|x-refract-.*)$/

const NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

/**
 * The headers that leave, lower-case. Throws an EgressError that names a header whose value HTTP cannot carry: a key pasted with a
 * line break or a typographic character is the usual reason.
 */
export function outgoingHeaders(headers: Record<string, string>, forward: readonly string[] = []): Record<string, string> {
  const forwarded = new Set(forward.map(name => name.toLowerCase()))
  const out: Record<string, string> = { 'user-agent': 'refract', 'accept-encoding': 'identity' }
  for (const [given, value] of Object.entries(headers)) {
    const name = given.toLowerCase()
    if (NEVER.test(name) || !(ALLOWED.test(name) || forwarded.has(name))) continue
    if (!NAME.test(name)) throw new EgressError('bad-header', `"${given}" is no header name`)
    if (!VALUE.test(value)) {
      throw new EgressError(
        'bad-header',
        `The header ${name} holds a character that HTTP cannot carry; look for a line break or a curly quote in it`,
      )
    }
    out[name] = value
  }
  return out
}

/** Names and values as they came, one byte a character; one that no header may have tells us nothing. Several of a name are joined. */
export function incomingHeaders(raw: readonly Uint8Array[]): ReceivedHeaders {
  const values = new Map<string, string>()
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = text(raw[i]!).toLowerCase()
    const value = text(raw[i + 1]!).trim()
    if (!NAME.test(name) || !VALUE.test(value)) continue
    const before = values.get(name)
    values.set(name, before === undefined ? value : `${before}, ${value}`)
  }
  return { get: name => values.get(name) ?? null, forEach: see => values.forEach(see) }
}

const text = (bytes: Uint8Array) =>
  (Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).toString('latin1')

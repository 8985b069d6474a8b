import { EgressError } from './errors'

/** Bytes of an answer that is read whole, and of an error's body. */
export const MOST_ANSWER = 20 * 1024 * 1024
export const MOST_ERROR = 64 * 1024

/** The whole body as UTF-8. Throws `too-large` past `limit` bytes, or with `cut` returns what came until then; closes the connection. */
export async function readAll(body: AsyncIterable<Uint8Array>, limit: number, options?: { cut?: boolean }): Promise<string> {
  return new TextDecoder().decode(await readBytes(body, limit, options))
}

/** {@link readAll} for what is no text. */
export async function readBytes(body: AsyncIterable<Uint8Array>, limit: number, { cut = false } = {}): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body) {
    size += piece.length
    if (size > limit && !cut) throw new EgressError('too-large', `The answer is larger than ${limit} bytes`, true)
    pieces.push(piece)
    if (size > limit) break
  }
  return Buffer.concat(pieces, Math.min(size, limit))
}

import type { EncodingName } from '../encodings'

/** Text to ids, or ids to the texts they stand for. */
export type Question = { id: number; encoding: EncodingName } & ({ encode: string } | { decode: number[] })
export type Answer = { id: number } & ({ tokens: Token[] } | { failed: string })

export interface Token {
  id: number
  /** `undefined`: the encoding has no such token. Bytes that are no text of their own show as �. */
  text: string | undefined
}

/** Each is more than a megabyte, so it comes when it is first asked for. */
const LOAD = {
  o200k_base: () => import('gpt-tokenizer/encoding/o200k_base'),
  cl100k_base: () => import('gpt-tokenizer/encoding/cl100k_base'),
}

self.onmessage = async ({ data }: MessageEvent<Question>) => {
  const { id, encoding } = data
  try {
    const { encode, decode } = await LOAD[encoding]()
    const ids = 'encode' in data ? encode(data.encode) : data.decode
    const textOf = (token: number) => {
      try {
        return decode([token]) || undefined
      } catch {
        return undefined
      }
    }
    self.postMessage({ id, tokens: ids.map(id => ({ id, text: textOf(id) })) } satisfies Answer)
  } catch (cause) {
    self.postMessage({ id, failed: cause instanceof Error ? cause.message : String(cause) } satisfies Answer)
  }
}

import type { Logprobs, TokenLogprob, TopLogprob } from '@/lib/chat/types'
import { count, list, record } from '../read'

/**
 * The logprobs of a choice in OpenAI's shape, the very same object where nothing had to change; null where there are none.
 * `token` is the text of a delta, which Together gives a bare number.
 */
export function repairLogprobs(
  { logprobs: value, top_logprobs: tops }: Record<string, unknown>,
  token?: string,
): Logprobs | null {
  const from = record(value)
  if (typeof value === 'number')
    return token ? fromLists({ tokens: [token], token_logprobs: [value], top_logprobs: [tops] }) : null
  if (Array.isArray(from.tokens)) return fromLists({ top_logprobs: tops, ...from })
  if (!Array.isArray(from.content) && !Array.isArray(from.refusal)) return null
  const content = repairTokens(from.content)
  const refusal = repairTokens(from.refusal)
  return content === from.content && refusal === from.refusal ? (value as Logprobs) : { ...from, content, refusal }
}

function repairTokens(value: unknown): TokenLogprob[] | null {
  if (!Array.isArray(value)) return null
  const tokens = value.map(repairToken)
  return tokens.every((token, index) => token === value[index]) ? value : tokens
}

function repairToken(value: unknown): TokenLogprob {
  const token = repairTop(value)
  const top = list(record(value).top_logprobs)
  const tops = top.map(repairTop)
  const same = Array.isArray(record(value).top_logprobs) && tops.every((entry, index) => entry === top[index])
  return same && token === value ? (value as TokenLogprob) : { ...token, top_logprobs: tops }
}

function repairTop(value: unknown): TopLogprob {
  const { token, logprob, bytes, ...rest } = record(value)
  if (typeof token === 'string' && typeof logprob === 'number' && bytes !== undefined) return value as TopLogprob
  const text = String(token ?? '')
  return {
    ...rest,
    token: text,
    logprob: count(logprob) ?? -9999,
    bytes: bytes === undefined ? bytesOf(text) : (bytes as number[] | null),
  }
}

/** A replacement character stands for part of one, whose bytes are unknown. */
function bytesOf(token: string): number[] | null {
  return token.includes('\ufffd') ? null : [...new TextEncoder().encode(token)]
}

/** Together's lists: `{tokens, token_logprobs, top_logprobs: [{token: logprob}]}`. */
function fromLists({ tokens, token_logprobs, top_logprobs }: Record<string, unknown>): Logprobs {
  const entry = (token: string, logprob: unknown) => ({ token, logprob: count(logprob) ?? -9999, bytes: bytesOf(token) })
  const content = list(tokens).map((token, index) => ({
    ...entry(String(token), list(token_logprobs)[index]),
    top_logprobs: Object.entries(record(list(top_logprobs)[index])).map(([other, logprob]) => entry(other, logprob)),
  }))
  return { content, refusal: null }
}

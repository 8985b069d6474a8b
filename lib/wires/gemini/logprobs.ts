import type { Logprobs, TokenLogprob, TopLogprob } from '@/lib/chat/types'
import { count, list, record } from '../read'

/** `logprobsResult` in OpenAI's form; nothing where there is none. https://ai.google.dev/api/generate-content#LogprobsResult */
export function toLogprobs(result: unknown): Logprobs | undefined {
  const { chosenCandidates, topCandidates } = record(result)
  if (!Array.isArray(chosenCandidates)) return undefined
  const tops = list(topCandidates)
  const content = chosenCandidates.map((chosen, index): TokenLogprob => {
    // The chosen token may be missing from its alternatives.
    const alternatives = list(record(tops[index]).candidates)
    return { ...tokenOf(chosen), top_logprobs: alternatives.map(tokenOf) }
  })
  return { content, refusal: null }
}

/** Proto leaves out what is zero: a certain token has no logProbability. */
function tokenOf(candidate: unknown): TopLogprob {
  const { token, logProbability } = record(candidate)
  const written = typeof token === 'string' ? token : ''
  return { token: written, logprob: count(logProbability) ?? 0, bytes: bytesOf(written) }
}

const encoder = new TextEncoder()

/**
 * The UTF-8 bytes of a token. One that is a part of a character is spelled by its bytes, `<0xF0><0x9F>`, as the tokenizer's
 * vocabulary has it; of one with a replacement character the bytes cannot be known.
 */
function bytesOf(token: string): number[] | null {
  if (/^(<0x[0-9A-F]{2}>)+$/.test(token)) return [...token.matchAll(/[0-9A-F]{2}(?=>)/g)].map(([hex]) => Number.parseInt(hex, 16))
  return token.includes('\ufffd') ? null : [...encoder.encode(token)]
}

import { GatewayError } from '@/lib/chat/errors'
import type { FinishReason } from '@/lib/chat/types'
import { own } from '@/lib/util/own'

/** https://ai.google.dev/api/generate-content#FinishReason; words that are not here are `stop`. */
const FINISH: Readonly<Record<string, FinishReason>> = {
  MAX_TOKENS: 'length',
  CONTINUATION: 'length',
  SAFETY: 'content_filter',
  RECITATION: 'content_filter',
  BLOCKLIST: 'content_filter',
  PROHIBITED_CONTENT: 'content_filter',
  SPII: 'content_filter',
  LANGUAGE: 'content_filter',
  IMAGE_SAFETY: 'content_filter',
  IMAGE_PROHIBITED_CONTENT: 'content_filter',
  IMAGE_RECITATION: 'content_filter',
}

/** Words that say there is no answer. */
const FAILED = new Set([
  'MALFORMED_FUNCTION_CALL',
  'MALFORMED_RESPONSE',
  'UNEXPECTED_TOOL_CALL',
  'TOO_MANY_TOOL_CALLS',
  'NO_IMAGE',
  'IMAGE_OTHER',
])

/** Throws GatewayError where the word stands for an error. `message` is Gemini's own. */
export function failIfFailed(word: string, message: string | undefined): void {
  if (FAILED.has(word)) throw failed(word, message)
}

const failed = (word: string, message: string | undefined) =>
  new GatewayError('provider_error', message ?? `Gemini ended without an answer: ${word}.`, { code: word.toLowerCase() })

/**
 * `calls`: how many of the caller's tools were called; a schema asked for by a tool is none of them. `said`: whether there is
 * anything in the answer: without, `OTHER` is an error, too.
 */
export function toFinishReason(word: string, { calls, said }: { calls: number; said: boolean }, message?: string): FinishReason {
  if (word === 'OTHER' && !said) throw failed(word, message)
  return own(FINISH, word) ?? (calls > 0 ? 'tool_calls' : 'stop')
}

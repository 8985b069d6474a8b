import type { JsonFault } from '@/lib/util/json-beginning'
import { type HalfJson, halfJson } from '../half-json'

export interface AnswerJson extends HalfJson {
  /** The fault counts from the start of the whole answer. */
  error?: JsonFault
  /** It stood in a code fence. */
  fenced: boolean
}

/** The JSON of an answer that may still be arriving: the whole text, or what stands in its first code fence. */
export function answerJson(text: string): AnswerJson {
  const fence = /(?:^|\n)[ \t]*```[ \t]*(?:json[c5]?)?[ \t]*\r?\n/i.exec(text)
  // Text before a fence that is not of JSON is an answer with an example in it; what the whole begins with decides.
  const whole = halfJson(text)
  if (!whole.error || !fence)
    return isFenceSoFar(text) ? { value: undefined, complete: false, fenced: true } : { ...whole, fenced: false }
  const from = fence.index + fence[0].length
  const rest = text.slice(from)
  const end = /^[ \t]*`{1,3}/m.exec(rest)?.index ?? rest.length
  const inside = halfJson(rest.slice(0, end))
  const error = inside.error && { ...inside.error, at: inside.error.at + from }
  return { value: inside.value, complete: inside.complete, ...(error && { error }), fenced: true }
}

/** The line that opens a fence, before its end has come. */
function isFenceSoFar(text: string): boolean {
  return /^\s*`{1,3}[ \t]*\w*[ \t]*$/.test(text)
}

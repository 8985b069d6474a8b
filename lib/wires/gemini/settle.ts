import type { ChatRequest, Note } from '@/lib/chat/types'
import type { GeminiBody } from './types'

/** Log probabilities come with whole answers only: VENDORS A2. */
export const whole = ({ generationConfig }: GeminiBody): boolean => generationConfig?.responseLogprobs === true

/** What is not in the body at all: a stream is asked for by the address, and its usage comes unasked. */
export function settle(body: GeminiBody, { stream, stream_options: options }: ChatRequest): Note[] {
  const notes: Note[] = []
  if (stream && whole(body)) {
    const why = 'Gemini streams no log probabilities: the whole answer is asked for, and streamed when it is there.'
    notes.push({ param: 'stream', action: 'emulated', from: true, to: 'generateContent', why })
  } else if (stream) {
    const why = 'Gemini streams at an address of its own.'
    notes.push({ param: 'stream', action: 'moved', from: true, to: 'streamGenerateContent?alt=sse', why })
  }
  if (options?.include_usage != null) {
    const why = 'Gemini counts tokens in every answer; nothing to send.'
    notes.push({ param: 'stream_options', action: 'kept', from: options, why })
  }
  if (options?.include_obfuscation) {
    const why = 'Gemini pads no events.'
    notes.push({ param: 'stream_options.include_obfuscation', action: 'dropped', from: true, why })
  }
  return notes
}

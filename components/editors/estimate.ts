import type { ChatMessage } from '@/lib/chat/types'
import { callInput, callName } from '@/lib/playground/calls'
import { partsOf, textOf } from '@/lib/playground/messages'

/** About so many tokens: four characters make one. Only the provider knows; shown with `~`. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 4)
}

/** What an image usually comes to, looked at closely or not. */
const IMAGE = { low: 85, other: 800 }

const known = new WeakMap<ChatMessage, number>()

/** Each message is looked at once, not at every key pressed in another. */
export function estimateMessage(message: ChatMessage): number {
  const tokens = known.get(message) ?? estimated(message)
  known.set(message, tokens)
  return tokens
}

function estimated(message: ChatMessage): number {
  const calls = (message.role === 'assistant' && message.tool_calls) || []
  const images = partsOf(message).flatMap(part => (part.type === 'image_url' ? [part.image_url.detail] : []))
  return (
    estimateTokens(textOf(message) + calls.map(call => callName(call) + callInput(call)).join('')) +
    images.reduce((sum, detail) => sum + (detail === 'low' ? IMAGE.low : IMAGE.other), 0)
  )
}

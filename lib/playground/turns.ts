import type { AssistantMessage, ChatMessage, ResponseMessage } from '@/lib/chat/types'
import type { Run } from './types'

/**
 * An answer as the turn it becomes when the conversation goes on: just as it was received, calls with their exact text and
 * signatures and thinking blocks with theirs, for without them a provider refuses the second turn. What only an answer can
 * hold (annotations, the sound of a spoken one) stays behind.
 */
export function assistantTurn(message: ResponseMessage): AssistantMessage {
  const { annotations: _, audio, refusal, ...turn } = message
  return { ...turn, ...(refusal && { refusal }), ...(audio && { audio: { id: audio.id } }), ...saysNothing(message) }
}

/** Everything a run added to its prompt's messages: the calls and results of its earlier steps, and the answer of this choice. */
export function turnsOf(run: Run, choice = 0): ChatMessage[] {
  const answer = run.completion?.choices[choice]?.message
  const begun = askedFirst(run).messages.length
  return [...run.asked.messages.slice(begun), ...(answer ? [assistantTurn(answer)] : [])]
}

/** The request of a run as it was before any tool's result joined it. */
export function askedFirst({ asked, earlier }: Pick<Run, 'asked' | 'earlier'>): Run['asked'] {
  const first = earlier?.[0]
  return first ? { ...asked, messages: first.asked.messages } : asked
}

/** A turn must say something; an empty answer is an empty text. */
function saysNothing({ content, refusal, tool_calls, function_call, content_blocks }: ResponseMessage) {
  const says = content ?? refusal ?? function_call ?? (tool_calls?.length || content_blocks?.length || null)
  return says === null ? { content: '' } : undefined
}

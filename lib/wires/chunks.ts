import type { ChatChunk, ChunkChoice, Delta } from '@/lib/chat/types'

export type ChunkHead = Pick<ChatChunk, 'id' | 'object' | 'created' | 'model'>

/**
 * Writes the chunks of one choice. The role opens the answer, once; nothing is sent for a delta with nothing in it. The head is
 * read anew for each, as the first events may still change it.
 */
export function chunkWriter(head: ChunkHead, index = 0) {
  let begun = false
  const chunkOf = (delta: Delta, rest?: object): ChatChunk => {
    const choice: ChunkChoice = { index, delta, logprobs: null, finish_reason: null }
    if (rest) Object.assign(choice, rest)
    const { id, object, created, model } = head
    return { id, object, created, model, choices: [choice] }
  }
  return (delta: Delta = {}, rest?: object): ChatChunk[] => {
    const list = begun ? [] : [chunkOf({ role: 'assistant', content: '' })]
    begun = true
    if (rest || Object.keys(delta).length) list.push(chunkOf(delta, rest))
    return list
  }
}

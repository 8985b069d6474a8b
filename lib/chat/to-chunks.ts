import type { ChatChunk, ChatCompletion, Choice, ChunkChoice, ContentBlock, Delta, ToolCall } from './types'

/**
 * An answer as the stream it could have been: for each choice its role, thinking, text, calls and the finish, then a chunk
 * with the usage and `choices: []`. `accumulate` makes the same answer of it.
 */
export function toChunks(completion: ChatCompletion): ChatChunk[] {
  const { id, object: _, created, model, choices, usage, service_tier, system_fingerprint, ...rest } = completion
  const head = {
    id,
    object: 'chat.completion.chunk' as const,
    created,
    model,
    ...(service_tier != null && { service_tier }),
    ...(system_fingerprint != null && { system_fingerprint }),
  }
  const parts: ChunkChoice[][] = choices.flatMap(choice => choiceParts(choice).map(part => [part]))
  if (usage || parts.length === 0) parts.push([])
  return parts.map((choices, index) => ({
    ...head,
    ...(index === 0 && rest),
    choices,
    ...(usage && choices.length === 0 && { usage }),
  }))
}

function choiceParts({ index, message, finish_reason, logprobs, ...rest }: Choice): ChunkChoice[] {
  const { role, content, refusal, reasoning_content, content_blocks, tool_calls, ...others } = message
  const deltas: Delta[] = [
    ...texts(content_blocks ?? [], { reasoning_content, content, refusal }),
    ...(tool_calls ?? []).map((call, at) => ({ tool_calls: [{ index: at, ...call } satisfies ToolCallAt] })),
    ...(Object.keys(others).length > 0 ? [others as Delta] : []),
  ]
  const parts: ChunkChoice[] = [{ role }, ...deltas].map(delta => ({ index, delta, logprobs: null, finish_reason: null }))
  // The logprobs are those of the text: they travel with it.
  const spoken = parts.find(({ delta }) => delta.content || delta.refusal) ?? parts[0]!
  spoken.logprobs = logprobs
  const hasEnd = finish_reason !== null || Object.keys(rest).length > 0
  return hasEnd ? [...parts, { index, delta: {}, logprobs: null, finish_reason, ...rest }] : parts
}

type ToolCallAt = ToolCall & { index: number }

/** The blocks say the same as the texts, so they share their chunks: without them no chunk would be empty. */
function texts(blocks: ContentBlock[], { reasoning_content, content, refusal }: Partial<Record<string, string | null>>): Delta[] {
  const deltas: Delta[] = []
  if (reasoning_content) deltas.push({ reasoning_content })
  if (content) deltas.push({ content })
  if (refusal) deltas.push({ refusal })
  const content_blocks = blocks.map((delta, index) => ({ index, delta }))
  if (content_blocks.length === 0) return deltas
  const [first, ...others] = deltas
  return [{ ...first, content_blocks }, ...others]
}

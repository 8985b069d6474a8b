import type { ConverseEvent } from './stream'

type Block = Record<string, unknown>
interface Reasoning {
  text?: string
  signature?: string
  redactedContent?: string
}

/** Folds the events of an answer into the reply they amount to. */
export async function toReply(events: AsyncIterable<ConverseEvent>): Promise<Record<string, unknown>> {
  const content: Block[] = []
  let reply: Record<string, unknown> = {}
  for await (const [name, payload] of events) {
    const index = payload.contentBlockIndex as number
    if (name === 'contentBlockStart') content[index] = { ...(payload.start as Block) }
    if (name === 'contentBlockDelta') content[index] = extended(content[index] ?? {}, payload.delta as Block)
    if (name === 'contentBlockStop') content[index] = finished(content[index] ?? { text: '' })
    if (name === 'messageStop' || name === 'metadata') reply = { ...reply, ...payload }
  }
  return { output: { message: { role: 'assistant', content } }, ...reply }
}

function extended(block: Block, delta: Block): Block {
  if ('text' in delta) return { text: `${block.text ?? ''}${delta.text}` }
  if ('toolUse' in delta) {
    const { input = '', ...toolUse } = block.toolUse as { input?: string }
    return { toolUse: { ...toolUse, input: input + (delta.toolUse as { input: string }).input } }
  }
  const before = (block.reasoningContent ?? {}) as Reasoning
  const now = delta.reasoningContent as Reasoning
  return { reasoningContent: { ...before, ...now, ...(now.text && { text: (before.text ?? '') + now.text }) } }
}

function finished(block: Block): Block {
  if (block.toolUse) return { toolUse: { ...block.toolUse, input: parsed((block.toolUse as { input?: string }).input) } }
  const { text = '', signature, redactedContent } = (block.reasoningContent ?? {}) as Reasoning
  if (!block.reasoningContent) return block
  return { reasoningContent: redactedContent ? { redactedContent } : { reasoningText: { text, signature } } }
}

/** Arguments cut off by the limit are no JSON; the input is then left empty. */
function parsed(input = ''): unknown {
  try {
    return JSON.parse(input)
  } catch {
    return {}
  }
}

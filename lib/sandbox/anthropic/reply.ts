import type Anthropic from '@anthropic-ai/sdk'
import type { StreamEvent } from './stream'

/** Folds the events of an answer into the message they amount to. */
export async function toMessage(events: AsyncIterable<StreamEvent>): Promise<Anthropic.Message> {
  let message: Anthropic.Message | undefined
  const inputs = new Map<number, string[]>()
  for await (const event of events) {
    if (event.type === 'message_start') message = event.message
    if (!message) continue
    if (event.type === 'content_block_start') message.content[event.index] = event.content_block
    if (event.type === 'content_block_delta') addDelta(message.content[event.index], event, inputs)
    if (event.type === 'content_block_stop') finishInput(message.content[event.index], inputs.get(event.index))
    if (event.type === 'message_delta') {
      const { usage, delta } = event
      message = { ...message, ...delta, usage: { ...message.usage, ...usage, input_tokens: message.usage.input_tokens } }
    }
  }
  if (!message) throw new Error('An answer begins with message_start.')
  return message
}

function addDelta(
  block: Anthropic.ContentBlock | undefined,
  { delta, index }: Anthropic.RawContentBlockDeltaEvent,
  inputs: Map<number, string[]>,
) {
  if (block?.type === 'text' && delta.type === 'text_delta') block.text += delta.text
  if (block?.type === 'thinking' && delta.type === 'thinking_delta') block.thinking += delta.thinking
  if (block?.type === 'thinking' && delta.type === 'signature_delta') block.signature = delta.signature
  if (delta.type === 'input_json_delta') inputs.set(index, [...(inputs.get(index) ?? []), delta.partial_json])
}

/** Arguments cut off by max_tokens are no JSON; Anthropic then leaves the input empty. */
function finishInput(block: Anthropic.ContentBlock | undefined, pieces: string[] | undefined) {
  if (block?.type !== 'tool_use' || !pieces) return
  try {
    block.input = JSON.parse(pieces.join(''))
  } catch {
    block.input = {}
  }
}

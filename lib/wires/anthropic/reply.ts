import { GatewayError } from '@/lib/chat/errors'
import type { Annotation, ChatCompletion, ContentBlock, FunctionToolCall, ResponseMessage } from '@/lib/chat/types'
import { fenceFilter } from '../fence'
import { record, text } from '../read'
import type { ReplyContext } from '../wire'
import { toAnnotations } from './citations'
import { streamErrorOf } from './errors'
import { toFinishReason } from './finish'
import { type Structure, structureOf } from './structure'
import type { AnthropicReply, Block } from './types'
import { toUsage } from './usage'

/** A whole message as a completion. Throws GatewayError for an error with a status of 200, and for what is no message. */
export function fromReply(reply: AnthropicReply, context: ReplyContext): ChatCompletion {
  if (reply?.type === 'error') throw streamErrorOf(reply)
  if (!Array.isArray(reply?.content)) {
    throw new GatewayError('provider_error', 'Anthropic answered with JSON that is no message.', { code: 'not_an_answer' })
  }
  const structure = structureOf(context.request, context.ask)
  const message = toMessage(reply.content, structure, context.extras)
  const usage = toUsage(record(reply.usage))
  return {
    id: text(reply.id) ?? context.id,
    object: 'chat.completion',
    created: context.now,
    model: text(reply.model) ?? context.request.model,
    choices: [
      {
        index: 0,
        message,
        finish_reason: toFinishReason(reply.stop_reason, message.tool_calls?.length ?? 0),
        logprobs: null,
        ...(text(reply.stop_reason) && { native_finish_reason: text(reply.stop_reason)! }),
      },
    ],
    usage,
    ...(reply.stop_details != null && { stop_details: reply.stop_details }),
  }
}

function toMessage(blocks: Block[], structure: Structure, extras: boolean): ResponseMessage {
  const filter = structure.kind === 'instruction' ? fenceFilter() : undefined
  const shown: ContentBlock[] = []
  const calls: FunctionToolCall[] = []
  const annotations: Annotation[] = []
  let content = ''
  let reasoning = ''
  for (const value of blocks) {
    const block = record(value) as Block
    if (block.type === 'text' || isAnswer(block, structure)) {
      const written = block.type === 'text' ? (text(block.text) ?? '') : toArguments(block.input)
      const said = filter ? filter.push(written) : written
      annotations.push(...toAnnotations(block.citations, content.length, content.length + said.length))
      content += said
      if (said) shown.push({ type: 'text', text: said, ...(hasCitations(block) && { citations: block.citations }) })
    } else if (block.type === 'thinking') {
      const thinking = text(block.thinking) ?? ''
      reasoning += thinking
      shown.push({ type: 'thinking', thinking, ...(text(block.signature) && { signature: block.signature }) })
    } else if (block.type === 'tool_use') {
      calls.push(toCall(block))
    } else shown.push(block as ContentBlock)
  }
  const rest = filter?.end() ?? ''
  if (rest) shown.push({ type: 'text', text: rest })
  content += rest
  return {
    role: 'assistant',
    content: content || null,
    refusal: null,
    ...(reasoning && { reasoning_content: reasoning }),
    ...(calls.length && { tool_calls: calls }),
    ...(annotations.length && { annotations }),
    ...(extras && shown.length && { content_blocks: shown }),
  }
}

/** Whether a block is the call of the tool that stands for the schema. */
export function isAnswer({ type, name }: Block, structure: Structure): boolean {
  return structure.kind === 'tool' && type === 'tool_use' && name === structure.name
}

/** Arguments as JSON text: the wire holds them parsed where they do not come in fragments. */
export function toArguments(input: unknown): string {
  return typeof input === 'string' ? input : JSON.stringify(input ?? {})
}

export const hasCitations = ({ citations }: Block) => Array.isArray(citations) && citations.length > 0

const toCall = ({ id, name, input }: Block): FunctionToolCall => ({
  id: text(id) ?? '',
  type: 'function',
  function: { name: text(name) ?? '', arguments: toArguments(input) },
})

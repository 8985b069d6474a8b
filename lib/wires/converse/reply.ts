import { GatewayError } from '@/lib/chat/errors'
import type { Annotation, ChatCompletion, ContentBlock, FunctionToolCall, ResponseMessage } from '@/lib/chat/types'
import { fenceFilter } from '../fence'
import { record, text } from '../read'
import type { ReplyContext } from '../wire'
import { callOf, citedText, isAnswer, ownBlock, toArguments } from './blocks'
import { toAnnotations } from './citations'
import { toFinishReason } from './finish'
import { type Structure, structureOf } from './structure'
import type { ConverseReply } from './types'
import { toUsage } from './usage'

/** A whole answer as a completion. Throws GatewayError for what is no answer, or stands for an error. */
export function fromReply(reply: ConverseReply, context: ReplyContext): ChatCompletion {
  const content = record(record(reply?.output).message).content
  if (!Array.isArray(content)) {
    throw new GatewayError('provider_error', 'Bedrock answered with JSON that is no message.', { code: 'not_an_answer' })
  }
  const structure = structureOf(context.request, context.ask)
  const message = toMessage(content, structure, context.extras)
  const stopReason = text(reply.stopReason)
  const usage = toUsage(reply.usage)
  return {
    id: context.id,
    object: 'chat.completion',
    created: context.now,
    model: context.request.model,
    choices: [
      {
        index: 0,
        message,
        finish_reason: toFinishReason(stopReason, message.tool_calls?.length ?? 0),
        logprobs: null,
        ...(stopReason && { native_finish_reason: stopReason }),
      },
    ],
    ...(usage && { usage }),
    ...aside(reply),
  }
}

/** What a guardrail did, and the tier that served. */
export function aside({ trace, serviceTier }: Pick<ConverseReply, 'trace' | 'serviceTier'>) {
  const tier = text(record(serviceTier).type)
  return { ...(tier && { service_tier: tier }), ...(trace != null && { trace }) }
}

function toMessage(blocks: unknown[], structure: Structure, extras: boolean): ResponseMessage {
  const filter = structure.kind === 'instruction' ? fenceFilter() : undefined
  const shown: ContentBlock[] = []
  const calls: FunctionToolCall[] = []
  const annotations: Annotation[] = []
  let content = ''
  let reasoning = ''

  function say(written: string, citations: unknown[] = []) {
    const said = filter ? filter.push(written) : written
    annotations.push(...toAnnotations(citations, content.length, content.length + said.length))
    content += said
    if (said) shown.push({ type: 'text', text: said, ...(citations.length && { citations }) })
  }

  for (const value of blocks) {
    const block = record(value)
    const cited = citedText(block)
    const call = callOf(block)
    const thought = block.reasoningContent === undefined ? undefined : thinkingOf(record(block.reasoningContent))
    if (cited) say(cited.said, cited.citations)
    else if (call && isAnswer(call, structure)) say(toArguments(call.input))
    else if (call)
      calls.push({ id: call.id, type: 'function', function: { name: call.name, arguments: toArguments(call.input) } })
    else if (thought) {
      reasoning += 'thinking' in thought ? thought.thinking : ''
      shown.push(thought)
    } else shown.push(...[ownBlock(block)].filter(each => each !== undefined))
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

type Thought = { type: 'thinking'; thinking: string; signature?: string } | { type: 'redacted_thinking'; data: string }

function thinkingOf({ reasoningText, redactedContent }: Record<string, unknown>): Thought {
  if (typeof redactedContent === 'string') return { type: 'redacted_thinking', data: redactedContent }
  const { text: thinking, signature } = record(reasoningText)
  return { type: 'thinking', thinking: text(thinking) ?? '', ...(text(signature) && { signature: text(signature)! }) }
}

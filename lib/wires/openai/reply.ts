import { GatewayError } from '@/lib/chat/errors'
import type { ChatCompletion, Choice, ResponseMessage } from '@/lib/chat/types'
import { fenceFilter } from '../fence'
import { count, list, record, text } from '../read'
import type { ReplyContext } from '../wire'
import { wholeCalls } from './calls'
import { splitParts } from './content'
import { errorWithin } from './errors'
import { toFinish } from './finish'
import { repairLogprobs } from './logprobs'
import { mayBeFenced } from './structure'
import { type Split, thinkSplitter } from './think'
import type { OpenAIReply } from './types'
import { repairUsage } from './usage'

/** A whole answer, with what compatibles leave out or spell differently put right. Throws GatewayError for what is no answer. */
export function fromReply(value: OpenAIReply, context: ReplyContext): ChatCompletion {
  const { can } = context.ask
  const reply = record(value)
  const error = errorWithin(reply, can.vendor)
  if (error) throw error
  if (!Array.isArray(reply.choices) || !reply.choices.length) {
    throw new GatewayError('provider_error', `${can.vendor} answered with JSON that has no choices.`, { code: 'not_an_answer' })
  }
  const counted = [reply.usage, record(reply.x_groq).usage, record(reply.choices[0]).usage]
  const usage = counted.map(usage => repairUsage(usage, can)).find(usage => usage !== undefined)
  const { usage: _usage, ...rest } = reply
  return {
    ...rest,
    id: text(reply.id) ?? context.id,
    object: 'chat.completion',
    created: count(reply.created) || context.now,
    model: text(reply.model) ?? context.request.model,
    choices: reply.choices.map((choice, index) => toChoice(record(choice), index, context)),
    ...(usage && { usage }),
  }
}

function toChoice({ usage: _usage, ...choice }: Record<string, unknown>, position: number, context: ReplyContext): Choice {
  const error = choice.error ? errorWithin({ error: choice.error }, context.ask.can.vendor) : undefined
  if (error) throw error
  const index = count(choice.index) ?? position
  const message = toMessage(record(choice.message), index, context)
  const called = message.tool_calls?.length ? 'tools' : message.function_call ? 'function' : undefined
  const finish = toFinish(choice.finish_reason, called, context.ask.can.vendor) ?? {
    finish_reason: called ? 'tool_calls' : 'stop',
  }
  return { ...choice, index, message, logprobs: repairLogprobs(choice), ...finish }
}

/** Members that are left out where they hold nothing. */
const OPTIONAL = ['tool_calls', 'function_call', 'annotations', 'audio', 'reasoning', 'reasoning_content']

function toMessage(from: Record<string, unknown>, choice: number, context: ReplyContext): ResponseMessage {
  const rest = Object.fromEntries(Object.entries(from).filter(([key]) => !OPTIONAL.includes(key)))
  const said = splitContent(from.content, context)
  const reasoning = (text(from.reasoning_content) ?? text(from.reasoning) ?? '') + said.reasoning
  const calls = wholeCalls(from.tool_calls, index => madeId(context, choice, index))
  const extras = Object.fromEntries(
    ['function_call', 'annotations', 'audio'].flatMap(key => (from[key] ? [[key, from[key]]] : [])),
  )
  return {
    ...rest,
    ...extras,
    role: 'assistant',
    content: said.content || (typeof from.content === 'string' && !reasoning && !calls.length ? '' : null),
    refusal: text(from.refusal) ?? null,
    ...(reasoning && { reasoning_content: reasoning }),
    ...(calls.length && { tool_calls: calls }),
  }
}

function splitContent(content: unknown, context: ReplyContext): Split {
  const split = splitTags(content, context)
  if (!mayBeFenced(context.request, context.ask)) return split
  const filter = fenceFilter()
  return { ...split, content: filter.push(split.content) + filter.end() }
}

function splitTags(content: unknown, context: ReplyContext): Split {
  if (Array.isArray(content)) return splitParts(list(content))
  const said = text(content) ?? ''
  if (!writesTags(context)) return { content: said, reasoning: '' }
  const splitter = thinkSplitter()
  const [first, rest] = [splitter.push(said), splitter.end()]
  return { content: first.content + rest.content, reasoning: first.reasoning + rest.reasoning }
}

/** Whether a tag that opens the content may be the model's thinking: not with models that have none. */
export const writesTags = ({ ask }: ReplyContext) => ask.can.thinking.kind !== 'none'

/** An id for a call without one. OpenAI takes ids of at most 40 characters back. */
export function madeId({ id }: ReplyContext, choice: number, index: number): string {
  return `call_${id.replace(/[^a-zA-Z0-9]|^chatcmpl/g, '').slice(-24)}_${choice}_${index}`
}

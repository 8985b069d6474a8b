import type { ChatRequest, Note } from '@/lib/chat/types'
import type { Ask } from '../wire'
import { isThinking } from './assistant'
import { askToContinue } from './messages'
import { structureOf } from './structure'
import { keepOnly, relax } from './tools'
import type { ContentBlock, ConverseBody } from './types'

/** What depends on several parts of the finished body. Every rule is a 400 otherwise. */
export function settle(body: ConverseBody, request: ChatRequest, ask: Ask): Note[] {
  return [...settleThinking(body, request), ...settleChoice(body, request, ask), ...settlePrefill(body, request, ask)]
}

/** With a budget, a turn that called tools must start with the thinking it came from; without thinking, the last must not. */
function settleThinking(body: ConverseBody, request: ChatRequest): Note[] {
  const { messages, additionalModelRequestFields: fields } = body
  const last = messages.at(-1)
  const before = last?.role === 'assistant' ? last : messages.at(-2)
  if (before?.role !== 'assistant') return []
  if (fields?.thinking?.type === 'enabled') {
    const inLoop = before !== last && before.content.some(isCall)
    if (!inLoop || isThinking(before.content[0]!)) return []
    delete fields.thinking
    const param = request.thinking ? 'thinking' : 'reasoning_effort'
    const why = 'Claude goes on thinking after a tool call only with the thinking before it: send its content_blocks back.'
    return [{ param, action: 'dropped', from: request[param], why }]
  }
  if (before !== last || !before.content.some(isThinking) || (fields?.thinking && fields.thinking.type !== 'disabled')) return []
  before.content = before.content.filter(block => !isThinking(block))
  if (!before.content.length) messages.pop()
  const why = 'Thinking in a turn to continue is refused while thinking is off.'
  return [{ param: `messages[${request.messages.length - 1}].content_blocks`, action: 'dropped', why }]
}

const isCall = (block: ContentBlock) => block.toolUse !== undefined

/** The choice stands in Claude's own field where parallel calls are switched off, else in `toolConfig`. */
function settleChoice(body: ConverseBody, request: ChatRequest, ask: Ask): Note[] {
  const { toolConfig, additionalModelRequestFields: fields } = body
  if (!toolConfig || ask.can.forcedTool !== 'not-with-budget' || fields?.thinking?.type !== 'enabled') return []
  const own = fields.tool_choice
  const choice =
    toolConfig.toolChoice ?? (own?.name ? { tool: { name: own.name } } : own?.type === 'any' ? { any: {} } : undefined)
  if (!choice || 'auto' in choice || own?.type === 'auto') return []
  const reason = 'Claude forces no tool while it thinks by budget.'
  const relaxed = relax(choice, reason)
  if (own) fields.tool_choice = { type: 'auto', disable_parallel_tool_use: own.disable_parallel_tool_use }
  else toolConfig.toolChoice = relaxed.choice
  const structure = structureOf(request, ask)
  if (structure.kind === 'tool') {
    body.system = [...(body.system ?? []), { text: `Give your answer by calling the tool ${structure.name}.` }]
    const why = `${reason} It is asked to call ${structure.name}.`
    return [{ param: 'response_format', action: 'emulated', to: structure.name, at: 'toolConfig.tools', why }]
  }
  if (relaxed.only) toolConfig.tools = keepOnly(toolConfig.tools, relaxed.only)
  return [{ ...relaxed.note, from: request.tool_choice }]
}

/** A turn to continue excludes thinking, and an output format. */
function settlePrefill(body: ConverseBody, request: ChatRequest, ask: Ask): Note[] {
  const thinks = body.additionalModelRequestFields?.thinking?.type ?? 'disabled'
  const formatted = body.outputConfig?.textFormat
  const last = body.messages.at(-1)
  if (last?.role !== 'assistant' || last.content.some(isCall) || (thinks === 'disabled' && !formatted)) return []
  const reason = formatted
    ? 'Bedrock does not continue a turn in an output format'
    : 'Bedrock does not continue a turn while thinking is on'
  return [askToContinue(body.messages, `messages[${request.messages.length - 1}]`, reason, ask)]
}

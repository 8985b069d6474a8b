import type { AssistantMessage, ChatMessage, ToolCall } from '@/lib/chat/types'
import type { PromptMessage } from './types'

export interface CallName {
  id: string
  name: string
}

export function callName(call: ToolCall): string {
  return call.type === 'function' ? call.function.name : call.custom.name
}

/** What a call passes, as the model wrote it. */
export function callInput(call: ToolCall): string {
  return call.type === 'function' ? call.function.arguments : call.custom.input
}

export function withCallInput(call: ToolCall, input: string): ToolCall {
  return call.type === 'function'
    ? { ...call, function: { ...call.function, arguments: input } }
    : { ...call, custom: { ...call.custom, input } }
}

export function withCallName(call: ToolCall, name: string): ToolCall {
  return call.type === 'function'
    ? { ...call, function: { ...call.function, name } }
    : { ...call, custom: { ...call.custom, name } }
}

/** The calls a tool message at this place may answer: those of the turn before it, other results between them left aside. */
export function callsFor(messages: readonly PromptMessage[], index: number): CallName[] {
  const turn = messages.slice(0, index).findLast(({ message }) => message.role !== 'tool')?.message
  return turn ? callsOf(turn) : []
}

function callsOf(message: ChatMessage): CallName[] {
  if (message.role !== 'assistant') return []
  return (message.tool_calls ?? []).map(call => ({ id: call.id, name: callName(call) }))
}

/** Tool messages right after the turn at this place. */
export function resultsOf(messages: readonly PromptMessage[], index: number): PromptMessage[] {
  const after = messages.slice(index + 1)
  const end = after.findIndex(({ message }) => message.role !== 'tool')
  return end < 0 ? after : after.slice(0, end)
}

/** Calls of the turn at this place that no message after it answers. */
export function openCalls(messages: readonly PromptMessage[], index: number): CallName[] {
  const answered = new Set(resultsOf(messages, index).map(({ message }) => answersCall(message)))
  return callsOf(messages[index]!.message).filter(({ id }) => !answered.has(id))
}

export function answersCall(message: ChatMessage): string | undefined {
  return message.role === 'tool' ? message.tool_call_id : undefined
}

/** The turn with one call changed, added or taken out; without calls it has no list of them. */
export function withCalls(message: AssistantMessage, calls: ToolCall[]): AssistantMessage {
  const { tool_calls: _, ...rest } = message
  return calls.length ? { ...rest, tool_calls: calls } : { ...rest, content: rest.content ?? '' }
}

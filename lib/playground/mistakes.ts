import type { ContentPart } from '@/lib/chat/types'
import { answersCall, callInput, callName, callsFor, openCalls, resultsOf } from './calls'
import { partsOf } from './messages'
import type { PromptMessage } from './types'

/** Something in a message that a provider would refuse, told before anything is sent. */
export interface Mistake {
  text: string
  fix?: Fix
}

export type Fix =
  /** A tool message answers this call. */
  | { does: 'bind'; label: string; callId: string }
  /** An empty answer to this call is put after the turn. */
  | { does: 'answer'; label: string; callId: string }
  /** The words become the user's. */
  | { does: 'role'; label: string }

const known = new WeakMap<readonly PromptMessage[], Map<string, Mistake[]>>()
const NONE: Mistake[] = []

/** Of the message with this id. The same array for the same messages, and always for none. */
export function mistakesIn(messages: readonly PromptMessage[], id: string): Mistake[] {
  const found = known.get(messages) ?? new Map(messages.map((entry, index) => [entry.id, mistakesOf(messages, index)]))
  known.set(messages, found)
  const mistakes = found.get(id)
  return mistakes?.length ? mistakes : NONE
}

/** Of the message at this place, the most pressing first. */
export function mistakesOf(messages: readonly PromptMessage[], index: number): Mistake[] {
  const { message } = messages[index]!
  if (message.role === 'tool') return [...unbound(messages, index), ...withoutAddress(messages, index)]
  if (message.role === 'assistant') return [...brokenCalls(messages, index), ...unanswered(messages, index)]
  return withoutAddress(messages, index)
}

function unbound(messages: readonly PromptMessage[], index: number): Mistake[] {
  const id = answersCall(messages[index]!.message)!
  const calls = callsFor(messages, index)
  const turn = messages.slice(0, index).findLastIndex(({ message }) => message.role !== 'tool')
  const isCalled = calls.some(call => call.id === id)
  const first = turn < 0 ? undefined : resultsOf(messages, turn).find(({ message }) => answersCall(message) === id)
  if (isCalled && first === messages[index]) return []
  const open = calls.length ? openCalls(messages, turn)[0] : undefined
  const fix: Fix = open
    ? { does: 'bind', label: `Answer ${open.name} instead`, callId: open.id }
    : { does: 'role', label: 'Make it a user message' }
  if (isCalled) return [{ text: `Another message answers the call ${id} already.`, fix }]
  if (!id) return [{ text: 'It answers no call yet.', fix: open ? { ...fix, label: `Answer ${open.name}` } : fix }]
  return [{ text: `No call right before it has the id ${id}.`, fix }]
}

function unanswered(messages: readonly PromptMessage[], index: number): Mistake[] {
  return openCalls(messages, index).map(({ id, name }) => ({
    text: `${name || 'A call'} has no answer after it.`,
    fix: { does: 'answer', label: 'Add its answer', callId: id },
  }))
}

function brokenCalls(messages: readonly PromptMessage[], index: number): Mistake[] {
  const { message } = messages[index]!
  const calls = (message.role === 'assistant' && message.tool_calls) || []
  return calls.flatMap((call, at) => {
    const mistakes: Mistake[] = []
    if (!callName(call)) mistakes.push({ text: `Call ${at + 1} names no tool.` })
    if (!call.id) mistakes.push({ text: `Call ${at + 1} has no id.` })
    if (calls.findIndex(other => other.id === call.id) < at) mistakes.push({ text: `Two calls have the id ${call.id}.` })
    if (call.type === 'function' && !isJsonObject(callInput(call)))
      mistakes.push({ text: `The arguments of ${callName(call) || `call ${at + 1}`} are not a JSON object.` })
    return mistakes
  })
}

function withoutAddress(messages: readonly PromptMessage[], index: number): Mistake[] {
  const isWrong = (part: ContentPart) =>
    part.type === 'image_url' && !/^(https?:\/\/.|gs:\/\/.|data:|refract:)/i.test(part.image_url.url)
  return partsOf(messages[index]!.message).some(isWrong) ? [{ text: 'An image has no address that begins with https://.' }] : []
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

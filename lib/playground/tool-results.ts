import type { ChatMessage, ChatRequest, ResponseMessage } from '@/lib/chat/types'
import { own } from '@/lib/util/own'
import { callInput, callName } from './calls'
import { isObject } from './check'
import { assistantTurn } from './turns'
import type { Column, Prompt, Run } from './types'

/** A call the model wants made, whether a function's, a custom tool's or one in the legacy form. */
export interface Call {
  /** In {@link Run.results}. */
  key: string
  /** Empty in the legacy form. */
  id: string
  name: string
  /** JSON for a function, any text for a custom tool; exactly as the model wrote it. */
  text: string
  form: 'function' | 'custom' | 'legacy'
}

/** So many times calls are answered without asking, where the prompt says nothing. */
export const LOOP_LIMIT = 5

export function callKey(choice: number, index: number): string {
  return `${choice}.${index}`
}

/** The calls of one choice, in the model's order. */
export function callsOf(message: ResponseMessage | undefined, choice: number): Call[] {
  const calls = (message?.tool_calls ?? []).map(
    (call, index): Call => ({
      key: callKey(choice, index),
      id: call.id,
      name: callName(call),
      text: callInput(call),
      form: call.type,
    }),
  )
  const legacy = message?.function_call
  if (!legacy) return calls
  return [...calls, { key: callKey(choice, calls.length), id: '', name: legacy.name, text: legacy.arguments, form: 'legacy' }]
}

/** The first choice of a finished answer that waits for a tool, or -1. */
export function waitingChoice(run: Run | null): number {
  if (run?.status !== 'done') return -1
  return run.completion?.choices.findIndex((choice, index) => callsOf(choice.message, index).length > 0) ?? -1
}

/** What a call will be answered: what was typed for it, else the mock of its tool, else nothing yet. */
export function resultOf(run: Pick<Run, 'results'>, mocks: Prompt['mocks'], { key, name }: Call): string | undefined {
  return own(run.results ?? {}, key) ?? own(mocks ?? {}, name)
}

/** Why the conversation cannot go on from a run, as one sentence; `null` when it can. */
export function continueProblem(run: Run, { mocks }: Prompt, column: Column, choice: number): string | null {
  const calls = callsOf(run.completion?.choices[choice]?.message, choice)
  const missing = calls.filter(call => !resultOf(run, mocks, call)?.trim()).length
  if (missing) return missing === 1 ? 'One result is missing.' : `${missing} results are missing.`
  const same = run.asked.model === column.model && run.provider === column.provider && run.host === column.host
  return same ? null : `The model of ${column.letter} was changed since. Run it again.`
}

/**
 * The request that goes on from an answer: the conversation it was given, the answer as it came, and a result for each of
 * its calls. `request` says the rest.
 */
export function continuation(run: Run, request: ChatRequest, mocks: Prompt['mocks'], choice: number): ChatRequest {
  const answer = run.completion!.choices[choice]!.message
  return { ...request, messages: [...run.asked.messages, assistantTurn(answer), ...resultMessages(run, mocks, choice)] }
}

/** A result for each call of an answer, in order; empty where nothing has been said yet. */
export function resultMessages(run: Run, mocks: Prompt['mocks'], choice: number): ChatMessage[] {
  const calls = callsOf(run.completion?.choices[choice]?.message, choice)
  return calls.map(call => toMessage(call, resultOf(run, mocks, call) ?? ''))
}

/** A run as it is kept under the one that follows it. */
export function asEarlier({ earlier: _, ...run }: Run, mocks: Prompt['mocks'], choice: number): Run {
  const calls = callsOf(run.completion?.choices[choice]?.message, choice)
  const results = Object.fromEntries(calls.map(call => [call.key, resultOf(run, mocks, call) ?? '']))
  return { ...run, results, continued: choice }
}

/** What a result becomes for the provider, in its own word, read off the body it was sent. */
export function resultWord(body: unknown): string {
  if (!isObject(body)) return 'tool message'
  if ('contents' in body) return 'functionResponse'
  if ('toolConfig' in body) return 'toolResult'
  const tool: unknown = Array.isArray(body.tools) ? body.tools[0] : undefined
  return isObject(tool) && 'input_schema' in tool ? 'tool_result' : 'tool message'
}

/** Whether a result is JSON, which wires that know the difference send as such; else it is text. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** OpenAI's tool messages have no mark for a failure, so it is said in the content. */
export function asError(text: string): string {
  const said = text.trim()
  return JSON.stringify({ error: said && isJson(said) ? JSON.parse(said) : said || 'The tool failed.' })
}

function toMessage({ form, id, name }: Call, content: string): ChatMessage {
  return form === 'legacy' ? { role: 'function', name, content } : { role: 'tool', tool_call_id: id, content }
}

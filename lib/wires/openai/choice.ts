import type { ChunkChoice, FinishReason } from '@/lib/chat/types'
import { fenceFilter } from '../fence'
import { list, record, text } from '../read'
import type { ReplyContext } from '../wire'
import { callNumbers } from './calls'
import { splitParts } from './content'
import { errorWithin } from './errors'
import { toFinish } from './finish'
import { repairLogprobs } from './logprobs'
import { madeId, writesTags } from './reply'
import { mayBeFenced } from './structure'
import { type Split, thinkSplitter } from './think'

type Members = Record<string, unknown>

export interface ChoiceReader {
  /** The choice as it goes on, the very same object where nothing had to change; undefined where there is nothing in it. */
  read(choice: Members): ChunkChoice | undefined
  /** What was held back, where the choice never ended. */
  rest(): ChunkChoice | undefined
  readonly finished: boolean
  /** Whether content goes on as it is. */
  readonly plain: boolean
}

/** One choice of a stream: the role once, calls numbered, thinking apart from the answer. */
export function choiceReader(index: number, context: ReplyContext): ChoiceReader {
  const numbers = callNumbers(call => madeId(context, index, call))
  const tags = writesTags(context) ? thinkSplitter() : undefined
  const fence = mayBeFenced(context.request, context.ask) ? fenceFilter() : undefined
  let begun = false
  let calledFunction = false
  let finish: FinishReason | undefined

  return {
    read,
    rest() {
      const delta = withOwed({})
      return Object.keys(delta).length ? { index, delta, finish_reason: null } : undefined
    },
    get finished() {
      return finish !== undefined
    },
    get plain() {
      return begun && !finish && !fence && !tags?.active
    },
  }

  function read(choice: Members): ChunkChoice | undefined {
    const error = choice.error ? errorWithin({ error: choice.error }, context.ask.can.vendor) : undefined
    if (error) throw error
    const from = record(choice.delta ?? choice.message)
    const delta = readDelta(from)
    const ended = finish ? null : toFinish(choice.finish_reason, calledBy(), context.ask.can.vendor)
    const said = ended ? withOwed(delta) : delta
    if (ended) finish = ended.finish_reason
    const logprobs = choice.logprobs === undefined ? undefined : repairLogprobs(choice, text(from.content))
    if (!ended && !logprobs && isEmpty(said) && !hasExtras(choice)) return undefined
    const word = ended?.finish_reason ?? null
    const same = said === choice.delta && choice.index === index && choice.finish_reason === word && logprobs === choice.logprobs
    if (same && choice.usage === undefined && choice.message === undefined) return choice as unknown as ChunkChoice
    const { delta: _delta, message: _message, usage: _usage, logprobs: _logprobs, ...extras } = choice
    return { ...extras, index, delta: said, ...(logprobs !== undefined && { logprobs }), finish_reason: word, ...ended }
  }

  function calledBy() {
    if (numbers.size) return 'tools'
    return calledFunction ? 'function' : undefined
  }

  function readDelta(from: Members): Members {
    let delta = withoutNothing(from)
    if (delta.role !== undefined ? begun || delta.role !== 'assistant' : !begun) {
      const { role: _, ...rest } = delta
      delta = begun ? rest : { role: 'assistant', ...rest }
    }
    begun = true
    delta = withReasoning(delta)
    if (Array.isArray(delta.content)) delta = withSplit(delta, splitParts(list(delta.content)))
    else if (tags?.active && text(delta.content)) delta = withSplit(delta, tags.push(text(delta.content)!))
    if (fence && text(delta.content)) delta = withSplit(delta, { content: fence.push(text(delta.content)!), reasoning: '' })
    if (delta.function_call) calledFunction = true
    if (!Array.isArray(delta.tool_calls)) return delta
    const calls = numbers.push(delta.tool_calls)
    if (calls === delta.tool_calls) return delta
    const { tool_calls: _, ...rest } = delta
    return calls.length ? { ...rest, tool_calls: calls } : rest
  }

  /** With the end of the choice comes what was held back. */
  function withOwed(delta: Members): Members {
    const { content = '', reasoning = '' } = tags?.end() ?? {}
    const held = fence ? fence.push(content) + fence.end() : content
    const calls = numbers.end()
    const said = held || reasoning ? withSplit(delta, joined(delta, { content: held, reasoning })) : delta
    return calls.length ? { ...said, tool_calls: [...list(said.tool_calls), ...calls] } : said
  }
}

const joined = (delta: Members, held: Split): Split => ({
  content: (text(delta.content) ?? '') + held.content,
  reasoning: held.reasoning,
})

const PLAIN = new Set(['index', 'delta', 'message', 'finish_reason', 'logprobs', 'usage'])

/** Members that say something without a delta, such as Azure's filter results. */
function hasExtras(choice: Members): boolean {
  for (const key in choice) if (!PLAIN.has(key) && choice[key] !== null) return true
  return false
}

function isEmpty(delta: Members): boolean {
  for (const key in delta) if (key !== 'content' || delta[key]) return false
  return true
}

/** `null` and empty lists say nothing; OpenAI itself writes null for content and refusal. */
function withoutNothing(delta: Members): Members {
  for (const key in delta) {
    if (saysNothing(key, delta[key]))
      return Object.fromEntries(Object.entries(delta).filter(([name, value]) => !saysNothing(name, value)))
  }
  return delta
}

function saysNothing(key: string, value: unknown): boolean {
  return value === null ? key !== 'content' && key !== 'refusal' : key === 'tool_calls' && !list(value).length
}

/** `reasoning` is what Groq, OpenRouter, Cerebras, Ollama and vLLM call it; some send both. */
function withReasoning(delta: Members): Members {
  if (delta.reasoning === undefined && delta.reasoning_content !== '') return delta
  const { reasoning, reasoning_content, ...rest } = delta
  const said = text(reasoning_content) ?? text(reasoning)
  return said ? { ...rest, reasoning_content: said } : rest
}

function withSplit(delta: Members, split: Split): Members {
  if (delta.content === split.content && !split.reasoning) return delta
  const { content: _, ...rest } = delta
  const reasoning = (text(delta.reasoning_content) ?? '') + split.reasoning
  return { ...rest, ...(split.content && { content: split.content }), ...(reasoning && { reasoning_content: reasoning }) }
}

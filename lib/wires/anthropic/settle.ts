import type { ChatRequest, Note } from '@/lib/chat/types'
import type { Ask } from '../wire'
import { isThinking } from './assistant'
import { askToContinue } from './messages'
import { structureOf } from './structure'
import { relax } from './tools'
import type { AnthropicBody } from './types'

const DEFAULT_MAX_TOKENS = 4096
/** The least Anthropic takes. */
const LEAST_BUDGET = 1024

/** What depends on several parts of the finished body. Every rule is a 400 otherwise. */
export function settle(body: AnthropicBody, request: ChatRequest, ask: Ask): Note[] {
  return [
    ...settleThinking(body, request),
    ...settleLimit(body, request, ask),
    ...settleSampling(body, ask),
    ...settleChoice(body, request, ask),
    ...settlePrefill(body, request, ask),
  ]
}

/** With a budget, a turn that called tools must start with the thinking it came from; without thinking, the last must not. */
function settleThinking(body: AnthropicBody, request: ChatRequest): Note[] {
  const last = body.messages.at(-1)
  const before = last?.role === 'assistant' ? last : body.messages.at(-2)
  if (before?.role !== 'assistant') return []
  if (body.thinking?.type === 'enabled') {
    const inLoop = before !== last && before.content.some(block => block.type === 'tool_use')
    if (!inLoop || isThinking(before.content[0]!)) return []
    delete body.thinking
    const param = request.thinking ? 'thinking' : 'reasoning_effort'
    const why = 'Anthropic goes on thinking after a tool call only with the thinking before it: send its content_blocks back.'
    return [{ param, action: 'dropped', from: request[param], why }]
  }
  if (before !== last || !before.content.some(isThinking) || (body.thinking && body.thinking.type !== 'disabled')) return []
  before.content = before.content.filter(block => !isThinking(block))
  if (!before.content.length) body.messages.pop()
  const why = 'Anthropic refuses thinking in a turn to continue while thinking is off.'
  return [{ param: `messages[${request.messages.length - 1}].content_blocks`, action: 'dropped', why }]
}

function settleLimit(body: AnthropicBody, request: ChatRequest, { can }: Ask): Note[] {
  const param = request.max_completion_tokens != null ? 'max_completion_tokens' : 'max_tokens'
  const asked = body.max_tokens
  const most = can.maxOutput ?? Number.POSITIVE_INFINITY
  const notes: Note[] = []
  if (asked === undefined) {
    body.max_tokens = can.maxOutput ?? DEFAULT_MAX_TOKENS
    const why = can.maxOutput ? `the most ${can.name} writes` : 'a cautious default'
    notes.push({
      param,
      action: 'added',
      to: body.max_tokens,
      at: 'max_tokens',
      why: `Anthropic requires a limit; this is ${why}.`,
    })
  }
  if (body.thinking?.type !== 'enabled' || body.max_tokens! > body.thinking.budget_tokens) return notes
  const { budget_tokens: budget } = body.thinking
  const wanted = asked ?? DEFAULT_MAX_TOKENS
  body.max_tokens = Math.min(most, budget + wanted)
  notes.push({
    param,
    action: asked === undefined ? 'added' : 'changed',
    ...(asked !== undefined && { from: asked }),
    to: body.max_tokens,
    at: 'max_tokens',
    why: `Anthropic counts the ${budget} tokens of thinking in max_tokens, so they come on top.`,
  })
  if (body.max_tokens > budget) return notes
  const less = Math.max(LEAST_BUDGET, body.max_tokens - wanted)
  body.thinking = { ...body.thinking, budget_tokens: Math.min(less, body.max_tokens - 1) }
  notes.push({
    param: request.thinking ? 'thinking' : 'reasoning_effort',
    action: 'changed',
    to: { ...body.thinking },
    at: 'thinking',
    why: `${can.name} writes ${most} tokens at most, thinking included.`,
  })
  return notes
}

function settleSampling(body: AnthropicBody, { can }: Ask): Note[] {
  const drop = (param: 'temperature' | 'top_p' | 'top_k', why: string): Note[] => {
    const value = body[param]
    if (value === undefined) return []
    delete body[param]
    // 1 is what happens anyway.
    if (value === 1 && param !== 'top_k')
      return [{ param, action: 'kept', from: value, why: `Asks for what ${can.name} does anyway.` }]
    return [{ param, action: 'dropped', from: value, why }]
  }
  if (can.sampling === 'not-thinking' && thinks(body, can)) {
    const why = `${can.name} chooses its own sampling while it thinks.`
    return [...drop('temperature', why), ...drop('top_p', why), ...drop('top_k', why)]
  }
  if (can.samplingPair || body.temperature === undefined) return []
  return drop('top_p', `${can.name} takes temperature or top_p, not both.`)
}

function thinks({ thinking }: AnthropicBody, { thinking: ability }: Ask['can']): boolean {
  if (thinking) return thinking.type !== 'disabled'
  return 'whenOmitted' in ability && ability.whenOmitted
}

function settleChoice(body: AnthropicBody, request: ChatRequest, ask: Ask): Note[] {
  const choice = body.tool_choice
  if (!choice) return []
  if (!body.tools?.length) {
    delete body.tool_choice
    return []
  }
  const budget = ask.can.forcedTool === 'not-with-budget' && body.thinking?.type === 'enabled'
  const forced = choice.type === 'any' || choice.type === 'tool'
  if (!forced || !(budget || ask.can.forcedTool === 'never')) return []
  const reason = budget ? 'Anthropic forces no tool while thinking by budget.' : `${ask.can.name} cannot be made to call a tool.`
  const relaxed = relax(choice, reason)
  body.tool_choice = relaxed.choice
  const structure = structureOf(request, ask)
  if (structure.kind === 'tool') {
    body.system = [...(body.system ?? []), { type: 'text', text: `Give your answer by calling the tool ${structure.name}.` }]
    return [
      {
        param: 'response_format',
        action: 'emulated',
        to: structure.name,
        at: 'tools',
        why: `${reason} It is asked to call ${structure.name}.`,
      },
    ]
  }
  if (relaxed.only) body.tools = body.tools.filter(({ name }) => name === relaxed.only)
  return [{ ...relaxed.note, from: request.tool_choice }]
}

/** A turn to continue and thinking exclude each other. */
function settlePrefill(body: AnthropicBody, request: ChatRequest, ask: Ask): Note[] {
  if (!body.thinking || body.thinking.type === 'disabled') return []
  const last = body.messages.at(-1)
  if (last?.role !== 'assistant' || last.content.some(block => block.type === 'tool_use')) return []
  const at = `messages[${request.messages.length - 1}]`
  return [askToContinue(body.messages, at, 'Anthropic does not continue a turn while thinking is on', ask)]
}

import type { ChatMessage, ChatRequest, Note, ToolCall } from '@/lib/chat/types'
import { placed } from '@/lib/params/param'
import { onOpenAI } from '@/lib/params/reasoning/openai'
import type { OpenAIBody } from '@/lib/wires/openai/types'
import { compatible } from './compatible'
import { choiceWords } from './compatible/choice'
import { changeMessages, continued, onlyMembers } from './compatible/messages'
import { tiers } from './compatible/params'
import { thinkingBy } from './compatible/thinking'

/** Any key it does not know is a 422. https://docs.mistral.ai/api/endpoint/chat */
export const mistral = compatible({
  id: 'mistral',
  name: 'Mistral',
  baseUrl: 'https://api.mistral.ai/v1',
  env: ['MISTRAL_API_KEY'],
  passUnknown: false,
  takes: ['metadata', 'parallel_tool_calls', 'prediction', 'prompt_cache_key'],
  own: ['guardrails', 'prompt_mode', 'random_seed', 'safe_prompt'],
  params: {
    seed: (value, body: OpenAIBody, context) => {
      body.random_seed = value
      return placed('random_seed', value, context)
    },
    service_tier: tiers({ auto: 'auto', default: 'standard_only', standard_only: 'standard_only' }, []),
    ...thinkingBy((wish, body, context) => {
      if (!/magistral/i.test(context.can.model)) return onOpenAI(wish, body, context)
      if (wish.off) return { action: 'dropped', why: `${context.can.name} cannot stop thinking.` }
      body.prompt_mode = 'reasoning'
      const action = wish.effort || wish.budget !== undefined ? 'changed' : 'moved'
      return { action, at: 'prompt_mode', to: 'reasoning', why: `${context.can.name} has a prompt mode for it, and no efforts.` }
    }),
  },
  settle: [
    onlyMembers({ assistant: ['prefix'], tool: ['name'] }),
    respelled,
    continued('prefix'),
    choiceWords({ required: 'any' }),
    withParameters,
  ],
})

/** Ids of calls are nine letters or digits, alike in the call and its result. */
function respelled(body: OpenAIBody, request: ChatRequest): Note[] {
  const ids = new Map<string, string>()
  const spell = (id: string) => {
    if (!ids.has(id)) ids.set(id, nine(id, new Set(ids.values())))
    return ids.get(id)!
  }
  return changeMessages(body, request, (message, at, notes) => {
    const changed = (path: string, from: string) => {
      const to = spell(from)
      if (to !== from) {
        const why = 'Mistral wants ids of nine letters or digits; call and result have the same one.'
        notes.push({ param: `${at}.${path}`, action: 'changed', from, to, at: `${at}.${path}`, why })
      }
      return to
    }
    return withIds(message, changed)
  })
}

function withIds(message: ChatMessage, changed: (path: string, id: string) => string): ChatMessage {
  if (message.role === 'tool') {
    const tool_call_id = changed('tool_call_id', message.tool_call_id)
    return tool_call_id === message.tool_call_id ? message : { ...message, tool_call_id }
  }
  if (message.role !== 'assistant' || !message.tool_calls) return message
  const before = message.tool_calls
  const tool_calls = before.map((call, index): ToolCall => {
    const id = changed(`tool_calls[${index}].id`, call.id)
    return id === call.id ? call : { ...call, id }
  })
  return tool_calls.every((call, index) => call === before[index]) ? message : { ...message, tool_calls }
}

const LENGTH = 9

function nine(id: string, taken: ReadonlySet<string>): string {
  if (/^[a-zA-Z0-9]{9}$/.test(id) && !taken.has(id)) return id
  const letters = id.replace(/[^a-zA-Z0-9]/g, '').padStart(LENGTH, '0')
  for (let round = 0; ; round++) {
    const suffix = round ? round.toString(36) : ''
    const spelled = letters.slice(suffix.length - LENGTH) + suffix
    if (!taken.has(spelled)) return spelled
  }
}

/** A function without parameters has to say so. */
function withParameters(body: OpenAIBody): Note[] {
  const tools = body.tools ?? []
  const lacking = tools.flatMap((tool, index) => (tool.type === 'function' && !tool.function.parameters ? [index] : []))
  if (!lacking.length) return []
  const parameters = { type: 'object', properties: {} }
  body.tools = tools.map((tool, index) =>
    tool.type === 'function' && lacking.includes(index) ? { ...tool, function: { ...tool.function, parameters } } : tool,
  )
  return lacking.map(index => {
    const at = `tools[${index}].function.parameters`
    return {
      param: at,
      action: 'added',
      to: parameters,
      at,
      why: 'Mistral requires the parameters of a function, if there are none.',
    }
  })
}

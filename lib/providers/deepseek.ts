import type { ChatRequest, Note, Tool } from '@/lib/chat/types'
import type { Mapping, Outcome } from '@/lib/params/param'
import { effortNote } from '@/lib/params/reasoning/notes'
import type { Teller } from '@/lib/params/reasoning/wish'
import { withInstruction } from '@/lib/wires/openai/structure'
import type { OpenAIBody } from '@/lib/wires/openai/types'
import { compatible, type Settle } from './compatible'
import { changeMessages, continued, isPrefill } from './compatible/messages'
import { bySwitch, rungOf, thinkingBy } from './compatible/thinking'
import { type Provider, trimSlash } from './provider'

const THINKING = 'https://api-docs.deepseek.com/guides/thinking_mode'
const BASE = 'https://api.deepseek.com'

/** A switch, and an effort beside it; it thinks unless it is told not to. */
const byBoth: Teller<OpenAIBody> = (wish, body, context) => {
  const { thinking } = context.can
  const rung = rungOf(wish, context)
  if (wish.off || !rung) return bySwitch(wish.off ? 'disabled' : 'enabled', wish, body, context)
  const onByItself = thinking.kind === 'effort' && thinking.whenOmitted
  const row = context.param === 'thinking'
  const switched: Outcome[] = row || !onByItself ? [bySwitch('enabled', wish, body, context)] : []
  if (row && wish.budget === undefined) return switched
  body.reasoning_effort = rung
  const amount = effortNote(wish, rung, 'reasoning_effort', context, THINKING)
  if (row) return [{ ...amount, param: 'thinking.budget_tokens', from: wish.budget }, ...switched]
  return [amount, ...switched.map((note): Outcome => ({ ...note, param: 'thinking', action: 'added' }))]
}

/** Letters, digits, `_` and `-` only. */
const userId: Mapping<string, OpenAIBody> = (value, body) => {
  const to = value.replace(/[^\w-]/g, '_').slice(0, 512)
  body.user_id = to
  if (to === value) return { action: 'moved', at: 'user_id', to, why: 'DeepSeek calls it user_id.' }
  return { action: 'changed', at: 'user_id', to, why: 'DeepSeek takes a user_id of letters, digits, _ and -.' }
}

/** A JSON mode without the word in the prompt is a 400. */
const saysJson: Settle = body => {
  if (body.response_format?.type !== 'json_object' || /json/i.test(JSON.stringify(body.messages ?? []))) return []
  const to = 'Answer in JSON.'
  body.messages = withInstruction(body.messages ?? [], to)
  const why = 'DeepSeek wants the word JSON in the prompt for its JSON mode.'
  return [
    { param: 'messages', action: 'added', to, at: 'messages[0]', why, source: 'https://api-docs.deepseek.com/guides/json_mode' },
  ]
}

/** Strict tools are on the beta address only, and there all of them are. */
const allStrictOrNone: Settle = body => {
  const tools = body.tools ?? []
  if (tools.every(isStrict) || !tools.some(isStrict)) return []
  const notes: Note[] = []
  body.tools = tools.map((tool, index) => {
    if (tool.type !== 'function' || !isStrict(tool)) return tool
    const { strict: from, ...plain } = tool.function
    const why = 'DeepSeek takes strict tools only when all of them are.'
    notes.push({ param: `tools[${index}].function.strict`, action: 'dropped', from, why })
    return { ...tool, function: plain }
  })
  return notes
}

const isStrict = (tool: Tool) => tool.type === 'function' && tool.function.strict === true

/** From V4 on every turn of the assistant has its reasoning_content, if an empty one; R1 refuses it. */
const reasoningOfTurns: Settle = (body, request, { can }) =>
  changeMessages(body, request, (message, at, notes) => {
    if (message.role !== 'assistant' || /deepseek-chat/.test(can.model)) return message
    const { reasoning_content: from, ...rest } = message
    if (!/reasoner|r1/i.test(can.model)) return from == null ? { ...rest, reasoning_content: '' } : message
    if (from == null) return message
    const why = `${can.name} refuses the thinking of earlier turns.`
    notes.push({ param: `${at}.reasoning_content`, action: 'dropped', from, why })
    return rest
  })

const provider = compatible({
  id: 'deepseek',
  name: 'DeepSeek',
  baseUrl: BASE,
  env: ['DEEPSEEK_API_KEY'],
  passUnknown: true,
  takes: ['parallel_tool_calls'],
  params: { ...thinkingBy(byBoth), user: userId },
  settle: [saysJson, allStrictOrNone, reasoningOfTurns, continued('prefix')],
})

/** https://api-docs.deepseek.com/api/create-chat-completion; the beta address: https://api-docs.deepseek.com/guides/chat_prefix_completion */
export const deepseek: Provider = {
  ...provider,
  endpoint({ custom_host }, { request }) {
    const base = custom_host ?? (request && needsBeta(request) ? `${BASE}/beta` : BASE)
    return { url: `${trimSlash(base)}/chat/completions`, headers: {} }
  },
}

function needsBeta({ messages, tools }: ChatRequest): boolean {
  return isPrefill(messages.at(-1)) || (!!tools?.length && tools.every(isStrict))
}

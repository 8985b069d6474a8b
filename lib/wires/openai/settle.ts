import type { ChatRequest, Note } from '@/lib/chat/types'
import type { Ask } from '../wire'
import type { OpenAIBody } from './types'

/** What depends on several parts of the finished body. Every rule is a 400 otherwise. */
export function settle(body: OpenAIBody, _request: ChatRequest, { can }: Ask): Note[] {
  return [...settleTools(body, can), ...settleSampling(body, can)]
}

function settleTools(body: OpenAIBody, can: Ask['can']): Note[] {
  if (!body.tools?.length && body.parallel_tool_calls != null) {
    const from = body.parallel_tool_calls
    delete body.parallel_tool_calls
    if (from) return [{ param: 'parallel_tool_calls', action: 'kept', from, why: 'There are no tools to call; nothing to send.' }]
    return [{ param: 'parallel_tool_calls', action: 'dropped', from, why: 'There are no tools to call.' }]
  }
  if (!can.toolsNeedEffortNone || !body.tools?.length || body.reasoning_effort === 'none') return []
  const from = body.reasoning_effort ?? undefined
  body.reasoning_effort = 'none'
  const why = `${can.name} calls tools in chat completions only with reasoning_effort none.`
  const note = { param: 'reasoning_effort', to: 'none', at: 'reasoning_effort', why }
  return [from ? { ...note, action: 'changed', from } : { ...note, action: 'added' }]
}

/** DeepSeek has a switch beside the effort. */
function thinks({ thinking, reasoning_effort: effort }: OpenAIBody, whenOmitted: boolean): boolean {
  if (thinking) return thinking.type !== 'disabled'
  return effort ? effort !== 'none' : whenOmitted
}

const SAMPLING = ['temperature', 'top_p'] as const
const LOGPROBS = ['logprobs', 'top_logprobs'] as const

/** A model that thinks chooses its own sampling; the effort may have been settled after the parameters. */
function settleSampling(body: OpenAIBody, can: Ask['can']): Note[] {
  if (can.thinking.kind !== 'effort') return []
  if (!thinks(body, can.thinking.whenOmitted)) return []
  const gone = [...(can.sampling === 'not-thinking' ? SAMPLING : []), ...(can.logprobs === 'not-thinking' ? LOGPROBS : [])]
  return gone.flatMap((param): Note[] => {
    const from = body[param]
    if (from == null) return []
    delete body[param]
    const neutral = from === 1 && param !== 'top_logprobs' ? 'Asks for what it does anyway; nothing to send.' : undefined
    if (neutral || from === false) return [{ param, action: 'kept', from, why: neutral ?? 'Nothing was asked for.' }]
    return [{ param, action: 'dropped', from, why: `${can.name} takes ${param} only with reasoning_effort none.` }]
  })
}

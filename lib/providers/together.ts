import { type Mapping, place } from '@/lib/params/param'
import { onOpenAI } from '@/lib/params/reasoning/openai'
import type { Teller } from '@/lib/params/reasoning/wish'
import type { OpenAIBody } from '@/lib/wires/openai/types'
import { compatible } from './compatible'
import { stopList } from './compatible/params'
import { thinkingBy } from './compatible/thinking'

/** One number says both: that there are log probabilities, and of how many alternatives. */
const oneNumber: Mapping<boolean | number, OpenAIBody> = (value, body, context) => {
  if (!value) return { action: 'dropped', why: `${place(context)} gives no log probabilities unless asked.` }
  const to = Math.max(1, context.request.top_logprobs ?? 1)
  Object.assign(body, { logprobs: to })
  return { action: 'moved', at: 'logprobs', to, why: `${place(context)} takes the number of alternatives as logprobs.` }
}

/** `reasoning {enabled}` switches, `reasoning_effort` says how much. */
const bySwitchOrEffort: Teller<OpenAIBody> = (wish, body, context) => {
  if (!wish.off && (wish.effort || wish.budget !== undefined)) return onOpenAI(wish, body, context)
  if (context.request.reasoning != null) return { action: 'dropped', why: 'reasoning is given too, and it wins.' }
  const to = { enabled: !wish.off }
  body.reasoning = to
  return { action: 'moved', at: 'reasoning', to, why: `${place(context)} has a switch for thinking there.` }
}

/** https://docs.together.ai/reference/chat-completions-1 */
export const together = compatible({
  id: 'together',
  name: 'Together',
  baseUrl: 'https://api.together.xyz/v1',
  env: ['TOGETHER_API_KEY'],
  passUnknown: true,
  params: { ...thinkingBy(bySwitchOrEffort), logprobs: oneNumber, top_logprobs: oneNumber, stop: stopList },
})

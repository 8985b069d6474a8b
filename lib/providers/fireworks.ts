import { AS_WRITTEN } from '@/lib/params/param'
import type { Teller } from '@/lib/params/reasoning/wish'
import { asked } from '@/lib/params/reasoning/wish'
import type { OpenAIBody } from '@/lib/wires/openai/types'
import { compatible } from './compatible'
import { tiers } from './compatible/params'

const LEAST_BUDGET = 1024

/** Anthropic's form as it is, with a least budget. */
const asThinking: Teller<OpenAIBody> = ({ off, budget }, body, { can, request }) => {
  const least = budget === undefined ? undefined : Math.max(LEAST_BUDGET, budget)
  const to = { type: off ? 'disabled' : 'enabled', ...(least !== undefined && { budget_tokens: least }) }
  const same = JSON.stringify(to) === JSON.stringify(request.thinking)
  Object.assign(body, { thinking: same ? request.thinking : to })
  if (same) return { action: 'kept', at: 'thinking', to, why: AS_WRITTEN }
  const why = `${can.vendor} takes thinking enabled or disabled, with a budget of at least ${LEAST_BUDGET} tokens.`
  return { action: 'changed', at: 'thinking', to, why }
}

/** https://docs.fireworks.ai/api-reference/post-chatcompletions */
export const fireworks = compatible({
  id: 'fireworks',
  name: 'Fireworks',
  baseUrl: 'https://api.fireworks.ai/inference/v1',
  env: ['FIREWORKS_API_KEY'],
  passUnknown: true,
  takes: ['parallel_tool_calls', 'prompt_cache_key', 'user'],
  params: {
    thinking: asked('thinking', asThinking),
    service_tier: tiers({ priority: 'priority' }, ['auto', 'default']),
  },
})

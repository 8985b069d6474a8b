import { onOpenAI } from '@/lib/params/reasoning/openai'
import { compatible } from './compatible'
import { onlyMembers, reasoningBack } from './compatible/messages'
import { tiers } from './compatible/params'
import { rungOf, thinkingBy } from './compatible/thinking'

/** https://console.groq.com/docs/api-reference#chat-create; what it refuses: https://console.groq.com/docs/openai */
export const groq = compatible({
  id: 'groq',
  name: 'Groq',
  baseUrl: 'https://api.groq.com/openai/v1',
  env: ['GROQ_API_KEY'],
  passUnknown: false,
  takes: ['parallel_tool_calls', 'user'],
  own: [
    'reasoning_format',
    'include_reasoning',
    'citation_options',
    'compound_custom',
    'disable_tool_validation',
    'documents',
    'exclude_domains',
    'include_domains',
    'search_settings',
  ],
  params: {
    ...thinkingBy((wish, body, context) => {
      const { thinking } = context.can
      // Qwen can think as it does by default, or not at all: https://console.groq.com/docs/reasoning
      if (thinking.kind !== 'effort' || thinking.rungs.length !== 2) return onOpenAI(wish, body, context)
      const to = rungOf(wish, context) === 'none' ? 'none' : 'default'
      Object.assign(body, { reasoning_effort: to })
      const why = `${context.can.name} thinks as it does by default, or not at all.`
      const same = to === 'none' && context.param === 'reasoning_effort'
      return { action: same ? 'kept' : wish.off ? 'moved' : 'changed', at: 'reasoning_effort', to, why }
    }),
    service_tier: tiers(
      { auto: 'auto', default: 'on_demand', on_demand: 'on_demand', flex: 'flex', performance: 'performance' },
      [],
    ),
  },
  settle: [onlyMembers(), reasoningBack],
})

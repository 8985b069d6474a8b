import type { Abilities } from '@/lib/chat/abilities'
import type { GatewayError } from '@/lib/chat/errors'

/** What reasoning models refuse; the name of a deployment does not tell that it is one. */
const REASONING = /^(max_tokens|temperature|top_p|presence_penalty|frequency_penalty|logit_bias|logprobs|top_logprobs)$/

/** https://platform.openai.com/docs/guides/reasoning; https://learn.microsoft.com/azure/ai-foundry/openai/how-to/reasoning */
export function lessAfter({ details: { code, param } }: GatewayError): Partial<Abilities> | undefined {
  if (code !== 'unsupported_parameter' && code !== 'unsupported_value') return undefined
  if (!param || !REASONING.test(param)) return undefined
  return {
    tokenLimit: 'max_completion_tokens',
    sampling: 'never',
    penalties: false,
    logitBias: false,
    logprobs: 'never',
    topLogprobs: 0,
  }
}

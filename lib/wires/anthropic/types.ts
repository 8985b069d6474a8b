import type Anthropic from '@anthropic-ai/sdk'

export type AnthropicBody = Omit<Anthropic.MessageCreateParams, 'max_tokens'> & { max_tokens?: number }

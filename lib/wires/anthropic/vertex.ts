import type { ChatRequest } from '@/lib/chat/types'
import type { Ask, Wire } from '../wire'
import { anthropic } from '.'
import type { AnthropicBody, AnthropicReply } from './types'

/** The model is in the address. */
interface VertexBody extends Omit<AnthropicBody, 'model'> {
  anthropic_version: string
}

/** Anthropic's Messages as Vertex hands them to Claude: https://docs.cloud.google.com/vertex-ai/generative-ai/docs/partner-models/claude/use-claude */
export const vertexClaude: Wire<VertexBody, AnthropicReply> = {
  id: 'anthropic',
  framing: 'sse',
  toBody,
  // Only what both bodies have is read and changed.
  settle: (body, request, ask) => anthropic.settle!(body as unknown as AnthropicBody, request, ask),
  tells: anthropic.tells,
  fromReply: anthropic.fromReply,
  decoder: anthropic.decoder,
  lessAfter: anthropic.lessAfter,
  errorOf: anthropic.errorOf,
}

function toBody(request: ChatRequest, ask: Ask) {
  const { body, notes } = anthropic.toBody(request, ask)
  const { model: _model, ...rest } = body
  return { body: { anthropic_version: 'vertex-2023-10-16', ...rest }, notes }
}

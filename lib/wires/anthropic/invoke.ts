import { GatewayError } from '@/lib/chat/errors'
import type { ChatRequest } from '@/lib/chat/types'
import { parseJson } from '@/lib/util/json'
import { errorOf, streamErrorOf } from '../converse/errors'
import { textOf } from '../data-url'
import { record, text } from '../read'
import type { Ask, ReplyContext, StreamDecoder, Wire } from '../wire'
import { anthropic } from '.'
import type { AnthropicBody, AnthropicReply } from './types'

/** The model is in the address, and so is whether to stream. */
export interface InvokeBody extends Omit<AnthropicBody, 'model' | 'stream'> {
  anthropic_version: string
  anthropic_beta?: string[]
}

/**
 * Anthropic's Messages as Bedrock hands them to Claude unread: https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html
 * A stream is Anthropic's events, each in a frame of AWS's; errors are Bedrock's.
 */
export const invoke: Wire<InvokeBody, AnthropicReply> = {
  id: 'anthropic',
  framing: 'event-stream',
  toBody,
  settle,
  tells: anthropic.tells,
  fromReply: anthropic.fromReply,
  decoder,
  lessAfter: anthropic.lessAfter,
  errorOf,
}

function toBody(request: ChatRequest, ask: Ask) {
  const { body, notes } = anthropic.toBody(request, ask)
  const { model: _model, stream: _stream, ...rest } = body
  return { body: { anthropic_version: 'bedrock-2023-05-31', ...rest }, notes }
}

function settle(body: InvokeBody, request: ChatRequest, ask: Ask) {
  // Only what both bodies have is read and changed.
  const notes = anthropic.settle!(body as unknown as AnthropicBody, request, ask)
  const choice = body.tool_choice
  if (!choice || choice.type === 'none' || choice.disable_parallel_tool_use === undefined) return notes
  delete choice.disable_parallel_tool_use
  const why = 'Bedrock’s own copy of Anthropic’s format has no switch for parallel tool calls.'
  return [...notes, { param: 'parallel_tool_calls', action: 'dropped' as const, from: false, why }]
}

function decoder(context: ReplyContext): StreamDecoder {
  const inner = anthropic.decoder(context)
  return {
    next({ event = '', data }) {
      if (event.startsWith('!')) throw streamErrorOf(event.slice(1), data)
      if (event !== 'chunk') return []
      const parsed = parseJson(data)
      const bytes = text(record(parsed.ok ? parsed.value : undefined).bytes)
      const inside = bytes === undefined ? undefined : textOf(bytes)
      if (inside !== undefined) return inner.next({ data: inside })
      throw new GatewayError('provider_error', 'Bedrock sent a frame without an event in it.', { code: 'bad_event' })
    },
    end: () => inner.end(),
    get finished() {
      return inner.finished
    },
  }
}

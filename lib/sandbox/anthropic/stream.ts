import type Anthropic from '@anthropic-ai/sdk'
import type { EngineUsage } from '../engine/types'
import { newId } from '../ids'
import type { Step } from '../run'
import type { AnswerEvent } from './answer'
import { redact, sign } from './seal'

/** What one answer needs besides the engine's events. */
export interface Frame {
  id: string
  model: string
  /** Tokens of the prompt. */
  inputTokens: number
  /** How thinking is shown: as text, as its signature alone, or sealed. */
  thinking: 'summarized' | 'omitted' | 'redacted'
  random(): number
}

export type StreamEvent = Anthropic.RawMessageStreamEvent | { type: 'ping' }

/** The answer as Anthropic's events. Ends without `message_stop` when the steps end early. */
export async function* toEvents(steps: AsyncIterable<Step<AnswerEvent>>, frame: Frame): AsyncGenerator<StreamEvent> {
  yield { type: 'message_start', message: emptyMessage(frame) }
  const blocks = new Blocks(frame)
  let pinged = false
  for await (const { event } of steps) {
    for (const out of blocks.next(event)) {
      yield out
      if (pinged) continue
      pinged = true
      yield { type: 'ping' }
    }
    if (event.kind === 'end') yield* lastEvents(event, frame)
  }
}

function* lastEvents(end: Extract<AnswerEvent, { kind: 'end' }>, frame: Frame): Generator<StreamEvent> {
  const stop = {
    stop_reason: STOP[end.reason],
    stop_sequence: end.stop ?? null,
    stop_details: end.reason === 'refusal' ? REFUSED : null,
    container: null,
  }
  yield { type: 'message_delta', delta: stop, usage: finalUsage(end.usage, frame) }
  yield { type: 'message_stop' }
}

const STOP = {
  stop: 'end_turn',
  stop_sequence: 'stop_sequence',
  length: 'max_tokens',
  tool_calls: 'tool_use',
  refusal: 'refusal',
} as const
const REFUSED = { type: 'refusal', category: null, explanation: 'The prompt holds the string that asks for a refusal.' } as const

function finalUsage(usage: EngineUsage, frame: Frame): Anthropic.MessageDeltaUsage {
  return {
    input_tokens: frame.inputTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: usage.completionTokens,
    output_tokens_details: { thinking_tokens: usage.thinkingTokens },
    server_tool_use: null,
  }
}

function emptyMessage({ id, model, inputTokens }: Frame): Anthropic.Message {
  return {
    id,
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    stop_details: null,
    container: null,
    diagnostics: null,
    usage: {
      input_tokens: inputTokens,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
      output_tokens: 1,
      output_tokens_details: null,
      server_tool_use: null,
      service_tier: 'standard',
      inference_geo: null,
      speed: null,
    },
  }
}

/** Opens and closes blocks as the engine moves from thinking to text to calls. */
class Blocks {
  private index = -1
  private open?: 'thinking' | 'text' | 'tool_use'
  /** Thinking so far, or arguments not sent yet. */
  private held = ''

  constructor(private readonly frame: Frame) {}

  *next(event: AnswerEvent): Generator<StreamEvent> {
    switch (event.kind) {
      case 'thinking':
        return yield* this.think(event.text)
      case 'text':
        if (this.open !== 'text') yield* this.start({ type: 'text', text: '', citations: null })
        if (event.text) yield this.delta({ type: 'text_delta', text: event.text })
        return
      case 'call': {
        const id = newId('toolu_01', 22, this.frame.random)
        return yield* this.start({ type: 'tool_use', id, name: event.name, input: {}, caller: { type: 'direct' } })
      }
      case 'arguments':
        return yield* this.argue(event.text)
      case 'end':
        return yield* this.close()
    }
  }

  private *think(text: string): Generator<StreamEvent> {
    if (this.open !== 'thinking') {
      yield* this.close()
      this.open = 'thinking'
      this.held = ''
      if (this.frame.thinking !== 'redacted') yield this.startOf({ type: 'thinking', thinking: '', signature: '' })
    }
    this.held += text
    if (this.frame.thinking === 'summarized') yield this.delta({ type: 'thinking_delta', thinking: text })
  }

  /** Empty arguments stream nothing: `{}` is held until more follows. */
  private *argue(text: string): Generator<StreamEvent> {
    this.held += text
    if ('{}'.startsWith(this.held)) return
    yield this.delta({ type: 'input_json_delta', partial_json: this.held })
    this.held = ''
  }

  private *start(block: Anthropic.RawContentBlockStartEvent['content_block']): Generator<StreamEvent> {
    yield* this.close()
    this.open = block.type === 'text' ? 'text' : 'tool_use'
    this.held = ''
    yield this.startOf(block)
  }

  private *close(): Generator<StreamEvent> {
    if (!this.open) return
    if (this.open === 'thinking') yield* this.seal()
    if (this.open === 'tool_use' && this.held === '{') yield this.delta({ type: 'input_json_delta', partial_json: '{' })
    this.open = undefined
    yield { type: 'content_block_stop', index: this.index }
  }

  private *seal(): Generator<StreamEvent> {
    if (this.frame.thinking === 'redacted') yield this.startOf({ type: 'redacted_thinking', data: redact(this.held) })
    else yield this.delta({ type: 'signature_delta', signature: sign(this.frame.thinking === 'omitted' ? '' : this.held) })
  }

  private startOf(content_block: Anthropic.RawContentBlockStartEvent['content_block']): StreamEvent {
    return { type: 'content_block_start', index: ++this.index, content_block }
  }

  private delta(delta: Anthropic.RawContentBlockDelta): StreamEvent {
    return { type: 'content_block_delta', index: this.index, delta }
  }
}

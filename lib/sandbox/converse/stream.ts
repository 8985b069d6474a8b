import type { AnswerEvent } from '../anthropic/answer'
import { redact, sign } from '../anthropic/seal'
import { newId } from '../ids'
import type { Step } from '../run'

/** What one answer needs besides the engine's events. */
export interface Frame {
  /** Tokens of the prompt. */
  inputTokens: number
  /** How thinking is shown: as text, as its signature alone, or sealed. */
  thinking: 'summarized' | 'omitted' | 'redacted'
  random(): number
  /** Milliseconds since the request arrived. */
  elapsed(): number
}

/** The name of a frame, and what is in it. */
export type ConverseEvent = [name: string, payload: Record<string, unknown>]

/** The answer as Converse's events. Ends without `messageStop` when the steps end early. */
export async function* toEvents(steps: AsyncIterable<Step<AnswerEvent>>, frame: Frame): AsyncGenerator<ConverseEvent> {
  yield ['messageStart', { role: 'assistant' }]
  const blocks = new Blocks(frame)
  for await (const { event } of steps) {
    yield* blocks.next(event)
    if (event.kind === 'end') yield* lastEvents(event, frame)
  }
}

function* lastEvents({ reason, usage }: Extract<AnswerEvent, { kind: 'end' }>, frame: Frame): Generator<ConverseEvent> {
  yield ['messageStop', { stopReason: STOP[reason] }]
  const { inputTokens, elapsed } = frame
  const tokens = { inputTokens, outputTokens: usage.completionTokens, totalTokens: inputTokens + usage.completionTokens }
  const cached = { cacheReadInputTokens: 0, cacheWriteInputTokens: 0 }
  yield ['metadata', { usage: { ...tokens, ...cached }, metrics: { latencyMs: Math.round(elapsed()) } }]
}

const STOP = {
  stop: 'end_turn',
  stop_sequence: 'stop_sequence',
  length: 'max_tokens',
  tool_calls: 'tool_use',
  refusal: 'content_filtered',
} as const

/** Opens and closes blocks as the engine moves from thinking to text to calls. Only calls have a frame that opens them. */
class Blocks {
  private index = -1
  private open?: 'thinking' | 'text' | 'toolUse'
  /** Thinking so far, or arguments not sent yet. */
  private held = ''

  constructor(private readonly frame: Frame) {}

  *next(event: AnswerEvent): Generator<ConverseEvent> {
    switch (event.kind) {
      case 'thinking':
        if (this.open !== 'thinking') yield* this.begin('thinking')
        this.held += event.text
        if (this.frame.thinking === 'summarized') yield this.delta({ reasoningContent: { text: event.text } })
        return
      case 'text':
        if (this.open !== 'text') yield* this.begin('text')
        if (event.text) yield this.delta({ text: event.text })
        return
      case 'call': {
        yield* this.begin('toolUse')
        const toolUse = { toolUseId: newId('tooluse_', 22, this.frame.random), name: event.name }
        yield ['contentBlockStart', { start: { toolUse }, contentBlockIndex: this.index }]
        yield this.delta({ toolUse: { input: '' } })
        return
      }
      case 'arguments':
        return yield* this.argue(event.text)
      case 'end':
        return yield* this.close()
    }
  }

  /** Empty arguments stream nothing: `{}` is held until more follows. */
  private *argue(text: string): Generator<ConverseEvent> {
    this.held += text
    if ('{}'.startsWith(this.held)) return
    yield this.delta({ toolUse: { input: this.held } })
    this.held = ''
  }

  private *begin(kind: 'thinking' | 'text' | 'toolUse'): Generator<ConverseEvent> {
    yield* this.close()
    this.open = kind
    this.held = ''
    this.index++
  }

  private *close(): Generator<ConverseEvent> {
    if (!this.open) return
    if (this.open === 'thinking') yield this.delta({ reasoningContent: this.seal() })
    // Cut off by the limit, arguments are no JSON.
    if (this.open === 'toolUse' && this.held === '{') yield this.delta({ toolUse: { input: '{' } })
    this.open = undefined
    yield ['contentBlockStop', { contentBlockIndex: this.index }]
  }

  private seal(): { signature: string } | { redactedContent: string } {
    const { thinking } = this.frame
    if (thinking === 'redacted') return { redactedContent: Buffer.from(redact(this.held)).toString('base64') }
    return { signature: sign(thinking === 'omitted' ? '' : this.held) }
  }

  private delta(delta: Record<string, unknown>): ConverseEvent {
    return ['contentBlockDelta', { contentBlockIndex: this.index, delta }]
  }
}

import type { Candidate, GenerateContentResponseUsageMetadata, Part } from '@google/genai'
import type { EngineEvent, EngineUsage } from '../engine/types'
import type { Step } from '../run'
import { sign } from './seal'

/** What all parts of one answer share. */
export interface Frame {
  responseId: string
  modelVersion: string
  /** Tokens of the prompt. */
  promptTokens: number
  candidates: number
  showThoughts: boolean
}

/** One event of the stream, in the shape of a whole answer. */
export interface Piece {
  candidates?: Candidate[]
  usageMetadata: GenerateContentResponseUsageMetadata
  modelVersion: string
  responseId: string
}

/** The answer as Gemini's events, each with the tokens so far. Ends without a finish reason when the steps end early. */
export async function* toPieces(steps: AsyncIterable<Step>, frame: Frame): AsyncGenerator<Piece> {
  const speakers = Array.from({ length: frame.candidates }, () => new Speaker(frame))
  const spent = speakers.map((): EngineUsage => ({ promptTokens: frame.promptTokens, completionTokens: 0, thinkingTokens: 0 }))
  for await (const { choice, event } of steps) {
    const usage = spent[choice]!
    if (event.kind === 'end') spent[choice] = event.usage
    else if (event.kind !== 'call') usage.completionTokens++
    if (event.kind === 'thinking') usage.thinkingTokens++
    const parts = speakers[choice]!.next(event)
    if (!parts.length && event.kind !== 'end') continue
    const candidate: Candidate = {
      ...(parts.length && { content: { parts, role: 'model' } }),
      ...(event.kind === 'end' &&
        ({ finishReason: event.reason === 'length' ? 'MAX_TOKENS' : 'STOP' } as Pick<Candidate, 'finishReason'>)),
      index: choice,
    }
    const { modelVersion, responseId } = frame
    yield { candidates: [candidate], usageMetadata: usageOf(spent, frame), modelVersion, responseId }
  }
}

/** The prompt is counted once, the candidates together; proto leaves out what is zero. */
function usageOf(spent: readonly EngineUsage[], { promptTokens }: Frame): GenerateContentResponseUsageMetadata {
  const sum = (key: keyof EngineUsage) => spent.reduce((total, usage) => total + usage[key], 0)
  const thoughts = sum('thinkingTokens')
  const completion = sum('completionTokens')
  return {
    promptTokenCount: promptTokens,
    ...(completion > thoughts && { candidatesTokenCount: completion - thoughts }),
    totalTokenCount: promptTokens + completion,
    promptTokensDetails: [
      { modality: 'TEXT', tokenCount: promptTokens },
    ] as GenerateContentResponseUsageMetadata['promptTokensDetails'],
    ...(thoughts > 0 && { thoughtsTokenCount: thoughts }),
  }
}

/** The parts of one candidate. A call comes whole, when its last argument is there. */
class Speaker {
  private call?: { name: string; text: string }
  private thought = false
  private signed = false

  constructor(private readonly frame: Frame) {}

  next(event: EngineEvent): Part[] {
    switch (event.kind) {
      case 'thinking':
        this.thought = true
        return this.frame.showThoughts ? [{ text: event.text, thought: true }] : []
      case 'text':
        return event.text ? [{ text: event.text }] : []
      case 'call': {
        const before = this.endCall()
        this.call = { name: event.name, text: '' }
        return before
      }
      case 'arguments':
        this.call!.text += event.text
        return []
      case 'end':
        return [...(event.reason === 'length' ? [] : this.endCall()), ...this.signText()]
    }
  }

  /** Of the calls made after thinking the first one is signed. One that was cut off is not made. */
  private endCall(): Part[] {
    if (!this.call) return []
    const part: Part = { functionCall: { name: this.call.name, args: JSON.parse(this.call.text) } }
    this.call = undefined
    if (this.thought && !this.signed) part.thoughtSignature = sign(part)
    this.signed = true
    return [part]
  }

  /** The signature of a text comes behind it, in a part of its own. */
  private signText(): Part[] {
    if (!this.thought || this.signed) return []
    return [{ text: '', thoughtSignature: sign({ text: '' }) }]
  }
}

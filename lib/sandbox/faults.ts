import type { EngineAsk } from './engine/types'
import { PACE, type Pace } from './pace'

/**
 * The sandbox's models: in good health, and with one fault each, so that retry, fallback, timeouts and every error state can
 * be tried without breaking anything.
 */
export interface Model {
  style: EngineAsk['style']
  fault?: 'flaky' | 'rate-limited' | 'cut' | 'stall' | 'refuses'
  /** Where it differs from the usual pace. */
  pace?: Partial<Pace>
}

export const OPENAI_MODELS: Readonly<Record<string, Model>> = {
  openai: { style: 'brief' },
  /** Answers 503 to the first sending of a trace id and the second one well; slower than its neighbours. */
  flaky: { style: 'story', fault: 'flaky', pace: { tokensPerSecond: 30, firstToken: 400 } },
  slow: { style: 'thorough', pace: { tokensPerSecond: 12, firstToken: 2000 } },
  'rate-limited': { style: 'brief', fault: 'rate-limited' },
  /** Breaks off mid-answer. */
  cut: { style: 'thorough', fault: 'cut' },
  /** One token, then nothing until the caller leaves. */
  stall: { style: 'thorough', fault: 'stall' },
  refuses: { style: 'brief', fault: 'refuses' },
}

export const ANTHROPIC_MODELS: Readonly<Record<string, Model>> = {
  anthropic: { style: 'thorough' },
}

export const GEMINI_MODELS: Readonly<Record<string, Model>> = {
  gemini: { style: 'thorough' },
}

export const CONVERSE_MODELS: Readonly<Record<string, Model>> = {
  converse: { style: 'thorough' },
}

/** `usual`: tokens per second of a model in good health; 0 wins over every model's own pace. */
export function paceOf(model: Model, usual: number): Pace {
  const pace = { ...PACE, tokensPerSecond: usual, ...model.pace }
  return usual === 0 ? { tokensPerSecond: 0, firstToken: 0 } : pace
}

/** Tokens of a cut answer. */
const CUT_AFTER = 12

/** Ends without a last event after a dozen tokens, or before the end of a shorter answer. */
export async function* cutShort<T>(
  items: AsyncIterable<T>,
  isToken: (item: T) => boolean,
  isEnd: (item: T) => boolean,
): AsyncGenerator<T> {
  let tokens = 0
  for await (const item of items) {
    if (isEnd(item)) return
    yield item
    if (isToken(item) && ++tokens === CUT_AFTER) return
  }
}

/** One token, then silence until the signal is aborted. */
export async function* stallAfterOne<T>(
  items: AsyncIterable<T>,
  isToken: (item: T) => boolean,
  isEnd: (item: T) => boolean,
  signal: AbortSignal,
): AsyncGenerator<T> {
  for await (const item of items) {
    if (isEnd(item)) break
    yield item
    if (isToken(item)) break
  }
  await silence(signal)
}

function silence(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}

/** The first half of a JSON answer; then the connection is lost, in undici's words. */
export function halfOf(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  let sent = false
  return new ReadableStream(
    {
      pull(controller) {
        if (sent) return controller.error(new TypeError('terminated', { cause: new Error('other side closed') }))
        sent = true
        controller.enqueue(bytes.subarray(0, bytes.length >> 1))
      },
    },
    { highWaterMark: 0 },
  )
}

/** Remembers which sendings were failed, oldest forgotten first. */
export class FlakyMemory {
  private readonly failed = new Set<string>()
  constructor(private readonly most = 1000) {}

  /** True for the first sending of a trace. Without a trace id the body stands for it, and every other sending fails. */
  isFirst(trace: string | null, body: string): boolean {
    const key = trace === null ? `body ${body}` : `trace ${trace}`
    if (this.failed.has(key)) {
      if (trace === null) this.failed.delete(key)
      return false
    }
    this.failed.add(key)
    if (this.failed.size > this.most) this.failed.delete(this.failed.values().next().value!)
    return true
  }
}

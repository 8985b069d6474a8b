/** What is asked of an AbortSignal here. Node makes an EventTarget of each of its own, which costs more than reading a request. */
export interface Signal extends Pick<AbortSignal, 'aborted' | 'reason' | 'throwIfAborted'> {
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** An AbortController without events. A reason must be given. */
export class Controller {
  readonly signal: Signal = new PlainSignal()

  abort(reason: unknown): void {
    ;(this.signal as PlainSignal).abort(reason)
  }
}

class PlainSignal implements Signal {
  aborted = false
  reason: unknown = undefined
  private readonly listeners: (() => void)[] = []

  throwIfAborted(): void {
    if (this.aborted) throw this.reason
  }

  /** What has happened already is not told. */
  addEventListener(_: 'abort', listener: () => void): void {
    if (!this.aborted) this.listeners.push(listener)
  }

  removeEventListener(_: 'abort', listener: () => void): void {
    const at = this.listeners.indexOf(listener)
    if (at >= 0) this.listeners.splice(at, 1)
  }

  abort(reason: unknown): void {
    if (this.aborted) return
    this.aborted = true
    this.reason = reason
    for (let next = this.listeners.shift(); next; next = this.listeners.shift()) next()
  }
}

/** For what takes nothing else. */
export function abortSignalOf(signal: Signal): AbortSignal {
  if (signal instanceof AbortSignal) return signal
  const controller = new AbortController()
  const onAbort = () => controller.abort(signal.reason)
  signal.addEventListener('abort', onAbort)
  if (signal.aborted) onAbort()
  return controller.signal
}

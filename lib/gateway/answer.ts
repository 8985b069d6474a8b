/** What the gateway answers, for whichever server writes it. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body?: string | Stream
}

/** Begins to write itself into a sink. What is returned is for a caller who leaves. */
export type Stream = (sink: Sink) => () => void

/** The body of an answer under way. */
export interface Sink {
  /** Calls back once, as soon as the caller wants another piece: at once where that is so now. */
  whenWanted(go: () => void): void
  /** Whether the caller has taken all that was written. */
  isEmpty(): boolean
  write(text: string): void
  end(): void
  /** Breaks the answer off. */
  destroy(reason: unknown): void
}

export function json(value: unknown, { status = 200, headers = {} }: Partial<Omit<Answer, 'body'>> = {}): Answer {
  return { status, headers: Object.assign({ 'content-type': 'application/json' }, headers), body: JSON.stringify(value) }
}

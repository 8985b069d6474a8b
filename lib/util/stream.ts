/**
 * A byte stream that reads from its source only when somebody reads from it. Strings are written as UTF-8.
 * Leaving cancels the source at once (its `return` runs, and is not waited for); a source that throws breaks the stream.
 */
export function streamOf(source: AsyncIterable<string | Uint8Array>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const iterator = source[Symbol.asyncIterator]()
  let left = false

  async function pull(controller: ReadableStreamDefaultController<Uint8Array>) {
    try {
      for (;;) {
        const { done, value } = await iterator.next()
        if (left) return
        if (done) return controller.close()
        // An empty piece would end nothing and ask for nothing: the reader goes on waiting.
        if (value.length > 0) return controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
      }
    } catch (error) {
      if (!left) controller.error(error)
    }
  }

  async function leave() {
    try {
      await iterator.return?.()
    } catch {
      // Nobody is there to be told.
    }
  }

  return new ReadableStream<Uint8Array>(
    {
      pull,
      cancel() {
        left = true
        void leave()
      },
    },
    { highWaterMark: 0 },
  )
}

/** The pieces of a stream. Not every browser can iterate one. A reader that leaves cancels it. */
export async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    reader.cancel().catch(() => {})
  }
}

import type { JsonSchema } from '@/lib/chat/types'
import type { Verdict } from './check-answer'

/** Milliseconds. */
const LIMIT = 3000

const TOO_LONG = `a pattern of the schema takes more than ${LIMIT / 1000} seconds`

/** Holds a value against a schema in a worker of its own, which loads the validator and ends with it. Returns how to call it off. */
export function checkApart(schema: JsonSchema, value: unknown, tell: (verdict: Verdict) => void): () => void {
  const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' })
  const stop = () => {
    clearTimeout(timer)
    worker.terminate()
  }
  const end = (verdict: Verdict) => {
    stop()
    tell(verdict)
  }
  const timer = setTimeout(end, LIMIT, { why: TOO_LONG })
  worker.onmessage = ({ data }: MessageEvent<Verdict>) => end(data)
  worker.onerror = () => end({ why: 'the validator could not be loaded' })
  worker.postMessage({ schema, value })
  return stop
}

import { useEffect, useState } from 'react'
import type { Answer, AnswerDiff } from '@/lib/playground/answer-diff'

/** Milliseconds between two comparings of answers that still grow. */
const PACE = 1000

interface Question {
  before: Answer
  after: Answer
}

/** How two answers differ, as far as it is known; `null` before the first time. One comparing at a time, in a worker. */
export function useDiff({ before, after }: Question): AnswerDiff | null {
  const [diff, setDiff] = useState<AnswerDiff | null>(null)
  const [comparer] = useState(() => createComparer(setDiff))
  useEffect(() => comparer.start(), [comparer])
  useEffect(() => comparer.compare({ before, after }), [comparer, before, after])
  return diff
}

function createComparer(show: (diff: AnswerDiff) => void) {
  let worker: Worker | undefined
  let waiting: Question | undefined
  let busy = false

  function next() {
    if (busy || !waiting || !worker) return
    busy = true
    worker.postMessage(waiting)
    waiting = undefined
  }

  return {
    start() {
      let timer: ReturnType<typeof setTimeout>
      worker = new Worker(new URL('./worker.ts', import.meta.url))
      worker.onmessage = ({ data }: MessageEvent<AnswerDiff>) => {
        show(data)
        timer = setTimeout(() => {
          busy = false
          next()
        }, PACE)
      }
      next()
      return () => {
        clearTimeout(timer)
        worker?.terminate()
        worker = undefined
        busy = false
      }
    },
    compare(question: Question) {
      waiting = question
      next()
    },
  }
}

import { type Answer, diffAnswers } from '@/lib/playground/answer-diff'

/** Compares beside the page, which goes on meanwhile. */
addEventListener('message', ({ data }: MessageEvent<{ before: Answer; after: Answer }>) => {
  postMessage(diffAnswers(data.before, data.after))
})

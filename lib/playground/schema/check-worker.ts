import type { JsonSchema } from '@/lib/chat/types'
import { checkAnswer } from './check-answer'

/** Checks beside the page, which can end it. */
addEventListener('message', ({ data }: MessageEvent<{ schema: JsonSchema; value: unknown }>) => {
  postMessage(checkAnswer(data.schema, data.value))
})

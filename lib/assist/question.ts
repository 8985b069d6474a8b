import { z } from 'zod'
import type { AssistQuestion } from '@/lib/chat/assist'
import { GatewayError } from '@/lib/chat/errors'

const model = z.string().min(1).max(200)
const wish = z.string().trim().max(2_000)
const text = z.string().trim().min(1).max(60_000)

const Question = z.discriminatedUnion('task', [
  z.strictObject({ task: z.literal(['schema', 'tool']), model, wish: wish.min(1) }),
  z.strictObject({ task: z.literal('improve'), model, text, wish: wish.optional() }),
  z.strictObject({ task: z.literal('title'), model, text }),
])

/** Takes the unknown. Throws 400 naming the field. */
export function parseQuestion(body: unknown): AssistQuestion {
  const { data, error } = Question.safeParse(body)
  if (data) return data
  const { path, message } = error.issues[0]!
  const param = path.join('.') || null
  throw new GatewayError('invalid_request_error', `${param ?? 'The body'}: ${message}.`, { param })
}

/** What the model is asked. The prompt stands between tags, because it is material and no instruction. */
export function wordsOf({ wish, text }: AssistQuestion): string {
  if (text === undefined) return wish!
  const prompt = `<prompt>\n${text}\n</prompt>`
  return wish ? `${prompt}\n\nWhat should be better: ${wish}` : prompt
}

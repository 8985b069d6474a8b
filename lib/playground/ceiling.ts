import type { ModelInfo } from '@/lib/chat/receipt'
import { attachedIn } from './attachments'
import { isBuiltIn, requestOf } from './request'
import { LOOP_LIMIT } from './tool-results'
import type { Column, Prompt } from './types'

/** Characters of one token at least, in nearly every text; so the tokens are at most so many. */
const CHARACTERS = 2

/**
 * What one run of a column costs at most, in US dollars: everything it may write is written, every retry is billed. Undefined
 * where no price is known, no limit is set, or files are sent, whose tokens nobody can count from here.
 */
export function ceilingOf(prompt: Prompt, column: Column, models: readonly ModelInfo[]): number | undefined {
  if (isBuiltIn(column)) return 0
  const info = models.find(({ provider, model }) => provider === column.provider && model === column.model)
  const { messages, tools, response_format, max_completion_tokens, max_tokens, n } = requestOf(prompt, column)
  const limit = max_completion_tokens ?? max_tokens ?? info?.max_output
  if (column.host || column.route || !info?.price || !limit || attachedIn(messages).length) return
  const asked = JSON.stringify([messages, tools, response_format]).length / CHARACTERS
  const answered = limit * (n ?? 1)
  const turns = prompt.loop?.auto ? (prompt.loop.limit ?? LOOP_LIMIT) + 1 : 1
  // Each turn of a loop asks again with everything answered before.
  const tokensIn = turns * asked + ((turns * (turns - 1)) / 2) * answered
  const times = 1 + (column.retries ?? 0)
  return (times * (tokensIn * info.price.input + turns * answered * info.price.output)) / 1_000_000
}

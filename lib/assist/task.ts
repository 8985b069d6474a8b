import type { AssistExamples, AssistTask, Drafts } from '@/lib/chat/assist'
import type { JsonSchema } from '@/lib/chat/types'

/** One small helper: what the model is told, what it must give back, and what is shown where no model can. */
export interface Task<Name extends AssistTask> {
  instruction: string
  /** The shape of the answer; absent: plain text. */
  shape?: { name: string; schema: JsonSchema }
  /** As a sentence calls it: `a JSON Schema for an object`. */
  wanted: string
  /** The draft in what came, or nothing where it cannot be used. */
  read(answer: unknown): Drafts[Name] | undefined
  examples: AssistExamples<Name>['examples']
}

import type { JsonSchema } from './types'

/** What the small helpers give back, by their name. */
export interface Drafts {
  schema: { name: string; schema: JsonSchema }
  tool: { name: string; description: string; parameters: JsonSchema }
  improve: { text: string }
  title: { text: string }
}

export type AssistTask = keyof Drafts

/** POST /api/assist, with the headers of a run. Answered by a stream of events, or by {@link AssistExamples}. */
export interface AssistQuestion {
  task: AssistTask
  /** As in a run: without the provider, which the headers name. */
  model: string
  /** What the person wants, in a sentence. `schema` and `tool` need it. */
  wish?: string
  /** The prompt as it stands. `improve` and `title` need it. */
  text?: string
}

/** In place of a draft, where the model is too small to make one. */
export interface AssistExamples<Task extends AssistTask = AssistTask> {
  object: 'refract.assist.examples'
  why: string
  examples: { title: string; draft: Drafts[Task] }[]
}

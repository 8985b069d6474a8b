import type { ErrorBody } from '@/lib/chat/errors'
import type { ExplainedTarget, Explanation, Receipt } from '@/lib/chat/receipt'
import type { ChatCompletion, ChatMessage, ChatRequest } from '@/lib/chat/types'

/** What is being asked, shared by every column. */
export interface Prompt {
  title: string
  messages: PromptMessage[]
  /** Everything of the request but model, messages and stream: shared defaults. */
  params: Params
  /** What a tool answers, by its name: the same text for every column's call. */
  mocks?: Record<string, string>
  /** Calls whose tools are all mocked are answered without asking; `limit`: so many times at most, 5 where nothing is said. */
  loop?: { auto: boolean; limit?: number }
  /** `{{name}}` in messages; values stay when they are switched off. */
  variables?: { on: boolean; values: Record<string, string> }
}

/** A message with an id of the page's own, for keys and for moving it about. */
export interface PromptMessage {
  id: string
  message: ChatMessage
}

/** Mapped and not `Omit`, which would forget the names beside the index signature. */
export type Params = { [Name in keyof ChatRequest as Exclude<Name, 'model' | 'messages' | 'stream'>]?: ChatRequest[Name] }

export const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F'] as const
export type Letter = (typeof LETTERS)[number]

/** One model under comparison and what it does differently. */
export interface Column {
  id: string
  /** Its name and colour everywhere; the first free one. */
  letter: Letter
  provider: string
  /** Without the provider. */
  model: string
  /** "Your own host…": a base URL with its version segment. */
  host?: string
  /** Overrides of the prompt's params; `null` means: not sent here. */
  params: Params
  /** Sendings after the first, on passing failures. */
  retries?: number
  /** Several targets, or one with more to say, in place of the model alone. */
  route?: ColumnRoute
}

/** A routing config and what else of a request it works with. */
export interface ColumnRoute {
  /**
   * In Portkey's form. Holds no keys: they are put in when it is sent. Targets that name no provider are the column's.
   * Or the name of one that the server keeps.
   */
  config: Record<string, unknown> | string
  metadata?: Record<string, string>
  /** Kept answers of another namespace are not found. */
  namespace?: string
  /** What was kept is not read, and written anew. */
  refresh?: boolean
}

/** What one column has received so far. A new object at each publication; inner parts that did not change are the same objects. */
export interface Run {
  id: string
  columnId: string
  /** Exactly one terminal state; only `done` looks like success. */
  status: 'waiting' | 'streaming' | 'done' | 'error' | 'aborted' | 'truncated'
  /** Milliseconds since 1970. */
  startedAt: number
  /** Milliseconds since startedAt. */
  firstThought?: number
  firstContent?: number
  /** When thinking ended, the answer having begun. */
  thoughtUntil?: number
  endedAt?: number
  /** Milliseconds since startedAt when this object was published. */
  elapsed: number
  completion: ChatCompletion | null
  error?: ErrorBody['error'] & { status: number }
  receipt?: Receipt
  traceId?: string
  /** Where it ran, whatever the column says by now; the model stands in `asked`, without the provider. */
  provider: string
  host?: string
  route?: ColumnRoute
  /** The body as it was sent to the gateway. */
  asked: ChatRequest
  /** The answers before this one whose calls have had their results, oldest first; they hold no earlier ones of their own. */
  earlier?: Run[]
  /** Results typed for this answer's calls, by {@link callKey}. Of an earlier answer: all results, as they were sent. */
  results?: Record<string, string>
  /** Of an earlier answer: the choice whose calls had these results. */
  continued?: number
}

/** The receipt before the run: what `/v1/explain` says of a column. */
export type Forecast =
  | { state: 'asking' }
  | { state: 'known' /** The one that is asked first. */; target: ExplainedTarget; explanation: Explanation }
  | { state: 'refused'; error: ErrorBody['error'] }

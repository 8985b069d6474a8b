import { type Check, integer, list, number, object, oneOf, text } from '@/lib/chat/check'
import type { Choice, Usage } from '@/lib/chat/types'
import { requestOf } from '../request'
import type { SavedDocument } from '../saved-state'
import type { Letter, Run } from '../types'
import { LETTERS } from '../types'

/** An answer in a file: what was said, without the receipt and log probabilities, which only who ran it can vouch for. */
export interface Answer {
  letter: Letter
  status: Run['status']
  startedAt: number
  elapsed: number
  firstThought?: number
  firstContent?: number
  thoughtUntil?: number
  model: string
  choices: {
    role: 'assistant'
    content: string | null
    reasoning_content?: string
    tool_calls?: unknown[]
    finish_reason?: string
  }[]
  usage?: Pick<Usage, 'prompt_tokens' | 'completion_tokens' | 'total_tokens'>
  error?: string
}

export function toAnswer(letter: Letter, run: Run): Answer {
  const { status, startedAt, elapsed, firstThought, firstContent, thoughtUntil, completion, error, asked } = run
  const usage = completion?.usage
  return withoutUndefined({
    letter,
    status,
    startedAt,
    elapsed: run.endedAt ?? elapsed,
    firstThought,
    firstContent,
    thoughtUntil,
    model: asked.model,
    choices: (completion?.choices ?? []).map(({ message, finish_reason }) =>
      withoutUndefined({
        role: 'assistant' as const,
        content: message.content ?? message.refusal,
        reasoning_content: message.reasoning_content ?? undefined,
        tool_calls: message.tool_calls ?? undefined,
        finish_reason: finish_reason ?? undefined,
      }),
    ),
    usage: usage && {
      prompt_tokens: usage.prompt_tokens,
      completion_tokens: usage.completion_tokens,
      total_tokens: usage.total_tokens,
    },
    error: error?.message,
  })
}

const count = integer(0)
const call = object({ id: text, type: oneOf('function'), function: object({ name: text, arguments: text }) })
const choice = object({}, { content: text, reasoning_content: text, tool_calls: list(call, { most: 128 }), finish_reason: text })
const ENDED = ['done', 'error', 'aborted', 'truncated'] as const

/** Throws a GatewayError with the path of what is wrong. */
export const checkAnswers: Check = list(
  object(
    {
      letter: oneOf(...LETTERS),
      status: oneOf(...ENDED, 'waiting', 'streaming'),
      startedAt: number(0, 8.64e15),
      elapsed: number(0, 8.64e7),
      model: text,
      choices: list(choice, { most: 128 }),
    },
    {
      firstThought: number(0, 8.64e7),
      firstContent: number(0, 8.64e7),
      thoughtUntil: number(0, 8.64e7),
      usage: object({ prompt_tokens: count, completion_tokens: count, total_tokens: count }),
      error: text,
    },
  ),
  { most: LETTERS.length },
)

/** A checked answer as a run of its column; `undefined` when there is no such column. */
export function toRun(answer: Answer, { prompt, columns }: SavedDocument): Run | undefined {
  const column = columns.find(({ letter }) => letter === answer.letter)
  if (!column) return
  const { status, startedAt, elapsed, firstThought, firstContent, thoughtUntil, model, choices, usage, error } = answer
  return withoutUndefined({
    id: `${column.id}-file`,
    columnId: column.id,
    status: status === 'waiting' || status === 'streaming' ? ('aborted' as const) : status,
    startedAt,
    elapsed,
    endedAt: elapsed,
    firstThought,
    firstContent,
    thoughtUntil,
    provider: column.provider,
    host: column.host,
    asked: { ...requestOf(prompt, column), model },
    error: error === undefined ? undefined : { message: error, type: 'provider_error', param: null, code: null, status: 0 },
    completion: choices.length
      ? {
          id: 'from-a-file',
          object: 'chat.completion' as const,
          created: Math.floor(startedAt / 1000),
          model,
          choices: choices.map(toChoice),
          ...(usage && { usage }),
        }
      : null,
  })
}

function toChoice({ content, reasoning_content, tool_calls, finish_reason }: Answer['choices'][number], index: number): Choice {
  const message = withoutUndefined({
    role: 'assistant' as const,
    content: content ?? null,
    refusal: null,
    reasoning_content,
    tool_calls: tool_calls as NonNullable<Choice['message']['tool_calls']> | undefined,
  })
  return { index, message, finish_reason: (finish_reason as Choice['finish_reason']) ?? null, logprobs: null }
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T
}

import type { Choice } from '@/lib/chat/types'
import { formatCount } from './format'
import { waitingChoice } from './tool-results'
import type { Letter, Run } from './types'

export { formatAge, formatCost, formatCount, formatMs } from './format'

/** A number and whether it was estimated; estimates are shown with `~`. */
export interface Measured {
  value: number
  estimated: boolean
}

/** What the strip under an answer says. Absent: not known (yet). Times in milliseconds. */
export interface Stats {
  /** Until the first token, thinking included. */
  firstToken?: number
  /** How long it thought before the answer began. */
  thought?: number
  /** So far, or until it ended. */
  total: number
  /** Tokens per second, from the first token on. */
  speed?: Measured
  tokensIn?: number
  /** Thinking included. */
  tokensOut?: Measured
  thinking?: Measured
  cached?: number
  /** The first choice's, and the provider's own word for it. */
  finish?: string
  nativeFinish?: string
  /** US dollars. */
  cost?: { usd: number; source: string }
  /** What the cache had to do with it, where a config asks for one. `age` in seconds. */
  cache?: { status: 'HIT' | 'MISS' | 'REFRESH'; age?: number }
  /** Sendings, when it was more than one. */
  attempts?: number
}

/** All from the provider's own usage where there is some; else estimated from the characters. Pure. */
export function statsOf(run: Run): Stats {
  const { completion, receipt, firstThought, firstContent, thoughtUntil } = run
  const usage = completion?.usage ?? receipt?.usage ?? undefined
  const firstToken = earliest(firstThought, firstContent)
  const total = run.endedAt ?? run.elapsed
  const choices = completion?.choices ?? []
  const tokensOut = usage ? measured(usage.completion_tokens) : estimate(choices, wholeText)
  const reasoning = usage?.completion_tokens_details?.reasoning_tokens
  const attempts = receipt?.attempts.length ?? 0
  return {
    firstToken,
    total,
    thought: firstThought === undefined ? undefined : (thoughtUntil ?? total) - firstThought,
    speed: speedOf(tokensOut, firstToken, total),
    tokensIn: usage?.prompt_tokens,
    tokensOut,
    thinking: reasoning === undefined ? estimate(choices, thinkingText) : reasoning > 0 ? measured(reasoning) : undefined,
    cached: usage?.prompt_tokens_details?.cached_tokens || undefined,
    finish: choices[0]?.finish_reason ?? undefined,
    nativeFinish: choices[0]?.native_finish_reason,
    cost: receipt?.cost ?? undefined,
    cache: receipt && receipt.cache?.status !== 'DISABLED' ? (receipt.cache as Stats['cache']) : undefined,
    attempts: attempts > 1 ? attempts : undefined,
  }
}

/** Of one choice: by its logprobs where it has them, else estimated; the provider counts all choices together. */
export function tokensOfChoice(choice: Choice): Measured | undefined {
  const told = choice.logprobs?.content?.length
  return told ? measured(told) : estimate([choice], wholeText)
}

/** Tokens one choice thought: the provider's count where it is that of one choice alone. */
export function thinkingTokens(run: Run, choice: number): Measured | undefined {
  const choices = run.completion?.choices ?? []
  const told = (run.completion?.usage ?? run.receipt?.usage)?.completion_tokens_details?.reasoning_tokens
  if (choices.length === 1 && told) return measured(told)
  const own = choices[choice]
  return own && estimate([own], thinkingText)
}

/** `~92`: with the mark where it was estimated. */
export function formatMeasured({ value, estimated }: Measured): string {
  return `${estimated ? '~' : ''}${formatCount(value)}`
}

/** One sentence for screen readers when a run has ended. */
export function announce(letter: Letter, run: Run): string {
  const { tokensOut } = statsOf(run)
  const tokens = tokensOut ? `, ${tokensOut.estimated ? 'about ' : ''}${formatCount(tokensOut.value)} tokens` : ''
  if (waitingChoice(run) >= 0) return `${letter} waits for a tool${tokens}`
  if (run.status === 'done') return `${letter} finished${tokens}`
  if (run.status === 'aborted') return `${letter} stopped${tokens}`
  if (run.status === 'truncated') return `${letter} broke off${tokens}`
  return `${letter} failed: ${run.error?.message ?? 'no reason was given'}`
}

function measured(value: number): Measured {
  return { value, estimated: false }
}

function earliest(...times: (number | undefined)[]): number | undefined {
  const known = times.filter(time => time !== undefined)
  return known.length ? Math.min(...known) : undefined
}

/** Nothing can be said about an answer that came all at once. */
function speedOf(tokens: Measured | undefined, firstToken: number | undefined, until: number): Measured | undefined {
  if (!tokens?.value || firstToken === undefined || until - firstToken < 1) return
  return { ...tokens, value: (tokens.value * 1000) / (until - firstToken) }
}

/** About four characters make a token. */
function estimate(choices: Choice[], text: (choice: Choice) => number): Measured | undefined {
  const characters = choices.reduce((sum, choice) => sum + text(choice), 0)
  return characters ? { value: Math.ceil(characters / 4), estimated: true } : undefined
}

function thinkingText({ message }: Choice): number {
  return message.reasoning_content?.length ?? 0
}

function wholeText(choice: Choice): number {
  const { content, refusal, tool_calls } = choice.message
  const calls = (tool_calls ?? []).map(call =>
    call.type === 'function' ? call.function.name + call.function.arguments : call.custom.input,
  )
  return thinkingText(choice) + (content?.length ?? 0) + (refusal?.length ?? 0) + calls.join('').length
}

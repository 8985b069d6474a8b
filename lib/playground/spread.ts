import type { Choice } from '@/lib/chat/types'
import { type Measured, tokensOfChoice } from './stats'

/** One of several answers to the same prompt. */
export interface SpreadItem {
  index: number
  /** How it begins, on one line. */
  beginning: string
  tokens?: Measured
  /** Unlike most of the others. */
  differs: boolean
}

/** Several answers side by side: how many say it alike, and which do not. */
export interface Spread {
  items: SpreadItem[]
  /** Of the largest group of answers that are alike; absent while they are still being written. */
  alike?: number
}

/** `whole`: the answers have ended, so that they can be compared. */
export function spreadOf(choices: readonly Choice[], whole: boolean): Spread {
  const texts = choices.map(textOf)
  const group = whole ? largestGroup(texts) : undefined
  const items = choices.map((choice, at) => ({
    index: choice.index,
    beginning: beginningOf(texts[at]!),
    tokens: tokensOfChoice(choice),
    differs: group !== undefined && group.size > 1 && !group.has(at),
  }))
  return { items, ...(group && { alike: group.size }) }
}

/** What was said, or what is to be called. */
function textOf({ message }: Choice): string {
  const calls = (message.tool_calls ?? []).map(call =>
    call.type === 'function' ? `${call.function.name} ${call.function.arguments}` : `${call.custom.name} ${call.custom.input}`,
  )
  return [message.content ?? '', message.refusal ?? '', ...calls].filter(Boolean).join('\n')
}

/** Characters; more would not fit on a line anyway. */
const BEGINNING = 120

function beginningOf(text: string): string {
  return text
    .slice(0, 2 * BEGINNING)
    .replace(/[\s#*`>]+/g, ' ')
    .trim()
    .slice(0, BEGINNING)
}

/** The answers alike to the one that has most of its like; the first of equals. */
function largestGroup(texts: readonly string[]): Set<number> {
  const words = texts.map(wordsOf)
  const groups = words.map(own => new Set(words.flatMap((other, at) => (areAlike(own, other) ? [at] : []))))
  return groups.reduce((best, group) => (group.size > best.size ? group : best), new Set<number>())
}

/** Words and numbers with how often they come; case and punctuation do not matter. */
function wordsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{M}]+|\d+(?:[.,]\d+)*/gu))
    counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Of the words of both, the share both have. */
const SHARE = 0.5
/** In so few words every one of them counts: yes is not no, and 42 is not 43. */
const FEW = 8

/** A measure of words, not of meaning: half of them shared, and in a short answer all. */
function areAlike(one: Map<string, number>, other: Map<string, number>): boolean {
  const [sizeOne, sizeOther] = [sum(one.values()), sum(other.values())]
  let shared = 0
  for (const [word, count] of one) shared += Math.min(count, other.get(word) ?? 0)
  if (Math.min(sizeOne, sizeOther) < FEW) return shared === Math.max(sizeOne, sizeOther)
  return (2 * shared) / (sizeOne + sizeOther) >= SHARE
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}

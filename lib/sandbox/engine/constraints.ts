import { toSentences } from './words'

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const amount = `(\\d{1,2}|${numbers.join('|')}|a single|single|(?<=\\b(?:in|with|within|using) )a)`
const sentences = new RegExp(`\\b${amount}(?:\\s+(?:short|simple|plain|clear|or fewer|or less))*\\s+sentences?\\b`, 'i')
const german = /\b(\d{1,2}|einem|zwei|drei|vier|fünf)\s+(?:kurzen\s+)?sätzen?\b/i

/** The most sentences that are wanted; Infinity when nothing is said. */
export function sentenceLimit(text: string): number {
  const [, german_] = german.exec(text) ?? []
  if (german_) return Number(german_) || ['einem', 'zwei', 'drei', 'vier', 'fünf'].indexOf(german_.toLowerCase()) + 1
  const [, word] = sentences.exec(text) ?? []
  if (!word) return Infinity
  return Math.max(1, Number(word) || numbers.indexOf(word.toLowerCase()) + 1)
}

/** The first sentences of a text in markup. Lists and code go with the paragraph that introduces them. */
export function cutToSentences(text: string, limit: number): string {
  if (limit === Infinity) return text
  const prose = text
    .replace(/```[\s\S]*?(?:```|$)/g, '')
    .split('\n')
    .filter(line => line.trim() !== '' && !/^\s*(?:[-*•#|>]|\d+\.)/.test(line))
  const all = prose.flatMap(line => toSentences(line)).filter(sentence => !sentence.endsWith(':'))
  return all.slice(0, limit).join(' ') || toSentences(text).slice(0, limit).join(' ')
}

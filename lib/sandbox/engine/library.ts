import { entries, plainTexts } from '../texts'
import type { Entry } from '../texts/entry'
import type { Language } from './language'
import { spell } from './markup'
import { toSentences, toWords } from './words'

interface Index {
  questions: { entry: Entry; length: number }[]
  /** By word: the questions that have it, and how much it weighs there. */
  places: Map<string, { question: number; weight: number }[]>
  rarity: Map<string, number>
  /** The rarity of a word that no question has. */
  unknown: number
}

/** How alike a message and a question must be, 0..1, for its answer to be given. */
const SURE = 0.6
/** How much of a message's weight a question must share with it. */
const LEAST_COVERED = 0.5

let built: Index | undefined

function index(): Index {
  if (built) return built
  const asked = entries.flatMap(entry => entry.ask.map(ask => ({ entry, words: toWords(ask) })))
  const having = new Map<string, Set<Entry>>()
  for (const { entry, words } of asked) {
    for (const { word } of words) having.set(word, (having.get(word) ?? new Set()).add(entry))
  }
  const rarity = new Map([...having].map(([word, set]) => [word, Math.log(1 + entries.length / set.size)]))
  built = { questions: [], places: new Map(), rarity, unknown: 1.25 * Math.log(1 + entries.length) }
  for (const { entry, words } of asked) {
    const { weights, length } = vector(words, built)
    for (const [word, weight] of weights) {
      const places = built.places.get(word) ?? []
      places.push({ question: built.questions.length, weight })
      built.places.set(word, places)
    }
    built.questions.push({ entry, length })
  }
  return built
}

function vector(words: { word: string; weight: number }[], { rarity, unknown }: Pick<Index, 'rarity' | 'unknown'>) {
  const weights = new Map<string, number>()
  for (const { word, weight } of words) weights.set(word, weight * (rarity.get(word) ?? unknown))
  const length = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0))
  return { weights, length }
}

/** The entries nearest to a message with how near they are, 0..1; each entry once, best first. */
export function nearest(message: string, language?: Language): { entry: Entry; score: number }[] {
  const { questions, places } = index()
  const words = toWords(message)
  const asked = vector(words, index())
  // "What is" alone is in every question: a word of substance has to be shared.
  const content = new Set(words.filter(({ weight }) => weight >= 1).map(({ word }) => word))
  const whole = asked.length ** 2
  const dots = new Map<number, { dot: number; covered: number; shared: boolean }>()
  for (const [word, own] of asked.weights) {
    for (const { question, weight } of places.get(word) ?? []) {
      const { dot, covered, shared } = dots.get(question) ?? { dot: 0, covered: 0, shared: false }
      dots.set(question, { dot: dot + own * weight, covered: covered + own * own, shared: shared || content.has(word) })
    }
  }
  const best = new Map<Entry, number>()
  for (const [question, { dot, covered, shared }] of dots) {
    const { entry, length } = questions[question]!
    if (!shared || (language && (entry.language ?? 'en') !== language)) continue
    // A question of one word must not swallow a message that is mostly about others.
    const doubt = covered < LEAST_COVERED * whole ? 0.75 : 1
    best.set(entry, Math.max(best.get(entry) ?? 0, (doubt * dot) / (length * asked.length)))
  }
  return [...best].map(([entry, score]) => ({ entry, score })).sort((a, b) => b.score - a.score)
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[’`]/g, "'")
    .replace(/[^\p{L}\p{N}\p{So}']+/gu, ' ')
    .trim()

let exact: Map<string, Entry> | undefined

/** The entry with exactly this question, but for signs and capitals. */
export function asked(message: string): Entry | undefined {
  exact ??= new Map(entries.flatMap(entry => entry.ask.map(ask => [plain(ask), entry] as const)).reverse())
  return exact.get(plain(message))
}

/** The entry that answers a message, looking at the whole and at each of its questions. */
export function known(message: string, language?: Language): Entry | undefined {
  const sentences = toSentences(message)
  const questions = sentences.filter(sentence => /[?？]["”’)]*$/.test(sentence))
  const tries = [message, ...(questions.length > 0 ? questions : sentences.slice(0, 1).concat(sentences.slice(-1)))]
  let best: { entry: Entry; score: number } | undefined
  for (const one of tries) {
    const [found] = nearest(one, language)
    if (found && found.score >= SURE && found.score > (best?.score ?? 0)) best = found
  }
  return best?.entry
}

/** How strange a word is: what no question has weighs most. */
export function strangeness(word: string): number {
  const { rarity, unknown } = index()
  return Math.max(0.1, ...toWords(word).map(one => (rarity.get(one.word) ?? 2 * unknown) * one.weight))
}

/** Everything the word statistics are learnt from, wordings spelt out twice so that they know both. */
export function documents(): string[] {
  const answers = entries.flatMap(({ brief, thorough, story }) => [brief, thorough ?? '', story ?? '']).filter(Boolean)
  return [...answers.flatMap(wordings), ...entries.map(({ ask }) => ask[0]!), ...plainTexts.flatMap(wordings)]
}

function wordings(text: string): string[] {
  const first = spell(text)
  const last = spell(text, options => options.at(-1)!)
  return first === last ? [first] : [first, last]
}

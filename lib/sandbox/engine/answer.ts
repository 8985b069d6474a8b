import { own } from '@/lib/util/own'
import { entries, guide, talk } from '../texts'
import type { Entry } from '../texts/entry'
import {
  dontKnow,
  knownFrames,
  nextFrames,
  onlyEnglish,
  storyClosings,
  storyOfUnknown,
  unclear,
  withoutWords,
} from '../texts/frames'
import { describeAttachments } from './attachments'
import { cutToSentences, sentenceLimit } from './constraints'
import { type Language, languageOf, namedLanguage } from './language'
import { asked, known, nearest, strangeness } from './library'
import { quoteForMarkup } from './markup'
import { withOpening, withStoryFrame } from './opening'
import { fromResults } from './results'
import { bySkill, fillTopic } from './skills'
import type { Part } from './text-guide'
import type { Intent } from './thinking'
import type { EngineAsk, EngineTurn } from './types'
import { topicOf } from './words'

/** What will be said, and what is worth thinking before. */
export interface Answer {
  parts: Part[]
  intent: Intent
}

interface Situation {
  ask: EngineAsk
  user: EngineTurn
  message: string
  instructions: string
  language: Language
  limit: number
  key: number
}

/** Long messages are looked at only so far. */
const READ = 6000

/** The last thing the user wrote. */
export const lastUser = (ask: EngineAsk): EngineTurn =>
  ask.turns.findLast(({ role }) => role === 'user') ?? { role: 'user', text: '' }
export const messageOf = (ask: EngineAsk): string => lastUser(ask).text.slice(0, READ).trim()

/** `near` turns words into tokens, for what is made up about them; `key` depends on the prompt. */
export function answerInWords(ask: EngineAsk, key: number, near: (text: string) => ReadonlySet<number>): Answer {
  const user = lastUser(ask)
  const message = messageOf(ask)
  const instructions = ask.turns
    .flatMap(({ role, text }) => (role === 'system' ? [text.trim()] : []))
    .join(' ')
    .slice(0, READ)
  const language = languageOf(message, instructions)
  const limit = Math.min(sentenceLimit(message), sentenceLimit(instructions))
  const here: Situation = { ask, user, message, instructions, language, limit, key }
  const { text: whole, kind, about } = inWords(here)
  const text = cutToSentences(whole, limit)
  const parts: Part[] = []
  const pieces = text.split('{ramble}')
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) parts.push({ ramble: 1, near: near(message) })
    // The statistics write the space before their first word themselves.
    if (piece !== '') parts.push({ say: index < pieces.length - 1 ? piece.trimEnd() : piece, exact: exact.has(kind) })
  }
  return { parts, intent: { kind, about, answer: text, limit, instructions, style: ask.style } }
}

/** Answers that repeat what was given, or compute. */
const exact: ReadonlySet<Intent['kind']> = new Set(['results', 'skill', 'attachment'])

interface Said {
  text: string
  kind: Intent['kind']
  about: string
}

function inWords(here: Situation): Said {
  const { ask, user, message } = here
  if (ask.turns.at(-1)?.role === 'tool') return { text: fromResults(ask), kind: 'results', about: topicOf(message) }
  const attached = describeAttachments(user)
  if (attached) return { text: withKnown(attached, here), kind: 'attachment', about: topicOf(message) }
  if (message === '') return { text: choose(withoutWords, here.key), kind: 'unknown', about: '' }
  const exact = asked(message)
  if (exact) return { text: tell(exact, here), kind: 'known', about: exact.about }
  const skill = bySkill(message, ask)
  if (skill) return { text: skill.answer, kind: skill.skill === 'verse' ? 'verse' : 'skill', about: topicOf(message) }
  const entry = find(here)
  if (entry) return { text: tell(entry, here), kind: 'known', about: entry.about }
  return { text: notKnown(here), kind: 'unknown', about: topicOf(message, strangeness) }
}

/** An image comes with a question now and then that can be answered all the same. */
function withKnown(attached: string, { message, language, ...here }: Situation): string {
  if (/\b(?:image|picture|photo|file|document|pdf|screenshot|this|see|show|shown|describe|bild|foto)\b/i.test(message))
    return attached
  const entry = known(message, language)
  return entry ? `${attached} ${cutToSentences(entry.brief, here.limit)}` : attached
}

function find(here: Situation): Entry | undefined {
  const { message, language, ask } = here
  const found = known(message, language) ?? known(message)
  if (found) return found
  // "And why?": the question before says about what.
  const earlier = ask.turns
    .filter(({ role }) => role === 'user')
    .slice(0, -1)
    .at(-1)
  if (!earlier || message.split(/\s+/).length > 8) return undefined
  const together = known(`${earlier.text.slice(0, READ)} ${message}`, language)
  if (together) return together
  return /\b(?:more|why|example|how|detail|details|explain|continue|go on|again|elaborate|mehr|warum)\b/i.test(message)
    ? known(earlier.text.slice(0, READ))
    : undefined
}

/** The same entry in the language of the prompt, where there is one. */
const inLanguage = (entry: Entry, language: Language): Entry =>
  entries.find(other => other.about === entry.about && (other.language ?? 'en') === language) ?? entry

function tell(found: Entry, here: Situation): string {
  const { message, instructions, language, limit } = here
  // Short greetings tell nothing of their language: then the entry's own counts, unless another was asked for by name.
  const entry = found.language && !namedLanguage(message, instructions) ? found : inLanguage(found, language)
  const text = inStyle(entry, here)
  if (entry.language || language === 'en' || limit < 3) return text
  return `${onlyEnglish[language] ?? ''}${text}`
}

function inStyle(entry: Entry, { ask, key, limit }: Situation): string {
  const { brief, thorough, story, about, language = 'en' } = entry
  const opened = (text: string) =>
    talk.has(entry) ? text : withOpening(text, guide.has(entry) || language !== 'en' ? 'guide' : 'fact', language)
  if (ask.style === 'brief') return opened(brief)
  if (ask.style === 'story' && !brief.includes('```')) {
    if (story)
      return withStoryFrame(story, limit < Infinity || !guide.has(entry) ? '' : fill(choose(storyClosings, key), { about }))
    if (!guide.has(entry)) return opened(brief)
    return fill(choose(knownFrames, key), { about, brief: cutToSentences(brief, Math.max(1, limit - 1)) })
  }
  const text = opened(thorough ?? brief)
  const others = limit < Infinity ? [] : related(entry)
  return others.length === 0 ? text : `${text}\n\n${fill(choose(nextFrames, key), { about, others: list(others) })}`
}

/** What else the nearest entries are about. */
function related(entry: Entry): string[] {
  if (!guide.has(entry)) return []
  const near = nearest(`${entry.about} ${entry.ask.join(' ')}`, 'en').filter(
    ({ entry: other, score }) => other.about !== entry.about && score > 0.12 && guide.has(other),
  )
  return [...new Set(near.map(({ entry: other }) => other.about))].slice(0, 2)
}

const list = (words: string[]) => (words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`)

/** Entries that are always a good next question. */
const doors = [
  'temperature',
  'top_p',
  'logprobs',
  'the receipt',
  'tool calls',
  'structured output',
  'thinking',
  'streaming',
  'seeds',
  'tokens',
]

/** Says so, with the words of the message; never an invention, unless it is shown as one. */
function notKnown({ message, language, ask, key, limit }: Situation): string {
  const topic = quoteForMarkup(topicOf(message, strangeness)).trim()
  if (ask.style === 'story' && language === 'en' && topic !== '') return fillTopic(choose(storyOfUnknown, key), topic)
  const near = nearest(message, 'en')
    .filter(({ entry, score }) => score > 0.3 && guide.has(entry))
    .map(({ entry }) => entry.about)
  const start = key % doors.length
  const said = quoteForMarkup([...message].slice(0, 60).join(''))
    .replace(/\s+/g, ' ')
    .trim()
  const others = [...new Set([...near, doors[start]!, doors[(start + 3) % doors.length]!, doors[(start + 7) % doors.length]!])]
  if (topic === '' && language === 'en')
    return fill(choose(unclear, key), { said: said || '…', others: list(others.slice(0, 3)) })
  const frames = dontKnow[language] ?? dontKnow.en!
  const frame = choose(limit < 4 ? frames.short : ask.style === 'brief' ? frames.brief : frames.thorough, key)
  return fill(fillTopic(frame, topic || said || '…'), {
    others: list(others.slice(0, 3)),
    is: /[^s]s$/i.test(topic) ? 'are' : 'is',
  })
}

const choose = <T>(options: readonly T[], key: number): T => options[key % options.length]!
const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name) => own(values, name) ?? whole)

import { capitals, words as wordList } from '../texts/facts'
import { haikus, jokes, limericks, poems, storyFrames } from '../texts/verses'
import { calculate } from './arithmetic'
import { findIn } from './findings'
import { quoteForMarkup } from './markup'
import { hash } from './random'
import type { EngineAsk, EngineTurn } from './types'
import { topicOf, toSentences } from './words'

/** A small thing that can be done rather than known. Gets the last message, gives an answer in markup. */
type Skill = (message: string, ask: EngineAsk) => string | undefined

/** The first skill that has an answer; undefined where none has. */
export function bySkill(message: string, ask: EngineAsk): { answer: string; skill: string } | undefined {
  for (const [skill, run] of Object.entries(skills)) {
    const answer = run(message, ask)
    if (answer !== undefined) return { answer, skill }
  }
  return undefined
}

const skills: Record<string, Skill> = {
  echo,
  sums,
  letters,
  reversed,
  counted,
  remembered,
  memory,
  summary,
  sentiment,
  capital,
  translation,
  verse,
}

const trimmed = (text: string) => text.trim().replace(/^["“'‘`]+|["”'’`]+$/g, '')

function echo(message: string): string | undefined {
  const [, said] =
    /^(?:please\s+)?(?:just\s+|only\s+)?(?:say|reply|respond|answer|repeat|write|output|print|echo|return)(?:\s+(?:back|with|exactly|only|just|after me|the following|the words?|the text|this|verbatim))*\s*:?\s+(["“'‘`].+["”'’`]|[^\s.!?]+(?:\s[^\s.!?]+){0,3})(?:\s+(?:and nothing else|only|exactly))?[.!?]*$/is.exec(
      message.trim(),
    ) ?? []
  if (
    !said ||
    /^(?:a|an|the|me|about|in|something|some|what|why|how|my|your|it|to|story|poem|haiku|joke|json|yes or no)\b/i.test(
      trimmed(said),
    )
  )
    return undefined
  return quoteForMarkup(trimmed(said).replace(/,?\s+and nothing else$/i, ''))
}

function sums(message: string): string | undefined {
  const [, root] = /square root of (\d{1,12})\b/i.exec(message) ?? []
  if (root) return `[The square root of ${root} is|√${root} =|It is] ${Number(Math.sqrt(Number(root)).toPrecision(10))}.`
  const spoken = message
    .replace(/(\d)\s*(?:times|multiplied by|x)\s*(?=[\d(])/gi, '$1 * ')
    .replace(/(\d)\s*plus\s*(?=\d)/gi, '$1 + ')
    .replace(/(\d)\s*minus\s*(?=\d)/gi, '$1 - ')
    .replace(/(\d)\s*divided by\s*(?=\d)/gi, '$1 / ')
    .replace(/(\d+(?:\.\d+)?)\s*(?:%|percent) of\s*(\d+(?:\.\d+)?)/gi, '$1 / 100 * $2')
  const [sum] = findIn(spoken).sums
  if (!sum || message.length > 200) return undefined
  const value = calculate(sum)
  if (value === undefined) return undefined
  const shown = sum
    .replace(/\s+/g, ' ')
    .replace(/\s*([-+*/^])\s*/g, ' $1 ')
    .replace(/\*/g, '×')
    .trim()
  return `[${shown} = ${value}.|That is ${value}: ${shown} = ${value}.|It makes ${value}.]`
}

function letters(message: string): string | undefined {
  const [, letter, word] =
    /how (?:many|often)(?: does)? (?:times (?:does )?)?(?:the )?(?:letters? )?["'“]?(\p{L})["'”]?(?:'?s)? .*?\b(?:in|of)\s+(?:the word\s+)?["'“]?(\p{L}{2,40})["'”]?\s*\??$/iu.exec(
      message.trim(),
    ) ?? []
  if (!letter || !word) return lettersOf(message)
  const count = [...word.toLowerCase()].filter(one => one === letter.toLowerCase()).length
  return `[There ${count === 1 ? 'is' : 'are'} ${count}|I count ${count}|It has ${count}] “${letter}” in “${word}”. [(I counted with code: from tokens alone a model can hardly tell.)|A model that only sees tokens would have to guess, so I used a few lines of code.]`
}

function lettersOf(message: string): string | undefined {
  const [, word] =
    /how many (?:letters|characters) (?:are |does )?(?:there )?(?:in )?(?:the word )?["'“]?(\p{L}{2,40})["'”]?(?: have| has)?\s*\??$/iu.exec(
      message.trim(),
    ) ?? []
  return word && !/^(?:are|does)$/i.test(word) ? `“${word}” has ${[...word].length} letters.` : undefined
}

function reversed(message: string): string | undefined {
  const [, what, text] =
    /^(?:please )?(reverse|spell|uppercase|capitali[sz]e|shout|lowercase)(?: the (?:word|text|string|letters of))?(?: backwards)?\s*:?\s+["'“]?([^"'”\n]{1,80}?)["'”]?(?: backwards| in upper ?case| in lower ?case)?[.!]?$/i.exec(
      message.trim(),
    ) ?? []
  if (!what || !text) return undefined
  if (/revers/i.test(what) || /backwards/i.test(message)) return quoteForMarkup([...text].reverse().join(''))
  if (/spell/i.test(what)) return quoteForMarkup([...text.toUpperCase()].join('-'))
  return quoteForMarkup(/lower/i.test(what) ? text.toLowerCase() : text.toUpperCase())
}

function counted(message: string): string | undefined {
  const [, from, to] = /\bcount (?:from (\d{1,4}) )?(?:up )?to (\d{1,4})\b/i.exec(message) ?? []
  if (!to) return undefined
  const start = Number(from ?? 1)
  const length = Math.min(200, Math.abs(Number(to) - start) + 1)
  const step = Number(to) < start ? -1 : 1
  return `${Array.from({ length }, (_, index) => start + step * index).join(', ')}.`
}

/** What the user said of themself earlier. */
function remembered(message: string, { turns }: EngineAsk): string | undefined {
  if (!/\bwhat(?:'s| is|s) my name\b|\bwho am i\b|\bdo you (?:know|remember) my name\b/i.test(message)) return undefined
  for (const turn of [...turns].reverse()) {
    const [, name] =
      /\b(?:[Mm]y name is|[Ii] am called|[Cc]all me|I[’']m|I am)\s+(\p{Lu}[\p{L}'’-]+)/u.exec(
        turn.role === 'user' ? turn.text : '',
      ) ?? []
    if (name) return `[You told me: your name is ${name}.|${name}, as you said earlier.|Your name is ${name}.]`
  }
  return 'You have not told me [your name.|what you are called.] I only know what stands in the messages of this prompt.'
}

function memory(message: string, { turns }: EngineAsk): string | undefined {
  if (
    !/\bwhat (?:did|was) (?:i|my)\b.*\b(?:say|ask|question|message)\b|\bmy (?:first|last|previous) (?:question|message)\b/i.test(
      message,
    )
  )
    return undefined
  const earlier = turns.filter(turn => turn.role === 'user').slice(0, -1)
  const turn = /\bfirst\b/i.test(message) ? earlier[0] : earlier.at(-1)
  if (!turn)
    return 'This is the first message I can see. [I have no memory beyond the messages of the request.|A model sees only what stands in the request.]'
  return `You [wrote|said|asked]: “${quoteForMarkup(firstOf(turn))}”`
}

const firstOf = ({ text }: EngineTurn) => (text.length > 160 ? `${text.slice(0, 157)}…` : text)

/** Picks sentences; it does not understand them, and says so. */
function summary(message: string): string | undefined {
  const [, text] = /\b(?:summari[sz]e|summary of|tl;?dr|shorten)\b[^:\n]{0,60}[:\n]\s*([\s\S]{120,})/i.exec(message) ?? []
  if (!text) return undefined
  const sentences = toSentences(text)
  const counts = new Map<string, number>()
  const wordsOf = (sentence: string) => sentence.toLowerCase().match(/\p{L}{5,}/gu) ?? []
  for (const word of sentences.flatMap(wordsOf)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const score = (sentence: string) =>
    wordsOf(sentence).reduce((sum, word) => sum + (counts.get(word) ?? 0), 0) / (8 + wordsOf(sentence).length)
  const best = [...sentences].sort((a, b) => score(b) - score(a)).slice(0, sentences.length > 6 ? 2 : 1)
  const kept = sentences.filter(sentence => best.includes(sentence)).map(quoteForMarkup)
  return `[The sentences that carry most of it:|What seems to matter most:] ${kept.join(' ')} [(I pick sentences by their words; I do not understand them.)|I chose by counting words, so check it yourself.]`
}

const liked = new Set(
  'love loved great good excellent amazing wonderful happy perfect best nice awesome fantastic like enjoy beautiful thanks brilliant delightful pleased'.split(
    ' ',
  ),
)
const disliked = new Set(
  'hate bad terrible awful horrible worst poor broken sad angry disappointing disappointed slow useless ugly annoying never boring wrong'.split(
    ' ',
  ),
)

/** Counts friendly and unfriendly words, and says so. */
function sentiment(message: string): string | undefined {
  const [, text] = /\bsentiment\b[^:\n]{0,60}[:\n]\s*([\s\S]{3,})/i.exec(message) ?? []
  if (!text) return undefined
  const words: string[] = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const score = words.filter(word => liked.has(word)).length - words.filter(word => disliked.has(word)).length
  const verdict = score > 0 ? 'Positive' : score < 0 ? 'Negative' : 'Neutral'
  return `[${verdict}|${verdict}, as far as I can tell|${verdict}, I would say]: I [only count|do no more than count] friendly and unfriendly words.`
}

function capital(message: string): string | undefined {
  const [, country] = /\bcapital(?: city)? of (?:the )?([\p{L} ]{3,24}?)\s*[?.!]*$/iu.exec(message.trim()) ?? []
  const city = country && capitals.get(country.toLowerCase())
  return city ? `[The capital of ${country} is ${city}.|${city} is the capital of ${country}.|It is ${city}.]` : undefined
}

function translation(message: string): string | undefined {
  const [, text, language] =
    /\b(?:translate|how do you say|what is|say)\s+["“'‘]?([\p{L} ,!?]{2,30}?)["”'’]?\s+(?:in|into|to)\s+(german|french|spanish|italian|portuguese|japanese|chinese)\b/iu.exec(
      message,
    ) ?? []
  if (!text || !language) return undefined
  const found = wordList.get(text.toLowerCase().replace(/[!?.]+$/, ''))?.[language.toLowerCase()]
  if (found) return `[“${text}” is “${found}” in ${capitalised(language)}.|In ${capitalised(language)} one says “${found}”.]`
  return undefined
}

const capitalised = (text: string) => text[0]!.toUpperCase() + text.slice(1).toLowerCase()

function verse(message: string): string | undefined {
  const [, kind] = /\b(haiku|poem|verse|rhyme|limerick|story|fairy ?tale|tale|joke)\b/i.exec(message) ?? []
  if (!kind || !/\b(?:write|tell|compose|make|give|create|want|need|short|another|i'd like)\b/i.test(message)) return undefined
  if (/joke/i.test(kind)) return `[${jokes.map(joke => joke.replace(/[[\]|]/g, ' ')).join('|')}]`
  const [, about] = /\b(?:about|on|of|for|with)\s+(.{2,60}?)(?:\s+(?:in|with|using|for)\s+.*)?[.!?]*$/i.exec(message.trim()) ?? []
  const topic = quoteForMarkup(
    about?.trim() ||
      topicOf(message.replace(/\b(?:haiku|poem|verse|rhyme|limerick|story|tale|short|small|little)\b/gi, ' ')) ||
      'a lamp',
  )
  const texts = /haiku/i.test(kind) ? haikus : /limerick/i.test(kind) ? limericks : /story|tale/i.test(kind) ? storyFrames : poems
  return fillTopic(texts[hash(message) % texts.length]!, topic)
}

/** `{topic}`, and `{Topic}` at the beginning of a sentence. */
export const fillTopic = (text: string, topic: string): string =>
  text.replaceAll('{topic}', () => topic).replaceAll('{Topic}', () => topic[0]!.toUpperCase() + topic.slice(1))

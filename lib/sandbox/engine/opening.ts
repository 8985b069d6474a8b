import { storyOpenings } from '../texts/frames'
import { codeOpeners, factOpeners, openers } from '../texts/openers'
import type { Language } from './language'

/** Words that lose their capital inside a sentence. */
const small = new Set(
  'A An The It They This That These There Each Every Most Many Some At In On With Without Before After Between To Of For If When While Where Take Use Set Send Put Write Pick Point Open Close Add Keep Give Try Repetition Sampling Streaming Thinking Temperature Tokens Models Logprobs Perplexity Surprisal Providers Messages Arguments Structured Training Prompt Tool Few-shot Code Text Plants Air Water Light'.split(
    ' ',
  ),
)

/** The text with a way in that may be taken or not. Answers that begin with a word of their own, like "Yes,", have none. */
export function withOpening(text: string, kind: 'guide' | 'fact', language: Language): string {
  if (text.startsWith('```')) return `[${codeOpeners.join('|')}]\n\n${text}`
  const [first] = /^[^\s[\]|]+(?=\s)/.exec(text) ?? []
  if (language === 'ja' || language === 'zh') return group(openers[language], '', firstOf(text), text)
  if (!first || /[.!?“]$|^(?:Yes|No|I|42)\b/.test(first)) return text
  const ways = language !== 'en' ? openers[language] : kind === 'fact' ? factOpeners : openers.en
  return group(ways, ' ', first, text)
}

/** A story with its way in, and where there is room for it a last line. */
export function withStoryFrame(story: string, ending: string): string {
  const [first] = /^[^\s[\]|]+(?=\s)/.exec(story) ?? []
  const opened = first
    ? `[${[first, ...storyOpenings.map(opening => `${opening} ${first}`)].join('|')}]${story.slice(first.length)}`
    : story
  // A story that breaks off does so on purpose.
  return ending && /[.!?”\]]$/.test(story) ? `${opened}\n\n${ending}` : opened
}

const firstOf = (text: string) => [...text].slice(0, 3).join('')

function group(ways: readonly string[], space: string, first: string, text: string): string {
  const low = small.has(first) ? first[0]!.toLowerCase() + first.slice(1) : first
  const options = ways.map(way => (way.endsWith(',') ? `${way}${space}${low}` : `${way}${space}${first}`))
  // Names and acronyms keep their capitals after a comma; a verb or noun that would look wrong so has colons only.
  const isName = first === low && /^\p{Lu}/u.test(first) && !names.test(first)
  const fitting = isName ? options.map(option => option.replace(/^([^,:]+),/, '$1:')) : options
  return `[${[first, ...fitting].join('|')}]${text.slice(first.length)}`
}

const names =
  /^(?:OpenAI|Anthropic|Gemini|Azure|Claude|Chat|MCP|RAG|RLHF|JSON|HTTP|UTF-8|Unicode|Ollama|OpenRouter|Vertex|Converse|Groq|Alan|Pi|Jupiter|Refract|Retrieval-augmented)/

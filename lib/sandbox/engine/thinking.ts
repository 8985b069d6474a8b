import { quoteForMarkup, spell } from './markup'
import { toSentences } from './words'

/** What an answer will be, as far as a plan needs it. */
export interface Intent {
  kind: 'known' | 'skill' | 'unknown' | 'calls' | 'results' | 'schema' | 'attachment' | 'verse'
  /** What it is about. */
  about: string
  /** The answer that is coming, in markup. */
  answer: string
  /** Sentences allowed. */
  limit: number
  /** Words of the system prompt. */
  instructions: string
  style: 'brief' | 'thorough' | 'story'
}

/** A plan in a few sentences, shortened to fit the budget. */
export function planOf(intent: Intent, budget: number, count: (text: string) => number): string {
  const kept: string[] = []
  let left = budget
  for (const sentence of [...opening(intent), ...middle(intent), ...closing(intent)]) {
    const text = kept.length === 0 || sentence.startsWith('\n') ? sentence : ` ${sentence}`
    left -= count(spell(text, options => options.reduce((one, other) => (other.length > one.length ? other : one))))
    if (left < 0) break
    kept.push(text)
  }
  return kept.join('')
}

function opening({ about, instructions, limit }: Intent): string[] {
  const topic = quoteForMarkup(about)
  const said = quoteForMarkup(instructions.length > 90 ? `${instructions.slice(0, 87)}…` : instructions)
  return [
    topic ? `The user [asks about|wants to know about|is asking about] ${topic}.` : 'The user wrote something short.',
    ...(said ? [`The instructions say: “${said}”`] : []),
    ...(limit < Infinity ? [`So [no more than|at most] ${limit} sentence${limit === 1 ? '' : 's'}.`] : []),
  ]
}

function middle({ kind, about, answer }: Intent): string[] {
  const topic = quoteForMarkup(about)
  switch (kind) {
    case 'known':
      return [
        '[I have a text on that, so I need not guess.|This is something I know.]',
        '[What belongs in:|The points that matter:]',
        ...points(answer),
      ]
    case 'skill':
      return ['[I can work that out with a few lines of code.|That is a small task I can do exactly.]']
    case 'calls':
      return [
        `[One of the tools fits:|There is a tool for that:] ${topic}.`,
        'I take its arguments from the message and [fill the rest sensibly.|make up only what is missing.]',
      ]
    case 'results':
      return [
        '[The tool results are there.|The tools have answered.]',
        '[I repeat what they say and add nothing.|I put them into words and invent nothing.]',
      ]
    case 'schema':
      return [
        'The answer has to be JSON [that fits the schema|of the given shape].',
        '[Names and numbers from the message come first,|I use what the message says,] and the rest is made up.',
      ]
    case 'attachment':
      return [
        '[Something is attached.|There is an attachment.]',
        'I can tell its type and size and [nothing of its content.|no more.]',
      ]
    case 'verse':
      return [`[A form first, then|A few words for] ${topic}.`, '[Short lines read best.|It should end on a picture.]']
    default:
      return [
        `[Nothing I learnt covers ${topic || 'that'}.|I find no text of mine on ${topic || 'that'}.]`,
        '[I should say so plainly and not invent facts.|Better to say that than to make something up.]',
        'I can [name what I do know instead.|offer something I know.]',
      ]
  }
}

/** The beginning of each sentence of the answer. */
function points(answer: string): string[] {
  return toSentences(
    spell(answer)
      .replace(/```[\s\S]*?```/g, '')
      .replace(/\*\*/g, ''),
  )
    .filter(sentence => !sentence.endsWith(':'))
    .slice(0, 4)
    .map(sentence => sentence.replace(/^[-*•\d.]+\s+/, ''))
    .map((sentence, index) => `\n${index + 1}. ${quoteForMarkup(clause(sentence))}`)
}

function clause(sentence: string): string {
  const [first] = /^.{18,90}?(?=[,:;–]|\s(?:and|so|but|because|which|while)\s|$)/.exec(sentence) ?? []
  return (first ?? sentence.split(' ').slice(0, 12).join(' ')).replace(/[.!?]+$/, '')
}

function closing({ kind, style }: Intent): string[] {
  if (kind === 'calls' || kind === 'schema') return []
  const end = {
    brief: '[Short, then.|Keep it short.]',
    thorough: '[First the point itself, then when it matters.|Start with the plain answer and then go on to the details.]',
    story: '[I will put it into a small story.|A small story carries it best.]',
  }[style]
  return [kind === 'known' ? `\n${end}` : end]
}

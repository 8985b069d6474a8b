// What a message is about: lower-case words without endings, several spellings of one thing made one word.

const spellings: [RegExp, string][] = [
  [/\bnucleus sampling\b/g, 'top_p'],
  [/\btop[\s-]([pk])\b/g, 'top_$1'],
  [/\bmin[\s-]p\b/g, 'min_p'],
  [/\b(temperature|presence|frequency|repetition) penalt(y|ies)\b/g, '$1_penalty'],
  [/\bmax[\s-](completion[\s-])?tokens?\b/g, 'max_tokens'],
  [/\bmax_completion_tokens\b/g, 'max_tokens'],
  [/\blogit[\s-]bias\b/g, 'logit_bias'],
  [/\btop[\s_-]log[\s-]?probs?\b/g, 'top_logprobs'],
  [/\blog[\s-]?prob(?:s|abilit(?:y|ies))?\b/g, 'logprobs'],
  [/\bstop (?:sequence|word|string)s?\b/g, 'stop_sequence'],
  [/\b(?:tool|function)s?[\s-]call(?:s|ing)?\b/g, 'tool_call'],
  [/\btool[\s-]choice\b/g, 'tool_choice'],
  [/\bsystem (?:prompt|message)s?\b/g, 'system_prompt'],
  [/\bfinish[\s-]reasons?\b/g, 'finish_reason'],
  [/\bresponse[\s-]format\b/g, 'response_format'],
  [/\bjson[\s-]schemas?\b/g, 'json_schema'],
  [/\bstructured (?:output|answer)s?\b/g, 'structured_output'],
  [/\bjson[\s-](?:mode|object)\b/g, 'json_object'],
  [/\breasoning[\s-]effort\b/g, 'reasoning_effort'],
  [/\bbudget[\s-]tokens\b/g, 'budget_tokens'],
  [/\bcontext (?:window|length|size)s?\b/g, 'context_window'],
  [/\bparallel[\s-]tool[\s-_]calls?\b/g, 'parallel_tool_calls'],
  [/\bfirst token\b|\btime to first token\b|\bttft\b/g, 'first_token'],
  [/\bhugging face\b/g, 'huggingface'],
  [/\bserver[\s-]sent events?\b/g, 'sse'],
]

// Most texts have none of them: one look spares the rest.
const anySpelling = new RegExp(spellings.map(([pattern]) => pattern.source).join('|'))

const stopWords = new Set(
  `a an the and or but of in on at to for from with without by as is are was were be been being am it its this that these those there here
  i me my mine you your yours he him his she her hers we us our they them their do does did have has had having can could will
  would shall should may might must not no yes so if then than just very too also please tell explain describe give show let about some any
  get make want need like know think say says mean means meant thing things okay ok hey well really actually kind sort way bit lot
  der die das den dem des ein eine einen einem einer und oder aber von im in am an zu für mit ohne als ist sind war sei es ich du er sie wir
  mir mich dir dich sich nicht auch nur bitte erkläre sag sagen kann kannst
  le la les un une des du de et ou mais dans sur pour avec sans est sont je tu il elle nous vous ce cette ces ne pas se que qui qu plus moi
  el los las una unos unas y o pero en por para con sin es son yo tú él ella nosotros este esta eso no se me te lo al del más`.split(
    /\s+/,
  ),
)

/** Words that tell one question about a thing from another; they count less than the thing. */
const questionWords = new Set(
  `what when how why who where which whose was wann wie warum wer wo welche quoi quand comment pourquoi où quel quelle qué cuándo cómo
  porqué quién dónde cuál write best better good right correct correctly reliable reliably properly value default possible app chatbot project build
  building today happen happens set currently exactly simple easy easily bad worth care use used using work works difference example many much`.split(
    /\s+/,
  ),
)

/** A message's words, in order, with their weight. */
export function toWords(message: string): { word: string; weight: number }[] {
  let text = message.normalize('NFKC').toLowerCase().replace(/[’`]/g, "'")
  if (anySpelling.test(text)) for (const [pattern, word] of spellings) text = text.replace(pattern, word)
  const words: { word: string; weight: number }[] = []
  for (const [found] of text.matchAll(/[\p{L}\p{N}_]+(?:'\p{L}+)?/gu)) {
    if (
      found > '\u0e00' &&
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u.test(found)
    ) {
      for (const pair of pairs(found)) words.push({ word: pair, weight: 1 })
      continue
    }
    const bare = found.replace(/'(s|re|m|ll|d|ve|t)$/, '')
    if (stopWords.has(bare)) continue
    const weight = questionWords.has(bare) || /^\d+$/.test(bare) ? 0.35 : bare.includes('_') ? 1.6 : 1
    words.push({ word: stem(bare), weight })
  }
  return words
}

/** Scripts without spaces: two letters at a time. */
function pairs(text: string): string[] {
  const letters = [...text]
  if (letters.length < 2) return letters
  return letters.slice(1).map((letter, index) => letters[index]! + letter)
}

/** Cuts the usual English endings; other languages lose an ending now and then, which does no harm. */
export function stem(word: string): string {
  if (word.length < 4 || word.includes('_')) return word
  const known = stems.get(word)
  if (known !== undefined) return known
  const found = withoutEnding(word)
  if (stems.size < 5000) stems.set(word, found)
  return found
}

const stems = new Map<string, string>()

function withoutEnding(word: string): string {
  return word
    .replace(/ies$/, 'y')
    .replace(/(sh|ch|x|ss)es$/, '$1')
    .replace(/([^su])s$/, '$1')
    .replace(/^(.{3,}?)(?:ing|ed)$/, '$1')
    .replace(/([b-df-hj-np-tv-z])\1$/, '$1')
    .replace(/^(.{3,})e$/, '$1')
}

/**
 * The words of a message as it spells them, without the small ones: what it is about, at most six words in a row.
 * `weight` tells which words count more.
 */
export function topicOf(message: string, weight: (word: string) => number = byLength): string {
  const plain = message
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  let best: string[] = []
  let run: string[] = []
  const close = () => {
    if (weigh(run, weight) > weigh(best, weight)) best = run
    run = []
  }
  for (const part of plain.split(' ')) {
    const bare = part.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%]+$/gu, '')
    const low = bare.toLowerCase()
    if (bare === '' || stopWords.has(low.replace(/'\p{L}+$/u, '')) || questionWords.has(low) || opening.has(low)) close()
    else run.push(bare)
    if (/[.,;:!?)]$/.test(part)) close()
  }
  close()
  const topic = best.slice(0, 6).join(' ')
  return topic.length > 60 ? `${[...topic].slice(0, 57).join('')}…` : topic
}

const opening = new Set(
  'explique-moi explique raconte-moi erzähl erzähle erklär erkläre explícame explica dime cuéntame spiegami dimmi schreib schreibe écris escribe hi hello invent imagine extract classify return fill describe identify parse write translate summarize summarise create generate list name compose find help short long story poem haiku one two three'.split(
    ' ',
  ),
)

const byLength = (word: string) => Math.min(word.length, 12)
const weigh = (words: string[], weight: (word: string) => number) =>
  words.slice(0, 6).reduce((sum, word) => sum + weight(word) + byLength(word) / 100 + (/^\p{Lu}/u.test(word) ? 0.05 : 0), 0)

/** The sentences of a text; numbers like 0.9 and short forms do not end one. */
export function toSentences(text: string): string[] {
  return (
    text
      .match(/[^\n]+?(?:(?<![\s(](?:e\.g|i\.e|etc|vs|Mr|Mrs|Dr))[.!?。！？]["”’)*_]*(?=\s|$|(?<=[。！？]))|(?=\n|$))/gu)
      ?.map(one => one.trim())
      .filter(Boolean) ?? []
  )
}

export const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'ja', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

const marks: Record<Exclude<Language, 'ja' | 'zh'>, Set<string>> = {
  en: new Set('the is are what how why when does do you your of to and in that this can for with it'.split(' ')),
  de: new Set(
    'der die das ist sind was wie warum wann und ich du nicht ein eine einen kann mit für auf wer wo mir bitte hallo von'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'le la les est sont que quoi comment pourquoi quand et je tu vous nous une des du avec pour dans bonjour qui ce quel'.split(
      ' ',
    ),
  ),
  es: new Set(
    'el la los las es son qué cómo por cuándo y yo tú una un con para en hola quién cuál eres del puedes hay'.split(' '),
  ),
  it: new Set('il lo gli è sono che cosa come perché quando e io tu una un con per ciao chi di della quale sei puoi'.split(' ')),
  pt: new Set('o os as é são que como por quando e eu você uma um com para olá quem qual não do da em pode'.split(' ')),
}

const named: [RegExp, Language][] = [
  [/\b(?:in german|auf deutsch|german please)\b/i, 'de'],
  [/\b(?:in french|en français|auf französisch)\b/i, 'fr'],
  [/\b(?:in spanish|en español|auf spanisch)\b/i, 'es'],
  [/\b(?:in italian|in italiano)\b/i, 'it'],
  [/\b(?:in portuguese|em português)\b/i, 'pt'],
  [/\b(?:in japanese)\b|日本語で/i, 'ja'],
  [/\b(?:in chinese|in mandarin)\b|用中文/i, 'zh'],
  [/\b(?:in english|auf englisch|en anglais|en inglés)\b/i, 'en'],
]

/** The language that is asked for by name. */
export const namedLanguage = (...texts: string[]): Language | undefined =>
  texts.map(text => named.find(([pattern]) => pattern.test(text))?.[1]).find(Boolean)

/** The language an answer should be in: the one asked for by name, else the one the message is written in. */
export function languageOf(message: string, instructions = ''): Language {
  const asked = namedLanguage(message, instructions)
  if (asked) return asked
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(message)) return 'ja'
  if (/\p{Script=Han}/u.test(message)) return 'zh'
  const words = message.toLowerCase().match(/\p{L}+/gu) ?? []
  let best: Language = 'en'
  let most = words.filter(word => marks.en.has(word)).length
  for (const [language, set] of Object.entries(marks) as [Language, Set<string>][]) {
    const count = words.filter(word => set.has(word)).length
    if (count > most) [best, most] = [language, count]
  }
  return best
}

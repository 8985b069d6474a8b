import type { Language } from '../engine/language'

/** Ways to begin an answer, besides beginning it. They end with a colon where the next word keeps its capital. */
export const openers: Record<Language, readonly string[]> = {
  en: ['In short,', 'Put simply,', 'Briefly,', 'Simply put,', 'In plain words,', 'In a nutshell,'],
  de: ['Kurz gesagt:', 'Einfach gesagt:', 'Kurz:'],
  fr: ['En bref :', 'Pour faire court :', 'En deux mots :'],
  es: ['En breve:', 'En pocas palabras:', 'Dicho de forma sencilla:'],
  it: ['In breve:', 'In poche parole:'],
  pt: ['Em resumo:', 'Em poucas palavras:'],
  ja: ['簡単に言うと、', '一言で言えば、'],
  zh: ['简单来说，', '一句话：'],
}

/** Before plain facts. */
export const factOpeners: readonly string[] = [
  'As far as I know,',
  'From what I learnt,',
  'My texts say:',
  'If I remember rightly,',
  'In all brevity:',
]

/** Before code. */
export const codeOpeners: readonly string[] = [
  'Here you are:',
  'For example:',
  'Like this:',
  'One way to write it:',
  'This should do:',
  'A short version:',
]

import type { Language } from '../engine/language'

/** One thing the built-in model knows. Texts are in markup: `[one|another]` offers wordings. */
export interface Entry {
  /** As a sentence names it: `top_p`, `the receipt`. */
  about: string
  /** Ways to ask; one is enough, words count and not their order. */
  ask: string[]
  /** One or two sentences. */
  brief: string
  /** A paragraph that stands alone, then more, with a list where it helps. Absent: the brief answer. */
  thorough?: string
  /** Absent: the brief answer in a frame. */
  story?: string
  /** Absent: English. */
  language?: Language
}

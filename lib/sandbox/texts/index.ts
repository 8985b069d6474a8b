import { own } from '@/lib/util/own'
import { code } from './code'
import type { Entry } from './entry'
import { facts } from './facts'
import { dontKnow, knownFrames, nextFrames, storyClosings, storyOfUnknown, storyOpenings, withoutWords } from './frames'
import { languages } from './languages'
import { logprobs } from './logprobs'
import { models } from './models'
import { playground } from './playground'
import { providers } from './providers'
import { sampling } from './sampling'
import { schemas } from './schemas'
import { smallTalk } from './small-talk'
import { streaming } from './streaming'
import { thinking } from './thinking'
import { tools } from './tools'
import { jokes, lines, storyFrames } from './verses'

const topics = [sampling, logprobs, tools, schemas, thinking, streaming, playground, providers, models].flat()

/** Everything the built-in model knows. The texts are this project's own. */
export const entries: readonly Entry[] = [...topics, ...smallTalk, ...facts, ...code, ...languages]

/** Entries worth pointing at from others. */
export const guide: ReadonlySet<Entry> = new Set(topics)

const frames = Object.values(dontKnow).flatMap(({ short, brief, thorough }) => [...short, ...brief, ...thorough])
const fillings = {
  topic: 'lamps',
  Topic: 'Lamps',
  about: 'lamps',
  others: 'tokens or top_p',
  is: 'are',
  ramble: 'so.',
  brief: 'It is.',
}
const filled = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name) => own<string>(fillings, name) ?? whole)

/** Entries that are conversation rather than knowledge. */
export const talk: ReadonlySet<Entry> = new Set([
  ...smallTalk,
  ...languages.filter(({ about }) => smallTalk.some(other => other.about === about)),
])

/** More for the word statistics to learn from, in markup. */
export const plainTexts: readonly string[] = [
  ...lines,
  ...[
    ...storyFrames,
    ...frames,
    ...storyOfUnknown,
    ...knownFrames,
    ...nextFrames,
    ...storyOpenings,
    ...storyClosings,
    ...withoutWords,
  ].map(filled),
  ...jokes,
]

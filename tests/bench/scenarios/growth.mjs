import { median, steepest } from '../arithmetic.mjs'
import { conversation, messages, picture, tools } from '../prompts.mjs'
import { measureRate } from './common.mjs'

/** At least five sizes over two decades, smallest first. */
const CURVES = [
  { what: 'messages', sizes: [10, 32, 100, 316, 1000], asked: messages },
  { what: 'tools', sizes: [1, 4, 12, 40, 128], asked: tools },
  { what: 'bytes', sizes: [40_000, 126_000, 400_000, 1_260_000, 4_000_000], asked: picture },
  {
    what: 'chunks',
    sizes: [1000, 3162, 10_000, 31_623, 100_000],
    asked: provider => conversation(provider, 1000, { stream: true }),
    streamed: true,
  },
]
const PROVIDERS = ['openai', 'anthropic', 'gemini', 'bedrock']
/** For each point; a large one takes as long as it takes. */
const MS = 150

/** How the front door's processor time grows with what is asked and answered: the exponent, 1 where twice the size takes twice the time. */
export async function growth({ around, contestants, rounds: count }) {
  const front = contestants.find(({ name }) => name === 'front')
  const rows = []
  for (const { what, sizes, asked, streamed } of CURVES) {
    for (const provider of PROVIDERS) {
      const bodies = new Map(sizes.map(size => [size, asked(provider, size)]))
      const measure = async size => {
        const answer = streamed
          ? { path: `events-${size}-of-8-every-0`, expect: { words: size, end: '[DONE]' } }
          : { path: 'whole-1000', expect: { words: 125, end: '' } }
        const request = front.request(provider, answer.path, bodies.get(size))
        return (await measureRate(around, front, { request, expect: answer.expect, callers: 1, ms: MS })).cpu
      }
      for (const size of sizes) await measure(size)
      const times = new Map(sizes.map(size => [size, []]))
      for (let round = 0; round < count; round++) for (const size of sizes) times.get(size).push(await measure(size))
      const points = sizes.map(size => [size, median(times.get(size))])
      rows.push({
        id: `growth-${what}-${provider}`,
        what: `processor time by ${what} to ${sizes.at(-1).toLocaleString('en')}, ${provider}: exponent`,
        unit: '',
        values: { front: steepest(points) },
        points,
      })
    }
  }
  return rows
}

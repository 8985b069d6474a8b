import { launch } from '../contestants.mjs'
import { conversation } from '../prompts.mjs'
import { interleave, rowOf } from '../rounds.mjs'
import { exact } from './common.mjs'

/** Before anything was asked. */
export async function memory({ contestants }) {
  const rounds = {}
  for (const { name, usage } of contestants) if (name !== 'direct') rounds[name] = [(await usage()).memory / 1_000_000]
  return [rowOf('memory', 'memory after the start', 'MB', rounds, megabytes => megabytes)]
}

/** From starting the process to the first whole answer, in milliseconds. */
export async function coldStart({ around, contestants, rounds: count }) {
  const measure = async ({ name }) => {
    const begun = performance.now()
    const contestant = await launch(name, around.mock)
    try {
      const request = contestant.request('openai', 'whole-1000', conversation('openai', 1000))
      exact(await around.run({ kind: 'together', request, expect: { words: 125, end: '' }, callers: 1 }), contestant)
      return performance.now() - begun
    } finally {
      await contestant.stop()
    }
  }
  const servers = contestants.filter(({ name }) => name !== 'direct')
  const rounds = await interleave(servers, measure, { count, pairs: [], value: ms => ms })
  return [rowOf('cold-start', 'from its start to the first answer', 'ms', rounds, ms => ms)]
}

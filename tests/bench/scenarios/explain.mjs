import { conversation } from '../prompts.mjs'
import { interleave, rowOf } from '../rounds.mjs'
import { measureRate } from './common.mjs'

const MODELS = [
  'openai/gpt-4.1',
  'anthropic/claude-sonnet-4-5',
  'gemini/gemini-2.5-flash',
  'bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0',
  'groq/llama-3.3-70b-versatile',
]

/** The receipt of a route of five targets, over HTTP, one caller. */
export async function explain({ around, contestants, ms, rounds: count }) {
  const targets = MODELS.map(name => {
    const [provider, model] = name.split('/')
    return { provider, override_params: { model } }
  })
  const headers = {
    'content-type': 'application/json',
    'x-portkey-config': JSON.stringify({ strategy: { mode: 'fallback' }, targets }),
  }
  const body = conversation('openai', 1000)
  const measure = contestant =>
    measureRate(around, contestant, {
      request: { url: `${contestant.url}/v1/explain`, headers, body },
      expect: { words: 0, end: MODELS.at(-1).split('/')[1] },
      callers: 1,
      ms,
    })
  const ours = contestants.filter(({ name }) => name === 'front' || name === 'next')
  const rounds = await interleave(ours, measure, { count, pairs: [], value: ({ p50 }) => p50 })
  return [rowOf('explain', 'explain, five targets: p50', 'ms', rounds, ({ p50 }) => p50)]
}

import { conversation } from './prompts.mjs'
import { endOf, measureRate } from './scenarios/common.mjs'

/** Everybody answers everything for `ms` milliseconds before it counts, so that what is compiled while it runs is: servers run for days. */
export async function warmUp({ around, contestants, ms }) {
  for (const contestant of contestants) {
    for (const wire of ['openai', 'anthropic']) {
      const whole = contestant.request(wire, 'whole-1000', conversation(wire, 1000))
      await measureRate(around, contestant, { request: whole, expect: { words: 125, end: '' }, callers: 10, ms })
      const streamed = contestant.request(wire, 'events-100-of-8-every-0', conversation(wire, 1000, { stream: true }))
      const expect = { words: 100, end: endOf(contestant, wire) }
      await measureRate(around, contestant, { request: streamed, expect, callers: 10, ms })
    }
  }
}

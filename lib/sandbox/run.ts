import type { EngineEvent } from './engine/types'
import { cutShort, type Model, paceOf, stallAfterOne } from './faults'
import { paced } from './pace'
import type { World } from './world'

/** One event of one choice. */
export interface Step<Event = EngineEvent> {
  choice: number
  event: Event
}

/** Runs the choices interleaved, at the model's pace and with its fault. Ends without `end` when cut. */
export function run<Event extends { kind: string }>(
  choices: readonly Iterator<Event>[],
  model: Model,
  world: World,
  signal: AbortSignal,
): AsyncIterable<Step<Event>> {
  const pace = paceOf(model, world.tokensPerSecond())
  const together = { ...pace, tokensPerSecond: pace.tokensPerSecond * choices.length }
  const steps = paced(interleave(choices), isToken, together, world.clock, signal)
  if (model.fault === 'cut') return cutShort(steps, isToken, isEnd)
  if (model.fault === 'stall') return stallAfterOne(steps, isToken, isEnd, signal)
  return steps
}

const TOKENS = new Set(['thinking', 'text', 'arguments', 'refusal'])
const isToken = ({ event }: Step<{ kind: string }>) => TOKENS.has(event.kind)
const isEnd = ({ event }: Step<{ kind: string }>) => event.kind === 'end'

function* interleave<Event>(choices: readonly Iterator<Event>[]): Generator<Step<Event>> {
  const open = new Set(choices.keys())
  try {
    while (open.size) {
      for (const choice of open) {
        const { done, value } = choices[choice]!.next()
        if (done) open.delete(choice)
        else yield { choice, event: value }
      }
    }
  } finally {
    for (const choice of choices) choice.return?.()
  }
}

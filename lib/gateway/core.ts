import { send } from '@/lib/egress'
import { type Answer, json } from './answer'
import { chatCompletions } from './chat'
import { clocksOf } from './clocks'
import { preflight, withCors } from './cors'
import { elsewhere } from './elsewhere'
import { explain } from './explain'
import { healthz } from './healthz'
import type { Incoming } from './incoming'
import { models } from './models'
import type { Services } from './services'
import { processShared } from './shared'
import { traces } from './traces'

/** Loaded with the first question for it: answers need none of it. */
async function openapi() {
  const { openapiDocument } = await import('./contract/openapi')
  return json(openapiDocument())
}

/** The gateway as plain functions from a request to an answer, which no server of its own has a hand in. */
export function createCore(services: Partial<Services> = {}) {
  // A copy: process.env asks the system at every read.
  const env = services.env ?? { ...process.env }
  const shared = services.shared ?? processShared()
  const all: Services = {
    env,
    clocks: clocksOf(env),
    shared,
    egress: send,
    tokens: shared.tokens,
    monotonic: () => performance.now(),
    today: Date.now,
    now: () => Math.floor(Date.now() / 1000),
    random: Math.random,
    uuid: () => crypto.randomUUID(),
    ...services,
  }
  const readable = async (incoming: Incoming, answer: Answer | Promise<Answer>) => withCors(incoming, await answer, env)
  return {
    chatCompletions: (incoming: Incoming) => readable(incoming, chatCompletions(incoming, all)),
    explain: (incoming: Incoming) => readable(incoming, explain(incoming, all)),
    models: (incoming: Incoming) => readable(incoming, models(incoming, all)),
    traces: (incoming: Incoming, traceId: string) => readable(incoming, traces(incoming, traceId, all)),
    openapi: (incoming: Incoming) => readable(incoming, openapi()),
    elsewhere: (incoming: Incoming, method: string) => readable(incoming, elsewhere(incoming, method, all)),
    /** OPTIONS, on every path. */
    preflight: (incoming: Incoming) => preflight(incoming, env),
    healthz: () => healthz(all),
    /** Until everything is written down that answers left behind. */
    settled: () => shared.background.settled(),
    /** Ends every call under way: whoever waits for an answer is told, inside it where it has begun. */
    shutDown() {
      for (const end of shared.calls) end()
    },
  }
}

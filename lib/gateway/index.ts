import { send } from '@/lib/egress'
import { chatCompletions } from './chat'
import { clocksOf } from './clocks'
import { openapiDocument } from './contract/openapi'
import { preflight, withCors } from './cors'
import { explain } from './explain'
import { healthz } from './healthz'
import { models } from './models'
import type { Services } from './services'
import { processShared } from './shared'
import { traces } from './traces'

/** The gateway as plain functions from a Request to a Response: what route handlers and the front door call. */
export function createGateway(services: Partial<Services> = {}) {
  const env = services.env ?? process.env
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
  const readable = async (incoming: Request, answer: Response | Promise<Response>) => withCors(incoming, await answer, env)
  return {
    chatCompletions: (incoming: Request) => readable(incoming, chatCompletions(incoming, all)),
    explain: (incoming: Request) => readable(incoming, explain(incoming, all)),
    models: (incoming: Request) => readable(incoming, models(incoming, all)),
    traces: (incoming: Request, traceId: string) => readable(incoming, traces(incoming, traceId, all)),
    openapi: (incoming: Request) => readable(incoming, Response.json(openapiDocument())),
    /** OPTIONS, on every path. */
    preflight: (incoming: Request) => preflight(incoming, env),
    healthz: () => healthz(all),
    /** Until everything is written down that answers left behind. */
    settled: () => shared.background.settled(),
  }
}

export const gateway = createGateway()

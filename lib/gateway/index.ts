import { createCore } from './core'
import type { Services } from './services'
import { fromRequest, toResponse } from './web'

/** The gateway as functions from a Request to a Response: what route handlers call. */
export function createGateway(services: Partial<Services> = {}) {
  const core = createCore(services)
  return {
    chatCompletions: async (request: Request) => toResponse(await core.chatCompletions(fromRequest(request))),
    explain: async (request: Request) => toResponse(await core.explain(fromRequest(request))),
    models: async (request: Request) => toResponse(await core.models(fromRequest(request))),
    traces: async (request: Request, traceId: string) => toResponse(await core.traces(fromRequest(request), traceId)),
    openapi: async (request: Request) => toResponse(await core.openapi(fromRequest(request))),
    /** A path or method that the API does not have. */
    elsewhere: async (request: Request) => toResponse(await core.elsewhere(fromRequest(request), request.method)),
    /** OPTIONS, on every path. */
    preflight: (request: Request) => toResponse(core.preflight(fromRequest(request))),
    healthz: async () => toResponse(await core.healthz()),
    settled: core.settled,
  }
}

export const gateway = createGateway()

/** For the methods that a route does not take. */
export const elsewhere = gateway.elsewhere

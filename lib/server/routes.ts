import type { Answer } from '@/lib/gateway/answer'
import { createCore } from '@/lib/gateway/core'
import type { Incoming } from '@/lib/gateway/incoming'
import { own } from '@/lib/util/own'

/** What the front door answers itself, with the place in its path that `[id]` stands for. All else is Next's. */
export type Handler = (incoming: Incoming, id: string) => Answer | Promise<Answer>
/** What is rarely asked for, and speaks the Fetch standard as its route handler does. */
export type WebHandler = (request: Request) => Promise<Response>

type Method = 'GET' | 'POST' | 'OPTIONS'
export type Route = { speaks: 'answers'; handler: Handler } | { speaks: 'fetch'; handler: WebHandler }

export const core = createCore()

const answers = (handler: Handler): Route => ({ speaks: 'answers', handler })
const fetches = (handler: WebHandler): Route => ({ speaks: 'fetch', handler })
const OPTIONS = answers(core.preflight)

/** As the files of app say it, which serve the same on Vercel. */
export const routes: Record<string, Partial<Record<Method, Route>>> = {
  '/v1/chat/completions': { POST: answers(core.chatCompletions), OPTIONS },
  '/chat/completions': { POST: answers(core.chatCompletions), OPTIONS },
  '/v1/explain': { POST: answers(core.explain), OPTIONS },
  '/v1/models': { GET: answers(core.models), OPTIONS },
  '/v1/openapi.json': { GET: answers(core.openapi), OPTIONS },
  '/v1/traces/[id]': { GET: answers(core.traces), OPTIONS },
  '/healthz': { GET: answers(core.healthz) },
  // The AI SDK takes a while to load.
  '/api/assist': { POST: fetches(async request => (await import('@/lib/assist')).assist(request)) },
}

/** The paths that end in an id, without it. */
const byPrefix = new Map(Object.keys(routes).flatMap(path => (path.endsWith('/[id]') ? [[path.slice(0, -4), path]] : [])))

/** Who answers a request, and the id in its path. */
export function routeOf(method = '', url = ''): { route: Route; id: string } | undefined {
  const query = url.indexOf('?')
  const path = query < 0 ? url : url.slice(0, query)
  const found = own(routes, path)
  if (found) return chosen(found, method, '')
  const cut = path.lastIndexOf('/') + 1
  const [prefix, id] = [path.slice(0, cut), path.slice(cut)]
  const named = byPrefix.get(prefix)
  const decoded = named && decodedId(id)
  return decoded ? chosen(routes[named!]!, method, decoded) : undefined
}

/** What is no text is Next's to refuse. */
function decodedId(id: string): string | undefined {
  try {
    return decodeURIComponent(id)
  } catch {
    return undefined
  }
}

function chosen(methods: Partial<Record<Method, Route>>, method: string, id: string) {
  const route = own(methods as Record<string, Route>, method)
  return route && { route, id }
}

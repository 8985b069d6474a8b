import { version } from '@/package.json'
import { bodyLimit } from './body'
import type { Services } from './services'

/** GET /healthz. Uptime in seconds, the largest body in bytes. */
export function healthz({ monotonic, env }: Services): Response {
  return Response.json(
    { status: 'ok', version, uptime: Math.round(monotonic() / 1000), body_limit: bodyLimit(env) },
    { headers: { 'cache-control': 'no-store' } },
  )
}

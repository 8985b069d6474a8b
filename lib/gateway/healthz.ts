import { version } from '@/package.json'
import type { Services } from './services'

/** GET /healthz. Uptime in seconds. */
export function healthz({ monotonic }: Services): Response {
  return Response.json(
    { status: 'ok', version, uptime: Math.round(monotonic() / 1000) },
    { headers: { 'cache-control': 'no-store' } },
  )
}

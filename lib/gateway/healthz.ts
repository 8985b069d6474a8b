import { version } from '@/package.json'
import { type Answer, json } from './answer'
import { bodyLimit } from './body'
import type { Services } from './services'

/** GET /healthz. Uptime in seconds, the largest body in bytes, and whether what is kept can be reached: answers go on without. */
export async function healthz({ monotonic, env, shared: { store } }: Services): Promise<Answer> {
  const reachable = await store.check().then(
    () => true,
    () => false,
  )
  return json(
    {
      status: 'ok',
      version,
      uptime: Math.round(monotonic() / 1000),
      body_limit: bodyLimit(env),
      store: { kind: store.name.split(' ')[0], reachable },
    },
    { headers: { 'cache-control': 'no-store' } },
  )
}

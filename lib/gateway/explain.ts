import { GatewayError } from '@/lib/chat/errors'
import type { ExplainedTarget, Explanation } from '@/lib/chat/receipt'
import { providerOf } from '@/lib/providers'
import type { Call, Route, Target } from '@/lib/routing/types'
import { targetsOf, withOverrides } from '@/lib/routing/walk'
import { readAsk } from './ask'
import { refusal } from './chat'
import { prepare } from './prepare'
import { folded } from './receipt'
import { redactHeaders } from './redact'
import type { Services } from './services'

/** POST /v1/explain: what every target of the route would be sent. Nothing is sent or fetched, and no key is needed. */
export async function explain(incoming: Request, services: Services): Promise<Response> {
  try {
    const { call, route } = await readAsk(incoming, services)
    const targets = targetsOf(route).map(({ target, path }) => explained(target, call, path))
    const explanation: Explanation = { object: 'refract.explanation', route: withoutSecrets(route), targets }
    return Response.json(explanation, { headers: { 'cache-control': 'no-store' } })
  } catch (cause) {
    return refusal(cause)
  }
}

function explained(target: Target, original: Call, path: string): ExplainedTarget {
  const call = withOverrides(original, target, path)
  const provider = providerOf(target.provider, `${path}.provider`)
  try {
    const { url, headers, body, notes, model } = prepare(target, call)
    const secret = provider.env.length ? provider.authorize(target.api_key ?? 'your-key') : {}
    return {
      path,
      provider: provider.id,
      model,
      url,
      headers: { ...redactHeaders(headers), ...redactHeaders(secret) },
      body: folded(body),
      notes,
    }
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause
    const refused = { param: cause.details.param ?? 'request', action: 'refused' as const, why: cause.message }
    return { path, provider: provider.id, model: call.request.model, url: '', headers: {}, body: null, notes: [refused] }
  }
}

/** The route as it was understood, without its keys. */
function withoutSecrets(route: Route): unknown {
  const { api_key, ...rest } = route as Target
  if ('targets' in route) return { ...rest, targets: route.targets.map(withoutSecrets) }
  return { ...rest, ...(api_key && { api_key: '…' }) }
}

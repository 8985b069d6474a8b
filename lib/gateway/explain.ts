import { GatewayError } from '@/lib/chat/errors'
import type { ExplainedTarget, Explanation } from '@/lib/chat/receipt'
import type { Note } from '@/lib/chat/types'
import { providerOf } from '@/lib/providers'
import { chosenBy } from '@/lib/routing/strategies/conditional'
import { shares } from '@/lib/routing/strategies/loadbalance'
import type { Call, Route, Target } from '@/lib/routing/types'
import { isGroup, targetsOf, withOverrides } from '@/lib/routing/walk'
import { type Answer, json } from './answer'
import { readAsk } from './ask'
import { needsKey } from './credentials'
import type { Incoming } from './incoming'
import { isLossy, type Prepared, prepare, refused } from './prepare'
import { folded } from './receipt'
import { redactHeaders } from './redact'
import { refusal } from './refusal'
import type { Services } from './services'

/** POST /v1/explain: what every target of the route would be sent. Nothing is sent or fetched, and no key is needed. */
export async function explain(incoming: Incoming, services: Services): Promise<Answer> {
  try {
    const { call, route } = await readAsk(incoming, services)
    const targets = targetsOf(route).map(({ target, path }) => explained(target, call, path))
    const explanation: Explanation = { object: 'refract.explanation', route: tree(route, call), targets }
    return json(explanation, { headers: { 'cache-control': 'no-store' } })
  } catch (cause) {
    return refusal(cause, incoming, services)
  }
}

function explained(target: Target, original: Call, path: string): ExplainedTarget {
  const call = withOverrides(original, target, path)
  const provider = providerOf(target.provider, `${path}.provider`)
  try {
    const prepared = prepare(target, call)
    const { url, headers, body, model } = prepared
    const key = target.api_key ?? (needsKey(provider, target) ? 'your-key' : undefined)
    const shown = redactHeaders({ ...headers, ...(key && provider.authorize(provider.grant?.(key) ? 'your-token' : key)) })
    return { path, provider: provider.id, model, url, headers: shown, body: folded(body), notes: notesOf(prepared, call) }
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause
    const { model } = call.request
    return { path, provider: provider.id, model, url: '', headers: {}, body: null, notes: [...call.notes, refused(cause)] }
  }
}

/** Under the policy `error` what would not arrive as written is refused. */
function notesOf({ notes, translated }: Prepared, { unsupported }: Call): Note[] {
  if (unsupported !== 'error') return notes
  const lost = new Set(translated.filter(isLossy).map(note => note.param))
  return notes.map(note => (lost.has(note.param) ? { ...note, action: 'refused' } : note))
}

/**
 * The route as it was understood, without its keys: at a target the `share` of the requests it gets, at a conditional group
 * which target this one `takes`.
 */
function tree(route: Route, call: Call, path = 'config'): object {
  if (!isGroup(route)) return withoutKey(route)
  const portions = route.strategy.mode === 'loadbalance' ? shares(route) : []
  const takes = chosenBy(route, call)
  return {
    ...route,
    ...(takes >= 0 && { takes: `${path}.targets[${takes}]` }),
    targets: route.targets.map((child, index) => {
      const share = portions[index]
      return { ...tree(child, call, `${path}.targets[${index}]`), ...(share !== undefined && { share }) }
    }),
  }
}

const withoutKey = ({ api_key, serverKey, hostOfHeader, ...rest }: Target) => ({ ...rest, ...(api_key && { api_key: '…' }) })

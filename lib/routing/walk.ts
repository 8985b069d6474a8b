import { GatewayError } from '@/lib/chat/errors'
import { parseRequest } from '@/lib/chat/request'
import type { Note } from '@/lib/chat/types'
import { strategies } from './strategies'
import type { Call, Group, Policy, Reply, Route, Send, Target } from './types'

/** Walks the route from its root, handing settings down, until some target has answered. */
export function walk(route: Route, call: Call, send: Send, path = 'config', inherited: Policy = {}): Promise<Reply> {
  const policy = inherit(inherited, route)
  if (!isGroup(route)) return send({ ...route, ...policy }, withOverrides(call, policy, path), path)
  const visit = (index: number) => walk(route.targets[index]!, call, send, `${path}.targets[${index}]`, policy)
  return strategies[route.strategy.mode](route, call, visit)
}

/** Every target of a route with its path and inherited settings, in order. */
export function targetsOf(route: Route, path = 'config', inherited: Policy = {}): { target: Target; path: string }[] {
  const policy = inherit(inherited, route)
  if (!isGroup(route)) return [{ target: { ...route, ...policy }, path }]
  return route.targets.flatMap((child, index) => targetsOf(child, `${path}.targets[${index}]`, policy))
}

export const isGroup = (route: Route): route is Group => 'targets' in route

function inherit(parent: Policy, child: Policy): Policy {
  return {
    retry: child.retry ?? parent.retry,
    request_timeout: child.request_timeout ?? parent.request_timeout,
    override_params:
      parent.override_params || child.override_params ? { ...parent.override_params, ...child.override_params } : undefined,
    default_params:
      parent.default_params || child.default_params ? { ...parent.default_params, ...child.default_params } : undefined,
    drop_params: child.drop_params ?? parent.drop_params,
  }
}

/** `override_params` merge, then `default_params` fill, then `drop_params` remove; each leaves a note. The caller's request stays. */
export function withOverrides(call: Call, policy: Policy, path: string): Call {
  const { override_params = {}, default_params = {}, drop_params = [] } = policy
  const notes: Note[] = []
  const merged = new Map<string, unknown>(Object.entries(call.request))
  for (const [param, to] of Object.entries(override_params)) {
    const from = merged.get(param)
    if (from === to) continue
    if (param === 'model' && isPrefixed(from, to)) notes.push({ param, action: 'moved', from, to, at: param, why: PREFIX })
    else
      notes.push({
        param,
        action: merged.has(param) ? 'changed' : 'added',
        from,
        to,
        at: param,
        why: `override_params of ${path} says so.`,
      })
    merged.set(param, to)
  }
  for (const [param, to] of Object.entries(default_params)) {
    if (merged.get(param) != null) continue
    notes.push({ param, action: 'added', to, at: param, why: `default_params of ${path} fills it.` })
    merged.set(param, to)
  }
  for (const param of drop_params) {
    if (!merged.has(param)) continue
    notes.push({ param, action: 'dropped', from: merged.get(param), why: `drop_params of ${path} removes it.` })
    merged.delete(param)
  }
  if (!notes.length) return call
  return { ...call, request: checked(Object.fromEntries(merged), path), notes: [...call.notes, ...notes] }
}

const PREFIX = 'The part before the slash chose the provider.'
const isPrefixed = (asked: unknown, sent: unknown) => typeof asked === 'string' && asked.endsWith(`/${sent}`)

function checked(request: Record<string, unknown>, path: string) {
  try {
    return parseRequest(request)
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause
    throw new GatewayError(cause.kind, `With the params of ${path}: ${cause.message}`, { ...cause.details, cause })
  }
}

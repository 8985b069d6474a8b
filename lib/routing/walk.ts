import { GatewayError } from '@/lib/chat/errors'
import { parseRequest } from '@/lib/chat/request'
import type { Note } from '@/lib/chat/types'
import { strategies } from './strategies'
import type { Call, Group, Policy, Reply, Route, Send, Target } from './types'

/** Walks the route from its root, handing settings down, until some target has answered. */
export function walk(
  route: Route,
  call: Call,
  send: Send,
  random: () => number,
  path = 'config',
  inherited: Policy = NOTHING,
): Promise<Reply> {
  if (!isGroup(route)) {
    const target = withPolicy(route, inherited)
    return send(target, withOverrides(call, target, path), path)
  }
  const policy = inherit(inherited, route)
  const visit = async (index: number) => walk(route.targets[index]!, call, send, random, `${path}.targets[${index}]`, policy)
  return strategies[route.strategy.mode](route, call, visit, { path, random })
}

/** Every target of a route with its path and inherited settings, in order. */
export function targetsOf(route: Route, path = 'config', inherited: Policy = NOTHING): { target: Target; path: string }[] {
  if (!isGroup(route)) return [{ target: withPolicy(route, inherited), path }]
  const policy = inherit(inherited, route)
  return route.targets.flatMap((child, index) => targetsOf(child, `${path}.targets[${index}]`, policy))
}

/** The same route with other targets. */
export function mapTargets(route: Route, change: (target: Target, path: string) => Target, path = 'config'): Route {
  if (!isGroup(route)) return change(route, path)
  return { ...route, targets: route.targets.map((child, index) => mapTargets(child, change, `${path}.targets[${index}]`)) }
}

export const isGroup = (route: Route): route is Group => 'targets' in route

const NOTHING: Policy = {}

const withPolicy = (target: Target, inherited: Policy): Target =>
  inherited === NOTHING ? target : { ...target, ...inherit(inherited, target) }

function inherit(parent: Policy, child: Policy): Policy {
  return {
    retry: child.retry ?? parent.retry,
    request_timeout: child.request_timeout ?? parent.request_timeout,
    override_params:
      parent.override_params || child.override_params ? { ...parent.override_params, ...child.override_params } : undefined,
    default_params:
      parent.default_params || child.default_params ? { ...parent.default_params, ...child.default_params } : undefined,
    drop_params: child.drop_params ?? parent.drop_params,
    cb_config: child.cb_config ?? parent.cb_config,
    cache: child.cache ?? parent.cache,
  }
}

/**
 * `override_params` merge, then `default_params` fill, then `drop_params` remove; each leaves a note. The caller's request stays.
 * Throws 400 with the path in the config for a param that is wrong.
 */
export function withOverrides<Asked extends Pick<Call, 'request' | 'notes'>>(call: Asked, policy: Policy, path: string): Asked {
  const { override_params, default_params, drop_params } = policy
  if (!override_params && !default_params && !drop_params?.length) return call
  const notes: Note[] = []
  const merged = new Map<string, unknown>(Object.entries(call.request))
  for (const [param, to] of Object.entries(override_params ?? {})) {
    const from = merged.get(param)
    if (from === to) continue
    const why = `override_params of ${path} says so.`
    notes.push({ param, action: merged.has(param) ? 'changed' : 'added', from, to, at: param, why })
    merged.set(param, to)
  }
  for (const [param, to] of Object.entries(default_params ?? {})) {
    if (merged.get(param) != null) continue
    notes.push({ param, action: 'added', to, at: param, why: `default_params of ${path} fills it.` })
    merged.set(param, to)
  }
  for (const param of drop_params ?? []) {
    if (!merged.has(param)) continue
    notes.push({ param, action: 'dropped', from: merged.get(param), why: `drop_params of ${path} removes it.` })
    merged.delete(param)
  }
  if (!notes.length) return call
  return { ...call, request: checked(Object.fromEntries(merged), policy, path), notes: [...call.notes, ...notes] }
}

function checked(request: Record<string, unknown>, policy: Policy, path: string) {
  try {
    return parseRequest(request)
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause
    const at = cause.details.param ?? ''
    const name = /^[^.[]*/.exec(at)?.[0] ?? ''
    const from = (['override_params', 'default_params'] as const).find(field => Object.hasOwn(policy[field] ?? {}, name))
    throw new GatewayError(cause.kind, `With the params of ${path}: ${cause.message}`, {
      ...cause.details,
      param: from ? `${path}.${from}.${at}` : at,
      cause,
    })
  }
}

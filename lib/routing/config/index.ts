import type { Route } from '../types'
import { type Fields, known, objectAt, wrong } from './fields'
import { inherited, PLACE, type Place, place } from './place'
import { POLICY, policy } from './policy'
import { strategy } from './strategy'

export { baseUrl } from './place'
export { milliseconds } from './policy'

const MAX_DEPTH = 8
const MAX_TARGETS = 64

const TARGET = [...POLICY, ...PLACE]
const GROUP = [...TARGET, 'strategy', 'targets']

/**
 * Reads a routing config in Portkey's form. Throws a GatewayError whose param is the path of what is wrong, from `root` on:
 * `config`, or the variable it stands in.
 */
export function parseConfig(value: unknown, root = 'config'): Route {
  refuseForbidden(value, root)
  return route(value, root, {}, 1, { targets: 0 })
}

function route(value: unknown, path: string, parent: Place, depth: number, count: { targets: number }): Route {
  const fields = objectAt(value, path)
  if (depth > MAX_DEPTH) throw wrong(path, `is nested deeper than ${MAX_DEPTH} levels`)
  const isGroup = 'targets' in fields || 'strategy' in fields
  known(fields, isGroup ? GROUP : TARGET, path)
  const here = inherited(parent, place(fields, path), path)
  if (!isGroup) return { ...policy(fields, path), ...here, provider: here.provider ?? '' }
  const { targets } = fields
  if (!Array.isArray(targets) || !targets.length) throw wrong(`${path}.targets`, 'must be a list of at least one target')
  count.targets += targets.length
  if (count.targets > MAX_TARGETS) throw wrong(`${path}.targets`, `brings the config to more than ${MAX_TARGETS} targets`)
  const children = targets.map((child, index) => route(child, `${path}.targets[${index}]`, here, depth + 1, count))
  return { ...policy(fields, path), strategy: strategy(fields.strategy, children, `${path}.strategy`), targets: children }
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

/** At any depth, and not by recursion, which a deep value would break. */
function refuseForbidden(config: unknown, root: string) {
  const open: [value: unknown, path: string][] = [[config, root]]
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, path] = next
    if (typeof value !== 'object' || value === null) continue
    for (const key of Object.keys(value)) {
      const at = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`
      if (FORBIDDEN.has(key)) throw wrong(at, 'is not a name a config may use')
      open.push([(value as Fields)[key], at])
    }
  }
}

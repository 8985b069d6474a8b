import type { ExplainedTarget, Explanation } from '@/lib/chat/receipt'
import { isObject } from './check'
import { takenPath } from './route-taken'

/** A route as it was understood, to be drawn. */
export interface RouteNode {
  path: string
  name?: string
  /** How a group chooses; absent at a target. */
  mode?: string
  /** What a target would be sent. */
  target?: ExplainedTarget
  /** When its group asks it: `first`, `50 %`, `metadata.plan = "paid"`. */
  when?: string
  /** What is special about it: `2 retries`, `kept 1 h`. */
  says: string[]
  /** On the way to the target that is asked first. */
  taken: boolean
  children: RouteNode[]
}

export function routeTree({ route, targets }: Explanation): RouteNode {
  const byPath = new Map(targets.map(target => [target.path, target]))
  const taken = takenPath(route)
  const node = (value: unknown, path: string, when?: string): RouteNode => {
    const fields = isObject(value) ? value : {}
    const children = Array.isArray(fields.targets) ? fields.targets : []
    return {
      path,
      ...(typeof fields.name === 'string' && { name: fields.name }),
      ...(isObject(fields.strategy) && { mode: String(fields.strategy.mode) }),
      target: byPath.get(path),
      when,
      says: saysOf(fields),
      taken: taken === path || taken.startsWith(`${path}.`),
      children: children.map((child, index) => node(child, `${path}.targets[${index}]`, whenOf(fields, child, index))),
    }
  }
  return node(route, 'config')
}

function whenOf({ strategy }: Record<string, unknown>, child: unknown, index: number): string | undefined {
  if (!isObject(strategy) || !isObject(child)) return
  if (strategy.mode === 'loadbalance') return `${Math.round(Number(child.share) * 100)} %`
  if (strategy.mode === 'fallback') return index ? 'then' : 'first'
  if (strategy.mode === 'single') return index ? 'not asked' : undefined
  const conditions = Array.isArray(strategy.conditions) ? strategy.conditions.filter(isObject) : []
  const own = conditions.filter(({ then }) => then === child.name).map(({ query }) => inWords(query))
  return [...own, ...(strategy.default === child.name ? ['otherwise'] : [])].join(', or ') || 'never'
}

const SIGNS: Record<string, string> = { $eq: '=', $ne: '≠', $gt: '>', $gte: '≥', $lt: '<', $lte: '≤', $in: 'in', $nin: 'not in' }

/** A query of a condition, as short as it can be read. */
export function inWords(query: unknown): string {
  if (!isObject(query)) return JSON.stringify(query)
  const parts = Object.entries(query).map(([name, value]) => {
    if ((name === '$and' || name === '$or') && Array.isArray(value))
      return `(${value.map(inWords).join(name === '$and' ? ' and ' : ' or ')})`
    if (!isObject(value)) return `${name} = ${JSON.stringify(value)}`
    const tests = Object.entries(value).map(([sign, operand]) => `${SIGNS[sign] ?? sign.slice(1)} ${JSON.stringify(operand)}`)
    return `${name} ${tests.join(' and ')}`
  })
  return parts.join(' and ')
}

function saysOf({ retry, request_timeout, cache, cb_config, override_params, custom_host }: Record<string, unknown>): string[] {
  const overrides = Object.keys(isObject(override_params) ? override_params : {}).filter(name => name !== 'model')
  return [
    ...(isObject(retry) && retry.attempts ? [`${retry.attempts} ${retry.attempts === 1 ? 'retry' : 'retries'}`] : []),
    ...(request_timeout ? [`at most ${span(Number(request_timeout) / 1000)}`] : []),
    ...(isObject(cache) ? [`kept ${span(Number(cache.max_age))}`] : []),
    ...(cb_config ? ['breaker'] : []),
    ...(overrides.length ? [`sets ${overrides.join(', ')}`] : []),
    ...(typeof custom_host === 'string' && URL.canParse(custom_host) ? [`at ${new URL(custom_host).host}`] : []),
  ]
}

const UNITS = [
  { seconds: 86_400, word: 'd' },
  { seconds: 3600, word: 'h' },
  { seconds: 60, word: 'min' },
  { seconds: 1, word: 's' },
] as const

/** Seconds in the largest unit that divides them: `1 h`, `90 s`. */
export function span(seconds: number): string {
  const unit = UNITS.find(unit => seconds >= unit.seconds && seconds % unit.seconds === 0)
  return unit ? `${seconds / unit.seconds} ${unit.word}` : `${seconds} s`
}

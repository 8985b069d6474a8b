import { parseCondition } from '../conditions'
import type { Group, Route } from '../types'
import { codes, type Fields, flag, known, names, objectAt, read, text, whole, wrong } from './fields'

const MODES = ['single', 'fallback', 'loadbalance', 'conditional'] as const
const MOST_CONDITIONS = 64
const YEAR = 365 * 24 * 3600

/** How a group chooses among its targets, which are read already, since conditions name them. */
export function strategy(value: unknown, targets: Route[], path: string): Group['strategy'] {
  if (value === undefined) return { mode: 'single' }
  const fields = objectAt(value, path)
  const mode = MODES.find(mode => mode === fields.mode)
  if (!mode)
    throw wrong(
      `${path}.mode`,
      `must be ${MODES.map(mode => `"${mode}"`)
        .join(', ')
        .replace(/, ([^,]*)$/, ' or $1')}`,
    )
  known(fields, ['mode', ...FIELDS[mode]], path)
  if (mode === 'fallback') return { mode, ...read(fields, { on_status_codes: codes }, path) }
  if (mode === 'loadbalance') {
    if (targets.every(({ weight }) => weight === 0))
      throw wrong(path, 'has only targets whose weight is 0; give one of them more')
    return { mode, ...read(fields, { sticky }, path) }
  }
  if (mode === 'conditional') return { mode, ...conditional(fields, targets, path) }
  return { mode }
}

const FIELDS = {
  single: [],
  fallback: ['on_status_codes'],
  loadbalance: ['sticky'],
  conditional: ['conditions', 'default'],
}

function sticky(value: unknown, path: string) {
  const fields = objectAt(value, path)
  known(fields, ['enabled', 'hash_fields', 'ttl'], path)
  const {
    enabled = true,
    hash_fields = [],
    ttl,
  } = read(
    fields,
    {
      enabled: flag,
      hash_fields: (value, at) => names(value, at, 'fields such as metadata.user'),
      ttl: (value, at) => whole(value, at, 1, YEAR),
    },
    path,
  )
  if (enabled && !hash_fields.length)
    throw wrong(`${path}.hash_fields`, 'must name what stays with a target, as in metadata.user')
  const odd = hash_fields.findIndex(name => !/^(metadata|params)\../.test(name))
  if (odd >= 0) throw wrong(`${path}.hash_fields[${odd}]`, 'must begin with metadata. or params.')
  return { enabled, hash_fields, ...(ttl !== undefined && { ttl }) }
}

function conditional(fields: Fields, targets: Route[], path: string) {
  const { conditions } = fields
  if (!Array.isArray(conditions) || !conditions.length || conditions.length > MOST_CONDITIONS) {
    throw wrong(`${path}.conditions`, `must be a list of 1 to ${MOST_CONDITIONS} conditions`)
  }
  return {
    conditions: conditions.map((condition, index) => {
      const at = `${path}.conditions[${index}]`
      const { query, then, ...rest } = objectAt(condition, at)
      known(rest, ['query', 'then'], at)
      return { query, holds: parseCondition(query, `${at}.query`), then: named(then, targets, `${at}.then`) }
    }),
    ...read(fields, { default: (value, at) => named(value, targets, at) }, path),
  }
}

/** The name of exactly one target. */
function named(value: unknown, targets: Route[], path: string): string {
  const name = text(value, path)
  const count = targets.filter(target => target.name === name).length
  if (count === 1) return name
  if (count) throw wrong(path, `names "${name}", which ${count} targets are called`)
  const others = targets.flatMap(target => (target.name ? [`"${target.name}"`] : []))
  throw wrong(path, `must be the name of a target${others.length ? `: ${others.join(', ')}` : '; none has a name yet'}`)
}

import { findIn } from '../findings'
import { nameWords } from '../fitting'
import { cost, ENDLESS } from './cost'
import { both, bound, isObject, type Layer, propertySchemas, type Schema, stringsIn, toLayers } from './layers'
import { leafOptions, type Source, source } from './leaves'
import { keys as spareKeys } from './plausible'
import { DEEP, needsTrial, type Spot, type Walk } from './spot'
import { matches } from './valid'

interface Member {
  key: string
  schema: Schema
  required: boolean
}

/** An object, member by member. */
export function* walkMembers(layers: readonly Layer[], from: Source, spot: Spot): Walk {
  const members = plan(layers, from, spot)
  const most = bound(layers, 'maxProperties', 'min') ?? Infinity
  let count = 0
  let at = 0
  for (;;) {
    const open = count === 0 ? '{' : ','
    const ahead = members.slice(at)
    const next = ahead.findIndex(member => member.required)
    const room = most - count - ahead.filter(member => member.required).length > 0
    const reach = next < 0 ? ahead : ahead.slice(0, next + 1)
    const possible = reach.filter(member => member.required || room)
    const options = possible.map((member, index) => ({
      text: `${open}${JSON.stringify(member.key)}:`,
      weight: member.required ? 1 : liking(member, from) * 0.35 ** index,
    }))
    if (next < 0) options.push({ text: count === 0 ? '{}' : '}', weight: possible.length === 0 ? 1 : 0.7 })
    const taken = possible[yield options]
    if (!taken) return
    yield* spot.walk(taken.schema, from, { ...spot, name: nameOf(taken.key, spot), depth: spot.depth + 1 })
    at = members.indexOf(taken) + 1
    count++
  }
}

/** The name of an ingredient is not that of a person: short names take their owner's along. */
const nameOf = (key: string, { name }: Spot) => (/^(?:name|title|label|type|value)$/i.test(key) && name ? `${name} ${key}` : key)

/** How gladly an optional member is written. */
function liking({ schema, key }: Member, from: Source): number {
  const layers = toLayers(schema, from.root)
  const said = layers && !needsTrial(layers) && leafOptions(layers, key, from).some(option => option.said === 'surely')
  return said ? 12 : from.sparse ? 0.12 : 2
}

/** The members an object may have, in order; optional ones that would not end are left out. */
function plan(layers: readonly Layer[], from: Source, spot: Spot): Member[] {
  const { root, random } = from
  const required = new Set(layers.flatMap(layer => stringsIn(layer.required)))
  const keys = new Set(layers.flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : [])))
  for (const key of required) keys.add(key)
  const least = bound(layers, 'minProperties', 'max') ?? 0
  const member = (key: string): Member => ({
    key,
    schema: both(propertySchemas(layers, key, matches)),
    required: required.has(key),
  })
  const possible = (one: Member) => one.required || toLayers(one.schema, root) !== false
  let members = [...keys].map(member).filter(possible)
  const want = Math.max(least, members.length > 0 || from.sparse ? 0 : 2 + Math.floor(random() * 2))
  if (members.length < want) members.push(...more(layers, members, want, from).map(member).filter(possible))
  if (spot.depth >= DEEP) {
    const short = members.filter(one => one.required)
    const rest = members.filter(one => !one.required).sort((a, b) => cost(a.schema, from) - cost(b.schema, from))
    members = members.filter(one => short.includes(one) || rest.slice(0, Math.max(0, least - short.length)).includes(one))
  } else members = members.filter(one => one.required || cost(one.schema, from) < ENDLESS)
  // As many as must be there are made to be there; which of them is a matter of order.
  let missing = Math.min(least, members.length) - members.filter(one => one.required).length
  return members.map(one => (one.required || missing-- <= 0 ? one : { ...one, required: true }))
}

/** Keys beyond the declared ones, where the schema takes any. */
function more(layers: readonly Layer[], members: readonly Member[], want: number, { found, random }: Source): string[] {
  if (
    layers.some(({ additionalProperties, patternProperties }) => additionalProperties === false && !isObject(patternProperties))
  ) {
    return []
  }
  const patterns = layers.flatMap(({ patternProperties }) => (isObject(patternProperties) ? Object.keys(patternProperties) : []))
  const closed = layers.some(({ additionalProperties }) => additionalProperties === false)
  const own = patterns.flatMap(pattern => keysFor(pattern, random))
  const free = closed
    ? []
    : [
        ...nameWords(found.topic)
          .filter(word => word.length > 2)
          .slice(0, 2),
        ...spareKeys,
      ]
  const taken = new Set(members.map(({ key }) => key))
  const fresh = [...new Set([...own, ...free])].filter(key => !taken.has(key))
  for (let number = 1; !closed && fresh.length < want - members.length && number < 4000; number++) fresh.push(`key${number}`)
  return fresh.slice(0, want - members.length)
}

function keysFor(pattern: string, random: () => number): string[] {
  const layers = [{ type: 'string', pattern }]
  const made = leafOptions(layers, '', source(true, findIn(''), [], random))
  return made.map(({ text }): string => JSON.parse(text)).filter(key => key !== '' && key !== '__proto__')
}

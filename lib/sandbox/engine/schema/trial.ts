import { cost } from './cost'
import { both, isSchema, type Layer, type Schema, schemasIn, type Type, toLayers, typesOf } from './layers'
import type { Option, Source } from './leaves'
import { DEEP, emptyOf, type Spot, say, trialWords, type Walk } from './spot'
import { isValid } from './valid'

/** Whole instances offered where a schema can only be met by trial. */
const OFFERS = 10
const TRIES = 120
/** The most tokens an answer has is 4,000: longer drafts are of no use. */
const MOST_CHOICES = 6000

/** Offers whole instances, drafted from a simpler schema and checked against the real one. */
export function* byTrial(schema: Schema, layers: readonly Layer[], from: Source, spot: Spot): Walk {
  const offers = draft(schema, layers, from, spot)
  if (offers.length > 0) return void (yield offers)
  yield [say(emptyOf([...(typesOf(layers) ?? ['object' as const])][0] ?? 'null'))]
}

function draft(schema: Schema, layers: readonly Layer[], from: Source, spot: Spot): Option[] {
  const enough = spot.draft ? 1 : OFFERS
  const found = new Map<string, number>()
  const ways = simpler(layers, from, spot)
  const tries = Math.max(4, TRIES >> (2 * Math.min(spot.depth, 5)))
  for (let time = 0; time < tries && found.size < enough && from.effort.left-- > 0; time++) {
    const way = ways[spot.draft ? Math.floor(from.random() * ways.length) : time % ways.length]!
    const text = writeByChance(spot.walk(way, from, { ...spot, depth: spot.depth + 1, draft: true }), from)
    const spent = { checks: 0 }
    if (text !== undefined && isValid(JSON.parse(text), schema, from.root, spent)) found.set(text, (found.get(text) ?? 0) + 1)
    from.effort.left -= spent.checks / 200
  }
  return [...found].map(([text, weight]) => ({ text, weight }))
}

/** The JSON text of a walk whose choices are made by chance; undefined when it gets out of hand. */
export function writeByChance(walk: Walk, { random }: Source): string | undefined {
  let text = ''
  let next = walk.next()
  for (let count = 0; !next.done; count++) {
    if (count > MOST_CHOICES) return undefined
    const index = choose(next.value, random)
    text += next.value[index]!.text
    next = walk.next(index)
  }
  return text
}

function choose(options: readonly Option[], random: () => number): number {
  let left = random() * options.reduce((sum, { weight }) => sum + weight, 0)
  return Math.max(
    0,
    options.findIndex(({ weight }) => (left -= weight) < 0),
  )
}

/** Schemas without the keywords that need trial, one for each branch. Where it is deep, those branches that end. */
function simpler(layers: readonly Layer[], from: Source, { depth }: Spot): Schema[] {
  const { root } = from
  let ways: Schema[][] = [[]]
  const branch = (options: Schema[]) => {
    if (options.length > 0) ways = ways.flatMap(way => options.map(option => [...way, option])).slice(0, 64)
  }
  for (const layer of layers) {
    const {
      anyOf,
      oneOf,
      not: _not,
      if: condition,
      then: yes,
      else: no,
      contains,
      propertyNames: _names,
      dependentRequired: _1,
      dependentSchemas: _2,
      dependencies: _3,
      $ref: _ref,
      allOf: _all,
      ...plain
    } = layer
    branch([plain])
    branch(schemasIn(anyOf))
    branch(schemasIn(oneOf))
    if (isSchema(condition)) {
      const met: Schema = both([condition, ...(isSchema(yes) ? [yes] : [])])
      branch([met, isSchema(no) ? no : true])
    }
    if (isSchema(contains))
      branch([{ minItems: typeof layer.minContains === 'number' ? Math.max(1, layer.minContains) : 1, items: contains }, {}])
  }
  const all = ways.flatMap(way => perType(both(way), root))
  const possible = all.filter(way => toLayers(way, root) !== false && typesOf(toLayers(way, root) || [])?.size !== 0)
  const list = possible.length > 0 ? possible : all
  if (depth < DEEP) return list
  const costs = list.map(way => cost(way, from))
  return list.filter((_, index) => costs[index] === Math.min(...costs))
}

/** Several types, some of them not scalar: one schema for each of those and one for the scalars. */
function perType(schema: Schema, root: Schema): Schema[] {
  const layers = toLayers(schema, root)
  if (!layers || layers.some(layer => trialWords.some(word => word in layer))) return [schema]
  const types = [...(typesOf(layers) ?? [])]
  const nested = types.filter(type => type === 'object' || type === 'array')
  if (types.length < 2 || nested.length === 0) return [schema]
  const scalars = types.filter(type => type !== 'object' && type !== 'array')
  return [...nested.map((type): Type[] => [type]), scalars].filter(type => type.length > 0).map(type => both([schema, { type }]))
}

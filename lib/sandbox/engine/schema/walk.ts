import { own } from '@/lib/util/own'
import { nameWords } from '../fitting'
import {
  both,
  bound,
  isObject,
  isSchema,
  itemSchemas,
  type Layer,
  propertySchemas,
  type Schema,
  schemasIn,
  stringsIn,
  type Type,
  toLayers,
  typesOf,
} from './layers'
import { leafOptions, type Option, type Source } from './leaves'
import { keys as spareKeys } from './plausible'
import { canonical, isValid, matches } from './valid'

/**
 * Writes an instance as a series of choices: each yields texts that may come next and is sent the index of the one that was
 * taken. Whatever is taken, the whole is valid JSON and fits the schema.
 */
export type Walk = Generator<Option[], void, number>

interface Spot {
  name: string
  depth: number
  /** How often the depth was set back, for lists that need more room. */
  lifted: number
  /** True while drafting a whole instance: choices without a text of their own may then be made by chance. */
  draft: boolean
}

/** From here on the shortest way out is taken. */
const DEEP = 5
const DEEPEST = 24
/** Whole instances offered where a schema can only be met by trial. */
const OFFERS = 10
const TRIES = 120
/** The most tokens an answer has is 4,000: longer drafts are of no use. */
const MOST_CHOICES = 6000

export const walkSchema = (schema: Schema, from: Source): Walk =>
  walk(schema, from, { name: '', depth: 0, lifted: 0, draft: false })

function* walk(schema: Schema, from: Source, spot: Spot): Walk {
  const layers = toLayers(schema, from.root)
  // Nothing fits `false`, nor a schema without a bottom; null at least is JSON.
  if (!layers || spot.depth > DEEPEST) return void (yield [say('null')])
  if (layers.some(isListed)) return yield* leaf(leafOptions(layers, spot.name, from), from)
  if (needsTrial(layers)) return yield* byTrial(schema, layers, from, spot)
  const type = onlyType(layers)
  if (type === 'object') return yield* walkObject(layers, from, spot)
  if (type === 'array') return yield* walkArray(layers, from, spot)
  const options = leafOptions(layers, spot.name, from)
  if (options.length > 0) return yield* leaf(options, from)
  // Types that are not scalar, or scalars hard to find.
  if (type) return void (yield [say(emptyOf(type))])
  return yield* byTrial(schema, layers, from, spot)
}

function* leaf(options: Option[], { used }: Source): Walk {
  const taken = options[yield options.length > 0 ? options : [say('null')]]
  if (taken) used.add(taken.text)
}

const isListed = (layer: Layer) => 'const' in layer || Array.isArray(layer.enum)
const say = (text: string): Option => ({ text, weight: 1 })
const emptyOf = (type: Type) =>
  ({ null: 'null', boolean: 'true', integer: '0', number: '0', string: '""', array: '[]', object: '{}' })[type]

/** The one type there is, or the one the keywords tell of. */
function onlyType(layers: readonly Layer[]): Type | undefined {
  const types = typesOf(layers)
  if (types) return types.size === 1 ? [...types][0] : undefined
  if (
    layers.some(layer =>
      ['properties', 'required', 'additionalProperties', 'minProperties', 'patternProperties'].some(one => one in layer),
    )
  )
    return 'object'
  if (layers.some(layer => ['items', 'prefixItems', 'minItems', 'uniqueItems', 'contains'].some(one => one in layer)))
    return 'array'
  return undefined
}

const trialWords = [
  'anyOf',
  'oneOf',
  'not',
  'if',
  'contains',
  'propertyNames',
  'dependentRequired',
  'dependentSchemas',
  'dependencies',
]

function needsTrial(layers: readonly Layer[]): boolean {
  if (layers.some(layer => trialWords.some(word => word in layer))) return true
  const types = typesOf(layers)
  return types !== undefined && types.size > 1 && (types.has('object') || types.has('array'))
}

// ---- by trial

/** Offers whole instances, drafted from a simpler schema and checked against the real one. */
function* byTrial(schema: Schema, layers: readonly Layer[], from: Source, spot: Spot): Walk {
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
    const text = write(walk(way, from, { ...spot, depth: spot.depth + 1, draft: true }), from)
    const spent = { checks: 0 }
    if (text !== undefined && isValid(JSON.parse(text), schema, from.root, spent)) found.set(text, (found.get(text) ?? 0) + 1)
    from.effort.left -= spent.checks / 200
  }
  return [...found].map(([text, weight]) => ({ text, weight }))
}

/** The JSON text of a walk whose choices are made by chance; undefined when it gets out of hand. */
function write(walk: Walk, { random }: Source): string | undefined {
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

const ENDLESS = 1000
const MOST_STEPS = 200

/** How deep the shallowest instance is; ENDLESS where it refers to itself on every way, or that is hard to tell. */
function cost(schema: Schema, { root, effort }: Source): number {
  const open = new Set<Schema>()
  let steps = 0
  const visit = (one: Schema): number => {
    const layers = toLayers(one, root)
    if (!layers || open.has(one) || steps++ > MOST_STEPS) return ENDLESS
    open.add(one)
    const costs = layers.map(layer =>
      Math.max(
        0,
        ...choices(layer).map(options => Math.min(...options.map(visit))),
        ...parts(layer).map(part => 1 + visit(part)),
      ),
    )
    open.delete(one)
    return Math.min(ENDLESS, Math.max(0, ...costs))
  }
  const found = visit(schema)
  effort.left -= steps / 20
  return found
}

const choices = (layer: Layer): Schema[][] =>
  [schemasIn(layer.anyOf), schemasIn(layer.oneOf)].filter(options => options.length > 0)

/** The schemas of what an instance cannot do without. */
function parts(layer: Layer): Schema[] {
  const { properties, required, minItems } = layer
  const members = isObject(properties) ? stringsIn(required).map(key => own(properties, key)) : []
  const items = Array.from({ length: Math.min(Number(minItems) || 0, 8) }, (_, index) => itemSchemas([layer], index)).flat()
  return [...new Set([...members, ...items])].filter(isSchema)
}

// ---- objects

interface Member {
  key: string
  schema: Schema
  required: boolean
}

function* walkObject(layers: readonly Layer[], from: Source, spot: Spot): Walk {
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
    yield* walk(taken.schema, from, { ...spot, name: nameOf(taken.key, spot), depth: spot.depth + 1 })
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
  const made = leafOptions(layers, '', {
    root: true,
    found: nothing,
    prose: [],
    random,
    used: new Set(),
    trust: 1,
    sparse: false,
    effort: { left: 0 },
  })
  return made.map(({ text }): string => JSON.parse(text)).filter(key => key !== '' && key !== '__proto__')
}

const nothing = {
  message: '',
  topic: '',
  numbers: [],
  quoted: [],
  names: [],
  dates: [],
  times: [],
  emails: [],
  links: [],
  sums: [],
  words: new Set<string>(),
}

// ---- arrays

function* walkArray(layers: readonly Layer[], from: Source, spot: Spot): Walk {
  const least = bound(layers, 'minItems', 'max') ?? 0
  const usual = spot.depth >= DEEP ? least : Math.max(least, 1) + 2
  const most = bound(layers, 'maxItems', 'min') ?? Infinity
  const unique = layers.some(layer => layer.uniqueItems === true)
  // Lists of words read badly when they repeat themselves.
  const seen: string[] = []
  let saidSome = false
  for (let count = 0; ; count++) {
    const schema = both(itemSchemas(layers, count))
    const itemLayers = toLayers(schema, from.root)
    const items = itemLayers && count < most ? itemOptions(schema, itemLayers, from, spot, seen, unique) : []
    const ending = count === 0 ? '[]' : ']'
    if (items.length === 0) return void (yield [say(ending)])
    const open = count === 0 ? '[' : ','
    // What the message lists belongs in, and then it is enough.
    const listed = items !== 'walk' && items.some(({ said }) => said === 'surely')
    if (!listed && count >= usual) return void (yield [say(ending)])
    const weight: number = listed ? 0.02 : saidSome ? 6 : count === 0 ? 0.1 : 0.4
    const end: Option[] = count >= least ? [{ text: ending, weight }] : []
    if (items === 'walk') {
      if ((yield [{ text: open, weight: 1 }, ...end]) === 1) return
      yield* walk(schema, from, { ...spot, depth: spot.depth + 1 })
      continue
    }
    const sum = items.reduce((total, { weight }) => total + weight, 0)
    const item: Option | undefined =
      items[yield [...items.map(({ text, weight }) => ({ text: open + text, weight: weight / sum })), ...end]]
    if (!item) return
    saidSome ||= item.said === 'surely'
    seen.push(canonical(JSON.parse(item.text)))
  }
}

/** The next item's options, without those already there; 'walk' where items need not differ and are more than scalars. */
function itemOptions(
  schema: Schema,
  layers: readonly Layer[],
  from: Source,
  spot: Spot,
  seen: readonly string[],
  unique: boolean,
): Option[] | 'walk' {
  const fresh = (options: Option[]) => options.filter(({ text }) => !seen.includes(canonical(JSON.parse(text))))
  const scalar = !needsTrial(layers) && onlyType(layers) !== 'object' && onlyType(layers) !== 'array'
  if (scalar) {
    const options = leafOptions(layers, spot.name, from)
    const others = fresh(options)
    return others.length > 0 || unique
      ? others.length > 0
        ? others
        : moreScalars(layers, fresh, from, spot)
      : options.length > 0
        ? options
        : 'walk'
  }
  if (!unique) return 'walk'
  for (let time = 0; time < 12; time++) {
    // Deep down only the shortest instances are written, which may be too few different ones.
    const lifts = time >= 4 && spot.lifted < 2 && spot.depth + 1 >= DEEP
    const inside = lifts ? { ...spot, depth: DEEP - 2, lifted: spot.lifted + 1 } : { ...spot, depth: spot.depth + 1 }
    const others = fresh(
      Array.from({ length: 6 }, () => write(walk(schema, from, { ...inside, draft: true }), from)).flatMap(text =>
        text === undefined ? [] : [say(text)],
      ),
    )
    const valid = [
      ...new Map(others.filter(({ text }) => isValid(JSON.parse(text), schema, from.root)).map(one => [one.text, one])).values(),
    ]
    if (valid.length > 0) return valid
  }
  return []
}

/** Scalars beyond the usual dozen, where many different ones are needed. */
function moreScalars(layers: readonly Layer[], fresh: (options: Option[]) => Option[], from: Source, spot: Spot): Option[] {
  for (let time = 0; time < 12; time++) {
    const others = fresh(leafOptions(layers, spot.name, from))
    if (others.length > 0) return others
  }
  const numbered = Array.from({ length: 50 }, (_, index) => [
    say(String(time(index))),
    say(JSON.stringify(`item ${time(index)}`)),
  ]).flat()
  return fresh(numbered.filter(({ text }) => layers.every(layer => isValid(JSON.parse(text), layer, from.root))))

  function time(index: number): number {
    return index + Math.floor(from.random() * 1e6)
  }
}

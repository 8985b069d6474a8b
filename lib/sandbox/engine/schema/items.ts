import { both, bound, itemSchemas, type Layer, type Schema, toLayers } from './layers'
import { leafOptions, type Option, type Source } from './leaves'
import { DEEP, needsTrial, onlyType, type Spot, say, type Walk } from './spot'
import { writeByChance } from './trial'
import { canonical, isValid } from './valid'

/** An array, item by item. */
export function* walkItems(layers: readonly Layer[], from: Source, spot: Spot): Walk {
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
      yield* spot.walk(schema, from, { ...spot, depth: spot.depth + 1 })
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
    if (others.length > 0) return others
    if (unique) return moreScalars(layers, fresh, from, spot)
    return options.length > 0 ? options : 'walk'
  }
  if (!unique) return 'walk'
  for (let time = 0; time < 12; time++) {
    // Deep down only the shortest instances are written, which may be too few different ones.
    const lifts = time >= 4 && spot.lifted < 2 && spot.depth + 1 >= DEEP
    const inside = lifts ? { ...spot, depth: DEEP - 2, lifted: spot.lifted + 1 } : { ...spot, depth: spot.depth + 1 }
    const others = fresh(
      Array.from({ length: 6 }, () => writeByChance(spot.walk(schema, from, { ...inside, draft: true }), from)).flatMap(text =>
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

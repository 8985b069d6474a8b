import { walkItems } from './items'
import { type Layer, type Schema, toLayers } from './layers'
import { leafOptions, type Option, type Source } from './leaves'
import { walkMembers } from './members'
import { emptyOf, needsTrial, onlyType, type Spot, say, type Walk } from './spot'
import { byTrial } from './trial'

/** A schema that has no shorter instance has none that is worth writing. */
const DEEPEST = 24

/** A walk through an instance of a schema, made from what `from` offers. */
export const walkSchema = (schema: Schema, from: Source): Walk =>
  walk(schema, from, { name: '', depth: 0, lifted: 0, draft: false, walk })

function* walk(schema: Schema, from: Source, spot: Spot): Walk {
  const layers = toLayers(schema, from.root)
  // Nothing fits `false`, nor a schema without a bottom; null at least is JSON.
  if (!layers || spot.depth > DEEPEST) return void (yield [say('null')])
  if (layers.some(isListed)) return yield* leaf(leafOptions(layers, spot.name, from), from)
  if (needsTrial(layers)) return yield* byTrial(schema, layers, from, spot)
  const type = onlyType(layers)
  if (type === 'object') return yield* walkMembers(layers, from, spot)
  if (type === 'array') return yield* walkItems(layers, from, spot)
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

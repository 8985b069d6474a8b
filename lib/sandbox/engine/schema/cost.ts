import { own } from '@/lib/util/own'
import { isObject, isSchema, itemSchemas, type Layer, type Schema, schemasIn, stringsIn, toLayers } from './layers'
import type { Source } from './leaves'

export const ENDLESS = 1000
const MOST_STEPS = 200

/** How deep the shallowest instance is; ENDLESS where it refers to itself on every way, or that is hard to tell. */
export function cost(schema: Schema, { root, effort }: Source): number {
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

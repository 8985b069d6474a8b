import fc from 'fast-check'

/** The value as it is, or with one member taken away, added, or turned into something else, at any depth. */
export function mutated(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const other = fc.constantFrom<unknown>(null, 'x', '', 0, -1, 1.5, 1000, true, [], {}, ['x'], { x: 1 })
  const action = fc.constantFrom('none', 'remove', 'add', 'replace')
  return fc.tuple(values, action, fc.nat(10_000), other).map(([value, what, pick, replacement]) => {
    const copy = structuredClone(value)
    const places = placesOf(copy)
    if (what === 'none' || places.length === 0) return copy
    const { owner, key } = places[pick % places.length]!
    if (what === 'replace') owner[key] = replacement
    else if (what === 'remove') delete owner[key]
    else if (!Array.isArray(owner)) owner.surplus = replacement
    else owner.push(replacement)
    // A hole that was deleted into a list is no JSON.
    return JSON.parse(JSON.stringify(copy))
  })
}

type Owner = Record<string, unknown>

function placesOf(value: unknown): { owner: Owner; key: string }[] {
  if (typeof value !== 'object' || value === null) return []
  const owner = value as Owner
  return Object.keys(owner).flatMap(key => [{ owner, key }, ...placesOf(owner[key])])
}

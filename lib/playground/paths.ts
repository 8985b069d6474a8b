/** Paths as notes write them: `messages[0].content[1].text`. Keys may hold any character, so paths are compared, not parsed. */
export function childPath(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`
  return path ? `${path}.${key}` : key
}

/** True for the same path and for one further inside. */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || (path.startsWith(outer) && (outer === '' || path[outer.length] === '.' || path[outer.length] === '['))
}

/** The value at a path, `undefined` where there is none. */
export function valueAt(value: unknown, path: string, at = ''): unknown {
  if (path === at) return value
  for (const [child, inner] of childrenOf(value, at)) {
    const found = isWithin(path, child) ? valueAt(inner, path, child) : undefined
    if (found !== undefined) return found
  }
}

/** The first path at which a value stands, `undefined` where it stands nowhere. Equality is that of `===`. */
export function pathOf(wanted: unknown, value: unknown, at = ''): string | undefined {
  if (value === wanted) return at
  for (const [child, inner] of childrenOf(value, at)) {
    const found = pathOf(wanted, inner, child)
    if (found !== undefined) return found
  }
}

/** The members of an object or the items of a list, with their paths. */
export function childrenOf(value: unknown, path: string): [path: string, value: unknown, key: string | number][] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.map((item, index) => [childPath(path, index), item, index])
  return Object.entries(value).map(([key, item]) => [childPath(path, key), item, key])
}

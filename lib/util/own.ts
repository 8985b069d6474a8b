/** Looks up a name that came from outside, so that "constructor" is no provider and "toString" no parameter. */
export function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

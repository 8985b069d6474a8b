import { childPath } from '../paths'

/** Every text of a value with its path. */
export function textsOf(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]]
  return membersOf(value).flatMap(([key, inner]) => textsOf(inner, childPath(path, key)))
}

/** The value with each text that `change` gives another one for; what does not change is the same object. */
export function withTexts<T>(value: T, change: (text: string, path: string) => string, path = ''): T {
  if (typeof value === 'string') return change(value, path) as T
  const members = membersOf(value)
  const changed = members.map(([key, inner]) => [key, withTexts(inner, change, childPath(path, key))] as const)
  if (changed.every(([, inner], index) => inner === members[index]![1])) return value
  return (Array.isArray(value) ? changed.map(([, inner]) => inner) : Object.fromEntries(changed)) as T
}

function membersOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return [...value.entries()]
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

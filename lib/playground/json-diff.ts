import { diffArrays } from 'diff'
import { childPath } from './paths'

/** What stands at one path of two JSON values. */
export type JsonChange =
  | { kind: 'added'; path: string; after: unknown }
  | { kind: 'removed'; path: string; before: unknown }
  | { kind: 'changed'; path: string; before: unknown; after: unknown }

/** Every difference of two JSON values, in the order of the first; the items of a list are matched before they are compared. */
export function diffJson(before: unknown, after: unknown, path = ''): JsonChange[] {
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(before, after, path)
  if (isRecord(before) && isRecord(after)) return diffRecords(before, after, path)
  return Object.is(before, after) ? [] : [{ kind: 'changed', path, before, after }]
}

function diffRecords(before: Record<string, unknown>, after: Record<string, unknown>, path: string): JsonChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((name): JsonChange[] => {
    const at = childPath(path, name)
    if (!Object.hasOwn(after, name)) return [{ kind: 'removed', path: at, before: before[name] }]
    if (!Object.hasOwn(before, name)) return [{ kind: 'added', path: at, after: after[name] }]
    return diffJson(before[name], after[name], at)
  })
}

function diffLists(before: unknown[], after: unknown[], path: string): JsonChange[] {
  const changes: JsonChange[] = []
  let [left, right] = [0, 0]
  const steps = diffArrays(before.map(toKey), after.map(toKey), { maxEditLength: 2000 })
  for (const { added, removed, count } of steps ?? [
    { removed: true, count: before.length },
    { added: true, count: after.length },
  ]) {
    if (!added && !removed) [left, right] = [left + count, right + count]
    else if (removed) {
      for (const end = left + count; left < end; left++)
        changes.push({ kind: 'removed', path: childPath(path, left), before: before[left] })
    } else {
      for (const end = right + count; right < end; right++) addItem(changes, childPath(path, right), after[right])
    }
  }
  return changes
}

/** An item in the place of one that was taken out there is the same item changed. */
function addItem(changes: JsonChange[], path: string, after: unknown) {
  const at = changes.findIndex(change => change.kind === 'removed' && change.path === path)
  const taken = changes[at]
  if (taken?.kind === 'removed') changes.splice(at, 1, ...diffJson(taken.before, after, path))
  else changes.push({ kind: 'added', path, after })
}

/** Equal for equal values, whatever the order of their members. */
function toKey(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isRecord(inner) ? Object.fromEntries(Object.entries(inner).sort()) : inner,
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

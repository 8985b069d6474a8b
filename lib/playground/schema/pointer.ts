/** JSON Pointers (RFC 6901): `/actions/1/minutes`, '' for the whole. */
export type Pointer = string

export function pointerTo(parent: Pointer, key: string | number): Pointer {
  if (typeof key === 'number' || !/[~/]/.test(key)) return `${parent}/${key}`
  return `${parent}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

export function stepsOf(pointer: Pointer): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** `undefined` where there is nothing. */
export function valueAtPointer(value: unknown, pointer: Pointer): unknown {
  let at = value
  for (const step of stepsOf(pointer)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return
    at = (at as Record<string, unknown>)[step]
  }
  return at
}

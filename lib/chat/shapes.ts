/**
 * Brings a value into a shape: gives the same value when it has it, a changed copy when not, `undefined` when it has to go.
 * Never changes the value itself.
 */
export type Rule = (value: unknown) => unknown

export const identity: Rule = value => value

export function unlessNull(rule: Rule): Rule {
  return value => (value === null ? undefined : rule(value))
}

export function when(fits: (value: unknown) => boolean, rule: Rule): Rule {
  return value => (fits(value) ? rule(value) : undefined)
}

export function listOf(rule: Rule): Rule {
  return value => {
    if (!Array.isArray(value)) return value
    let copy: unknown[] | undefined
    for (let index = 0; index < value.length; index++) {
      const item = rule(value[index])
      if (!copy && item !== value[index]) copy = value.slice(0, index)
      if (item !== undefined) copy?.push(item)
    }
    return copy ?? value
  }
}

/** An object of these members and no others; a required one that is missing gets its value. */
export function closed(members: Record<string, Rule>, required: Record<string, unknown> = {}): Rule {
  return shape(members, required, () => undefined)
}

/** An object of these members and any others. */
export function open(members: Record<string, Rule>, required: Record<string, unknown> = {}): Rule {
  return shape(members, required, identity)
}

function shape(members: Record<string, Rule>, required: Record<string, unknown>, others: Rule): Rule {
  const rules = new Map(Object.entries(members))
  const defaults = Object.entries(required)
  return value => {
    if (typeof value !== 'object' || value === null) return value
    const object = value as Record<string, unknown>
    const keys = Object.keys(object)
    let copy: Record<string, unknown> | undefined
    for (const [at, key] of keys.entries()) {
      const before = object[key]
      // Assigned to a copy it would become its prototype.
      const after = key === '__proto__' ? undefined : (rules.get(key) ?? others)(before)
      if (!copy && (after !== before || after === undefined)) copy = pick(object, keys.slice(0, at))
      if (copy && after !== undefined) copy[key] = after
    }
    for (const [key, fallback] of defaults) {
      const result = copy ?? object
      if (Object.hasOwn(result, key)) continue
      copy ??= { ...object }
      copy[key] = fallback
    }
    return copy ?? value
  }
}

function pick(object: Record<string, unknown>, keys: string[]): Record<string, unknown> {
  const copy: Record<string, unknown> = {}
  for (const key of keys) copy[key] = object[key]
  return copy
}
